// ESLint's rules for real mistakes that are on, in our words.
import {
  askEqual,
  askObjectIs,
  declareWithLet,
  endCase,
  endLine,
  giveBack,
  goOnSafely,
  keepInField,
  onlyOnce,
  onlyOneCase,
  spellTypeof,
  superFirst,
  takeOut,
  turnStep,
  withoutNew,
  withoutReturn,
} from '../rules/script/fixes-eslint.ts'
import type { JavascriptRule } from './javascript.ts'

const rule = (
  severity: JavascriptRule['severity'],
  title: string,
  explanation: string,
  more: Partial<JavascriptRule> = {},
): JavascriptRule => ({ severity, category: 'bug', title, explanation, ...more })

const always =
  'The outcome is the same every time, so part of the code can never run. A name or an operator is probably wrong.'
const throws = 'The line throws a TypeError or a SyntaxError when it runs.'
const replaced = 'The later one silently replaces the earlier.'
const pattern = 'It never matches what its author had in mind.'

export const javascriptBugs: Record<string, JavascriptRule> = {
  'array-callback-return': rule(
    'medium',
    'Not every way through the callback returns a value',
    'The array method then works with undefined. Return a value on every path.',
    // A switch over all members of a type needs no return after it; only types tell.
    { unless: (_text, message) => /at the end/.test(message), fix: giveBack },
  ),
  'constructor-super': rule('high', 'The constructor does not call `super` as it must', throws),
  'for-direction': rule(
    'high',
    'The loop counts in the wrong direction',
    'The condition stays true for ever (or is false at once).',
    { fix: turnStep },
  ),
  'getter-return': rule(
    'medium',
    'The getter does not always return a value',
    'On some path through it there is no `return`, so whoever reads the property gets `undefined`. Return a value on every path.',
    { options: [{ allowImplicit: true }] },
  ),
  'no-async-promise-executor': rule(
    'medium',
    'An async function as promise executor',
    'An error thrown inside is lost: the promise never settles. Use a plain function, or no constructor at all.',
  ),
  'no-class-assign': rule('high', 'A class is overwritten', 'From here on the name means something else.'),
  'no-compare-neg-zero': rule(
    'medium',
    'A comparison with `-0`',
    '`x === -0` is true for 0 as well. Use Object.is(x, -0).',
    { fix: askObjectIs },
  ),
  'no-cond-assign': rule(
    'high',
    'An assignment where a comparison was meant',
    '`=` changes the variable and the condition no longer asks anything. Use `===`.',
    // A step to the next one, or an answer that is kept, is meant.
    { cwe: 'CWE-481', fix: askEqual, unless: (text) => /^([\w$]+)\s*=\s*(\1\b|(await\s+)?[\w$.]+\()/.test(text) },
  ),
  'no-const-assign': rule('high', 'A constant is assigned again', throws, { fix: declareWithLet }),
  'no-constant-binary-expression': rule('high', 'This expression always gives the same value', always, {
    // How compilers tell other tools what a module exports.
    unless: (text) => text === '0' || /^0 &&/.test(text),
  }),
  'no-constant-condition': rule('high', 'This condition is always the same', always, {
    options: [{ checkLoops: 'none' }],
  }),
  'no-debugger': rule('low', 'A breakpoint was left in', 'The program stops here when developer tools are open.', {
    fix: takeOut,
  }),
  'no-delete-var': rule(
    'high',
    'A variable cannot be deleted',
    '`delete` removes properties of objects; on a variable it is a SyntaxError in modules and strict code. Assign `undefined`, or leave the line out.',
    {
      javascriptOnly: true,
    },
  ),
  'no-dupe-args': rule('high', 'Two parameters have one name', replaced, { javascriptOnly: true }),
  'no-dupe-class-members': rule('high', 'The class defines a member twice', replaced, { javascriptOnly: true }),
  'no-dupe-else-if': rule(
    'high',
    'This branch can never run',
    'An earlier condition of the chain is true whenever this one is. One of the two is probably wrong.',
  ),
  'no-dupe-keys': rule('medium', 'The object has a key twice', replaced, { fix: onlyOnce }),
  'no-duplicate-case': rule(
    'high',
    'The same case stands here twice',
    'A `switch` takes the first case that fits, so the second never runs. One of the two values is probably wrong.',
    {
      fix: onlyOneCase,
    },
  ),
  'no-empty-character-class': rule('medium', '`[]` in a regular expression matches nothing', pattern),
  'no-ex-assign': rule(
    'medium',
    'The caught error is overwritten',
    'The error that was caught, with its message and its stack, is gone then, and nobody can log or pass on what went wrong. Use a variable of its own.',
  ),
  'no-fallthrough': rule(
    'medium',
    'This case runs on into the next one',
    'Without `break` the statements of the next case follow. If that is meant, say so in a comment: `// falls through`.',
    { cwe: 'CWE-484', options: [{ allowEmptyCase: true, reportUnusedFallthroughComment: false }], fix: endCase },
  ),
  'no-func-assign': rule('high', 'A function is overwritten', 'From here on the name means something else.', {
    // Compilers' helpers replace themselves.
    unless: (text) => text.startsWith('_'),
  }),
  'no-global-assign': rule('high', 'A built-in is overwritten', 'Everything else in the program that uses it breaks.'),
  'no-import-assign': rule('high', 'An import is overwritten', throws),
  'no-invalid-regexp': rule('high', 'The regular expression is not valid', throws),
  'no-loss-of-precision': rule(
    'medium',
    'The number is too large to be kept exactly',
    'It is rounded when it is read. Use a BigInt or text.',
  ),
  'no-misleading-character-class': rule(
    'medium',
    'A character of several code points in a character class',
    `${pattern} Use the \`u\` or \`v\` flag.`,
    { fixable: true },
  ),
  'no-new-native-nonconstructor': rule('high', '`new` with something that is no constructor', throws, {
    fix: withoutNew,
  }),
  'no-obj-calls': rule('high', 'An object is called like a function', throws),
  'no-self-assign': rule(
    'medium',
    'A value is assigned to itself',
    'The line has no effect. One of the two names is probably wrong.',
    { fix: keepInField },
  ),
  'no-self-compare': rule(
    'high',
    'A value is compared with itself',
    'The answer is always the same. One of the two names is probably wrong.',
    {
      // x !== x is a known way to ask for NaN.
      unless: (text) => /!==?/.test(text),
    },
  ),
  'no-setter-return': rule(
    'medium',
    'A setter’s return value goes nowhere',
    'An assignment gives the assigned value, whatever the setter returns. Store this value, or leave the `return` out.',
    {
      fix: withoutReturn,
    },
  ),
  'no-sparse-arrays': rule(
    'medium',
    'The array has a hole',
    'Two commas in a row leave an empty place that most methods skip.',
  ),
  'no-this-before-super': rule('high', '`this` before `super()`', throws, { fix: superFirst }),
  'no-unexpected-multiline': rule(
    'high',
    'Two lines are read as one expression',
    'Without a semicolon the bracket on the next line continues this one.',
    { fix: endLine },
  ),
  'no-unreachable': rule('medium', 'This code can never run', 'The function or the loop has already been left.', {
    // `return x; break` in a case is a habit that does no harm.
    unless: (text) => /^break;?$/.test(text),
  }),
  'no-unsafe-finally': rule(
    'high',
    'A jump in `finally` swallows errors',
    'An exception on its way out is dropped silently. Move the statement out of `finally`.',
    { cwe: 'CWE-584' },
  ),
  'no-unsafe-negation': rule(
    'high',
    '`!` is applied before `in` or `instanceof`',
    'It negates the left side only. Put parentheses around the comparison.',
    { fixable: true },
  ),
  'no-unsafe-optional-chaining': rule('high', 'The optional chain may give undefined here', throws, {
    fix: goOnSafely,
  }),
  'no-useless-backreference': rule('medium', 'This back reference always matches nothing', pattern),
  'no-with': rule(
    'medium',
    '`with` makes it unclear what a name means',
    'It is an error in modules and in strict code.',
    { javascriptOnly: true },
  ),
  'use-isnan': rule(
    'high',
    'A comparison with NaN',
    'NaN is not equal to anything, not even to itself. Use Number.isNaN.',
    { fixable: true },
  ),
  'valid-typeof': rule(
    'high',
    '`typeof` never gives this text',
    'The comparison is always false. Check the spelling.',
    { fix: spellTypeof },
  ),
  'react-hooks/rules-of-hooks': rule(
    'high',
    'A hook is called conditionally or outside a component',
    'React tells hooks apart by their order: a skipped one mixes up the state of all others.',
    {
      onlyIn: /from\s*['"](react|preact)|require\(['"]react/,
      ruleUrl: 'https://react.dev/reference/rules/rules-of-hooks',
    },
  ),
}
