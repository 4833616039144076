// Ruff's other rules for real mistakes that are on, in our words.

import type { PythonRule } from './python.ts'
import { nothing, bugOf as rule, shared } from './python-bug.ts'
import { pythonBugbear } from './python-bugbear.ts'

export const pythonBugs: Record<string, PythonRule> = {
  ...pythonBugbear,
  PLW0127: rule('self-assigning-variable', 'medium', '{} is assigned to itself', nothing),
  PLW0129: rule(
    'assert-on-string-literal',
    'high',
    'This assertion can never fail',
    'Text that is not empty is always true, so this never fails whatever happens. The comparison is probably missing.',
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
  PLW1501: rule(
    'bad-open-mode',
    'high',
    'The mode of `open` is not valid',
    '`open` knows `r`, `w`, `a` and `x`, with `b`, `t` and `+` beside them; any other mode raises a ValueError.',
  ),
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
  RUF016: rule(
    'invalid-index-type',
    'high',
    'This value cannot be an index',
    'Lists, tuples and text take an integer or a slice; with this value the line raises a TypeError whenever it runs.',
  ),
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
  RUF017: rule(
    'quadratic-list-summation',
    'medium',
    '`sum` copies the list in every round',
    'The time grows with the square of the lists. Use `itertools.chain.from_iterable`.',
  ),
  RUF034: rule(
    'useless-if-else',
    'medium',
    'Both sides of this choice are the same',
    'The condition changes nothing: one of the two was probably meant to differ.',
  ),
  RUF060: rule(
    'in-empty-collection',
    'high',
    'Nothing is ever in an empty collection',
    'The answer is the same whatever is looked for. The values that it should hold are probably missing.',
  ),
  RUF064: rule(
    'non-octal-permissions',
    'high',
    'File permissions are written as a decimal number',
    'Decimal 644 is 0o1204: other people get rights nobody meant. Write `0o644`.',
  ),
  SIM220: rule(
    'expr-and-not-expr',
    'high',
    'This condition is always false',
    'A value and its opposite are never both true. One of the two names is probably wrong.',
  ),
  SIM221: rule(
    'expr-or-not-expr',
    'high',
    'This condition is always true',
    'Either a value or its opposite is always true. One of the two names is probably wrong.',
  ),
  B034: rule(
    're-sub-positional-args',
    'high',
    'A flag is passed where a count is expected',
    '`re.sub` takes the count before the flags: `re.I` there means "replace two times". Name the argument.',
  ),
  PLW1507: rule(
    'shallow-copy-environ',
    'medium',
    'The copy of `os.environ` is no copy',
    'Both are one environment: a change shows in the other. Use `os.environ.copy()`.',
  ),
  PLW1508: rule(
    'invalid-envvar-default',
    'medium',
    'The default of an environment variable is no text',
    'When the variable is set the value is text, else it is something else. Make both text, then convert.',
  ),
  LOG007: rule(
    'exception-without-exc-info',
    'medium',
    '`exception` without the exception',
    'It logs as an error but leaves the traceback out. Use `error`.',
  ),
  YTT101: rule(
    'sys-version-slice3',
    'high',
    '`sys.version[:3]` is "3.1" in Python 3.10',
    'Cut to three characters, Python 3.10 and later look like 3.1. Compare `sys.version_info`, a tuple of numbers.',
  ),
  YTT103: rule(
    'sys-version-cmp-str3',
    'high',
    '`sys.version` is compared as text',
    '"3.10" is less than "3.9". Compare `sys.version_info`.',
  ),
  YTT204: rule(
    'sys-version-info-minor-cmp-int',
    'medium',
    'Only the minor version is compared',
    'Python 4.0 would look older than 3.9. Compare `sys.version_info` with a tuple.',
  ),
  T100: rule(
    'debugger',
    'medium',
    'A breakpoint was left in',
    'The program stops here and waits for somebody at its terminal.',
  ),
}
