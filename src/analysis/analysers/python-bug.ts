// A rule of ruff's about a real mistake, in our words.
import type { PythonRule } from './python.ts'

export const bugOf = (
  name: string,
  severity: PythonRule['severity'],
  title: string,
  explanation: string,
): PythonRule => ({ name, severity, category: 'bug', title, explanation })

export const nothing = 'The line has no effect, which is rarely what was meant.'
export const shared = 'It is made once and then shared, so a change made in one place shows up in all others.'
