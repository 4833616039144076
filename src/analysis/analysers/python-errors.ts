// Ruff's rules for code that raises an error (or is none) as soon as it runs, in our words.
import type { PythonRule } from './python.ts'

const rule = (name: string, severity: PythonRule['severity'], title: string, explanation: string): PythonRule => ({
  name,
  severity,
  category: 'bug',
  title,
  explanation,
})

const format =
  'Formatting raises an error (or shows the wrong text) when this line runs. Make the placeholders and the values agree.'
const outside = 'Python refuses the whole file with a SyntaxError.'

export const pythonErrors: Record<string, PythonRule> = {
  F402: rule(
    'import-shadowed-by-loop-var',
    'medium',
    'The loop variable hides an import',
    'After the loop the name no longer means the module. Rename one of them.',
  ),
  F501: rule('percent-format-invalid-format', 'high', 'The `%` format is not valid', format),
  F502: rule('percent-format-expected-mapping', 'high', 'The `%` format wants a dictionary', format),
  F503: rule('percent-format-expected-sequence', 'high', 'The `%` format wants a tuple', format),
  F505: rule('percent-format-missing-argument', 'high', 'A value for the `%` format is missing', format),
  F506: rule(
    'percent-format-mixed-positional-and-named',
    'high',
    'The `%` format mixes named and unnamed values',
    format,
  ),
  F507: rule('percent-format-positional-count-mismatch', 'high', 'The `%` format has another number of values', format),
  F508: rule('percent-format-star-requires-sequence', 'high', 'The `*` in the `%` format wants a tuple', format),
  F509: rule(
    'percent-format-unsupported-format-character',
    'high',
    'The `%` format does not know this character',
    format,
  ),
  F521: rule('string-dot-format-invalid-format', 'high', 'The format string is not valid', format),
  F524: rule('string-dot-format-missing-arguments', 'high', 'A value for the format string is missing', format),
  F525: rule(
    'string-dot-format-mixing-automatic',
    'high',
    'The format string mixes numbered and unnumbered fields',
    format,
  ),
  F601: rule(
    'multi-value-repeated-key-literal',
    'medium',
    'The dictionary has the key {} twice',
    'The later value silently replaces the earlier one.',
  ),
  F622: rule('multiple-starred-expressions', 'high', 'Two starred targets in one assignment', outside),
  F631: rule(
    'assert-tuple',
    'high',
    'This assertion can never fail',
    'A tuple that is not empty is always true. Remove the parentheses around the condition and its message.',
  ),
  F632: rule(
    'is-literal',
    'medium',
    '`is` compares identity, not value',
    'Whether equal literals are one object is up to the interpreter. Use `==`.',
  ),
  F633: rule(
    'invalid-print-syntax',
    'high',
    '`print >>` is Python 2',
    'It raises a TypeError. Use `print(..., file=...)`.',
  ),
  F634: rule(
    'if-tuple',
    'high',
    'This condition is always true',
    'A tuple that is not empty is always true. Remove the parentheses or the comma.',
  ),
  F701: rule('break-outside-loop', 'high', '`break` outside a loop', outside),
  F702: rule('continue-outside-loop', 'high', '`continue` outside a loop', outside),
  F704: rule('yield-outside-function', 'high', '{} outside a function', outside),
  F706: rule('return-outside-function', 'high', '`return` outside a function', outside),
  F707: rule('default-except-not-last', 'high', 'A bare `except` must come last', outside),
  F811: rule(
    'redefined-while-unused',
    'medium',
    '{} is defined twice',
    'The later definition replaces the earlier one before that was ever used: one of the two never runs.',
  ),
  F821: rule(
    'undefined-name',
    'high',
    'The name {} is not defined',
    'When this line runs, Python raises a NameError. Check the spelling or import it.',
  ),
  F823: rule(
    'undefined-local',
    'high',
    'The local {} is used before it has a value',
    'Because the function assigns it later, Python takes it for a local and raises an UnboundLocalError here.',
  ),
  PLE0100: rule('yield-in-init', 'high', '`__init__` may not be a generator', 'Creating an object raises a TypeError.'),
  PLE0101: rule(
    'return-in-init',
    'high',
    '`__init__` may not return a value',
    'Creating an object raises a TypeError.',
  ),
  PLE0115: rule('nonlocal-and-global', 'high', '{} is both nonlocal and global', outside),
  PLE0117: rule('nonlocal-without-binding', 'high', '`nonlocal` without such a name around', outside),
  PLE0118: rule('load-before-global-declaration', 'high', '{} is used before its `global`', outside),
  PLE0237: rule(
    'non-slot-assignment',
    'high',
    'The attribute {} is not in `__slots__`',
    'Assigning it raises an AttributeError.',
  ),
  PLE0241: rule(
    'duplicate-bases',
    'high',
    'The class inherits {} twice',
    'Python raises a TypeError when it defines the class.',
  ),
  PLE0302: rule(
    'unexpected-special-method-signature',
    'high',
    'The special method has another number of parameters',
    'Python calls it with a fixed number of arguments and raises a TypeError.',
  ),
  PLE0305: rule(
    'invalid-index-return-type',
    'high',
    '`__index__` must return an integer',
    'Using the object raises a TypeError.',
  ),
  PLE0307: rule(
    'invalid-str-return-type',
    'high',
    '`__str__` must return text',
    'Printing the object raises a TypeError.',
  ),
  PLE0604: rule(
    'invalid-all-object',
    'high',
    '`__all__` may hold names as text only',
    '`import *` raises a TypeError.',
  ),
  PLE0643: rule(
    'potential-index-error',
    'high',
    'The index lies outside the sequence',
    'This line raises an IndexError.',
  ),
  PLE1132: rule('repeated-keyword-argument', 'high', 'The argument {} is passed twice', 'The call raises a TypeError.'),
  PLE1142: rule('await-outside-async', 'high', '`await` outside an async function', outside),
  PLE1205: rule(
    'logging-too-many-args',
    'high',
    'More values than placeholders in the log message',
    'Logging prints a traceback instead of the message.',
  ),
  PLE1206: rule(
    'logging-too-few-args',
    'high',
    'Fewer values than placeholders in the log message',
    'Logging prints a traceback instead of the message.',
  ),
  PLE1300: rule('bad-string-format-character', 'high', 'The format does not know this character', format),
  PLE1307: rule('bad-string-format-type', 'high', 'The format and the type of the value do not agree', format),
  PLE1310: rule(
    'bad-str-strip-call',
    'medium',
    '`strip` with repeated characters',
    'It removes characters, not a word. Use `removeprefix` or `removesuffix`.',
  ),
  PLE1700: rule('yield-from-in-async-function', 'high', '`yield from` in an async function', outside),
}
