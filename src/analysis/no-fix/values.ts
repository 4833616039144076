// The rules that follow values and offer no fix, and why.
import type { Reason } from './reason.ts'

export const valuesWithoutFix: Record<string, Reason> = {
  'values/null-dereference': 'decision',
  'values/always-true-or-false': 'decision',
  'values/unreachable-code': 'decision',
  'values/resource-not-closed': 'redesign',
  'values/lock-not-released': 'redesign',
  'values/unchecked-error': 'decision',
  'values/swallowed-exception': 'decision',
  'values/unrelated-comparison': 'unknown',
  'values/use-after-close': 'redesign',
}
