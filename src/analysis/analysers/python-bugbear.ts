// Ruff's rules out of flake8-bugbear that are on, in our words.

import type { PythonRule } from './python.ts'
import { nothing, bugOf as rule, shared } from './python-bug.ts'

export const pythonBugbear: Record<string, PythonRule> = {
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
  B012: {
    ...rule(
      'jump-statement-in-finally',
      'high',
      'A jump in `finally` swallows errors',
      'An exception on its way out is dropped silently. Move the statement out of `finally`.',
    ),
    cwe: 'CWE-584',
  },
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
  B022: rule(
    'useless-contextlib-suppress',
    'medium',
    '`suppress` without an exception suppresses nothing',
    'Without arguments it lets every exception pass. Name the exceptions that may be ignored, or remove it.',
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
    'Python takes the first handler that fits, so the second one never runs. One of the two names is probably wrong.',
  ),
  B029: rule(
    'except-with-empty-tuple',
    'medium',
    '`except ()` catches nothing',
    'An empty tuple names no exception, so this handler never runs and every error passes it. Name the exceptions to catch.',
  ),
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
}
