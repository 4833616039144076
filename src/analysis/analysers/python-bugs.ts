// Ruff's rules for real mistakes that are on, in our words.
import type { PythonRule } from './python.ts'

const rule = (name: string, severity: PythonRule['severity'], title: string, explanation: string): PythonRule => ({
  name,
  severity,
  category: 'bug',
  title,
  explanation,
})

const nothing = 'The line has no effect, which is rarely what was meant.'
const shared = 'It is made once and then shared, so a change made in one place shows up in all others.'

export const pythonBugs: Record<string, PythonRule> = {
  B002: rule(
    'unary-prefix-increment-decrement',
    'high',
    '`++` does not increment in Python',
    'It is two plus signs and changes nothing. Write `+= 1`.',
  ),
  B003: rule(
    'assignment-to-os-environ',
    'medium',
    'Assigning to `os.environ` does not change the environment',
    'Child processes keep the old values. Use `os.environ.clear()` and `update()`.',
  ),
  B005: rule(
    'strip-with-multi-characters',
    'medium',
    '`strip` removes characters, not a word',
    'It cuts every one of these letters from the ends in any order. Use `removeprefix` or `removesuffix`.',
  ),
  B006: rule(
    'mutable-argument-default',
    'high',
    'The default value is shared by all calls',
    'It is made once, when the function is defined: what one call adds is still there in the next. Use `None` and create it inside.',
  ),
  B012: rule(
    'jump-statement-in-finally',
    'high',
    'A jump in `finally` swallows errors',
    'An exception on its way out is dropped silently. Move the statement out of `finally`.',
  ),
  B015: rule(
    'useless-comparison',
    'medium',
    'The result of this comparison is not used',
    `${nothing} An \`assert\`, an assignment or a \`return\` may be missing.`,
  ),
  B016: rule(
    'raise-literal',
    'high',
    'Only exceptions can be raised',
    'Raising a literal is itself a TypeError. Raise an exception with it as the message.',
  ),
  B018: rule('useless-expression', 'low', 'This expression has no effect', nothing),
  B020: rule(
    'loop-variable-overrides-iterator',
    'high',
    'The loop variable replaces what is looped over',
    'After the loop the collection is gone under that name. Rename the variable.',
  ),
  B022: rule(
    'useless-contextlib-suppress',
    'medium',
    '`suppress` without an exception suppresses nothing',
    'Name the exceptions, or remove it.',
  ),
  B023: rule(
    'function-uses-loop-variable',
    'medium',
    'The function sees the loop’s last value of {}',
    'The variable is looked up when the function runs, not when it is made. Bind it with a default argument.',
  ),
  B025: rule(
    'duplicate-try-block-exception',
    'medium',
    'The exception {} is caught twice',
    'The second handler never runs.',
  ),
  B029: rule('except-with-empty-tuple', 'medium', '`except ()` catches nothing', 'Name the exceptions to catch.'),
  B030: rule(
    'except-with-non-exception-classes',
    'high',
    '`except` with something that is no exception',
    'When an error gets here, Python raises a TypeError instead of handling it.',
  ),
  B031: rule(
    'reuse-of-groupby-generator',
    'high',
    'The group is empty the second time',
    'Each group of `groupby` can be read once. Turn it into a list first.',
  ),
  B032: rule(
    'unintentional-type-annotation',
    'high',
    'A colon where `=` was meant',
    'This annotates the name and assigns nothing.',
  ),
  B035: rule(
    'static-key-dict-comprehension',
    'high',
    'Every round writes the same key',
    'Only the last value remains. Use the loop variable in the key.',
  ),
  B039: rule('mutable-contextvar-default', 'medium', 'The context variable’s default is shared', shared),
  PLR0124: rule(
    'comparison-with-itself',
    'high',
    'A value is compared with itself',
    'The answer is always the same. One of the two names is probably wrong.',
  ),
  PLW0127: rule('self-assigning-variable', 'medium', '{} is assigned to itself', nothing),
  PLW0129: rule(
    'assert-on-string-literal',
    'high',
    'This assertion can never fail',
    'Text that is not empty is always true.',
  ),
  PLW0133: rule(
    'useless-exception-statement',
    'high',
    'The exception is made but not raised',
    'Nothing happens where an error was meant. Write `raise` before it.',
  ),
  PLW0245: rule(
    'super-without-brackets',
    'high',
    '`super` without brackets',
    'The attribute is looked up on the type `super` itself and is missing. Write `super()`.',
  ),
  PLW0711: rule(
    'binary-op-exception',
    'high',
    '`except A or B` catches only one of them',
    'The expression gives the first. Write a tuple.',
  ),
  PLW1501: rule('bad-open-mode', 'high', 'The mode of `open` is not valid', 'The call raises a ValueError.'),
  PLW1509: rule(
    'subprocess-popen-preexec-fn',
    'medium',
    '`preexec_fn` can deadlock when there are threads',
    'The child may wait for a lock that nobody holds any more. Use `start_new_session` or `process_group`.',
  ),
  PLW2101: rule(
    'useless-with-lock',
    'high',
    'A lock made here protects nothing',
    'Every call makes its own. Create it once and share it.',
  ),
  PIE794: rule(
    'duplicate-class-field-definition',
    'medium',
    'The class defines {} twice',
    'The later value silently replaces the earlier one.',
  ),
  PIE796: rule(
    'non-unique-enums',
    'medium',
    'Two enum members have one value',
    'The second is only another name of the first.',
  ),
  RUF006: rule(
    'asyncio-dangling-task',
    'medium',
    'Nobody holds on to this task',
    'The event loop keeps a weak reference only: the task can vanish before it ends, and its errors are lost. Keep it in a set.',
  ),
  RUF008: rule(
    'mutable-dataclass-default',
    'high',
    'The dataclass’s default is shared by all objects',
    `${shared} Use \`field(default_factory=...)\`.`,
  ),
  RUF016: rule('invalid-index-type', 'high', 'This value cannot be an index', 'The line raises a TypeError.'),
  RUF018: rule(
    'assignment-in-assert',
    'medium',
    'The assignment is gone when assertions are off',
    'With `python -O` the name has no value. Assign before the assertion.',
  ),
  RUF024: rule('mutable-fromkeys-value', 'high', 'All keys share one value', shared),
  RUF026: rule(
    'default-factory-kwarg',
    'high',
    '`default_factory` is taken for a key',
    '`defaultdict` wants it as its first argument, without a name.',
  ),
  ASYNC251: rule(
    'blocking-sleep-in-async-function',
    'medium',
    '`time.sleep` stops every other task',
    'It blocks the whole event loop. Use `await asyncio.sleep(...)`.',
  ),
  T100: rule(
    'debugger',
    'medium',
    'A breakpoint was left in',
    'The program stops here and waits for somebody at its terminal.',
  ),
}
