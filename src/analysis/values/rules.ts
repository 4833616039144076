// What following values finds: one rule for each kind of mistake, told the same in every language.
import type { Language } from '#contract/language.ts'
import type { Advice } from '../hit.ts'

const bug = (cwe: string, severity: Advice['severity'], title: string, explanation: string): Advice => ({
  severity,
  category: 'bug',
  cwe,
  title,
  explanation,
})

export const valueRules = {
  'null-dereference': bug(
    'CWE-476',
    'high',
    'There is nothing in it on one way to this place',
    'On the way that is shown the variable holds null, None or undefined, and using it then fails. Check it before the use, leave the function earlier, or give it a value on every way.',
  ),
  'always-true-or-false': bug(
    'CWE-571',
    'medium',
    'This condition always gives the same answer',
    'What is known on every way to this place settles it, so one of its branches never runs. Often another variable, another limit or another operator was meant.',
  ),
  'unreachable-code': bug(
    'CWE-561',
    'medium',
    'This code can never run',
    'Every way before it leaves: it returns, throws, jumps or never ends. Remove the code, or move it to where it was meant to run.',
  ),
  'resource-not-closed': bug(
    'CWE-772',
    'medium',
    'It stays open on one way out of the function',
    'On the way that is shown nobody closes it. Files and connections are limited, and a busy program runs out of them. Close it in a form that runs on every way: `with`, `finally`, `defer` or try-with-resources.',
  ),
  'lock-not-released': bug(
    'CWE-667',
    'high',
    'The lock stays taken on one way out of the function',
    'On the way that is shown nobody releases it, so the next one who wants it waits for ever. Release it in a form that runs on every way: `with`, `finally` or `defer`.',
  ),
  'unchecked-error': bug(
    'CWE-252',
    'medium',
    'Nobody looks at this error',
    'When the call fails the program goes on as if it had not, with values that mean nothing. Look at the error before the next call takes its place.',
  ),
  'swallowed-exception': bug(
    'CWE-390',
    'medium',
    'An error ends here and nobody hears of it',
    'Whatever went wrong, the program goes on as if it had not, and nobody can find out why. Handle the error, pass it on, or at least log it.',
  ),
  'off-by-one': bug(
    'CWE-193',
    'high',
    'The index goes one past the end',
    'Items are counted from 0, so the last one stands at the length minus one. Reading the one behind fails, or gives nothing.',
  ),
  'unrelated-comparison': bug(
    'CWE-570',
    'medium',
    'Two values are compared that can never be equal',
    'They are of different kinds, such as a text and a number, so the answer is always the same. Convert one of them first, or compare with a value of the same kind.',
  ),
  'forgotten-await': bug(
    'CWE-252',
    'high',
    'The promise is used in place of its value',
    'The function gives a promise (in Python a coroutine), which is never missing and never equal to anything, and its error is lost. Write `await` before the call.',
  ),
  'use-after-close': bug(
    'CWE-672',
    'high',
    'It is used after it was closed',
    'On the way that is shown it was closed before, and then the call fails. Close it after the last use, in a form that runs on every way.',
  ),
  'argument-order': bug(
    'CWE-683',
    'high',
    'Two arguments stand in each other’s place',
    'Their names are those of the parameters, but the other way round. Swap them, or rename them if this is meant.',
  ),
} satisfies Record<string, Advice>

export type ValueRule = keyof typeof valueRules

/** Languages that have such a mistake at all; a rule that does not stand here looks at all of them. */
export const onlyIn: Partial<Record<ValueRule, Language[]>> = {
  'unchecked-error': ['go'],
  'forgotten-await': ['python', 'javascript', 'typescript'],
}

/** Small edits mend these. */
export const withFix: ReadonlySet<string> = new Set(['forgotten-await', 'argument-order', 'off-by-one'])
