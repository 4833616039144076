// Why a rule offers no fix, whatever it looks at.
import { dataflowRules } from '../dataflow/rules.ts'
import { goWithoutFix } from './go.ts'
import { javaWithoutFix } from './java.ts'
import { javascriptWithoutFix } from './javascript.ts'
import { pythonWithoutFix } from './python.ts'
import { type Reason, reasons } from './reason.ts'
import { valuesWithoutFix } from './values.ts'

/** Where a value comes from and where it does harm are two places: what should stand between them is no small edit. */
const dataflow = Object.fromEntries(Object.keys(dataflowRules).map((id) => [`dataflow/${id}`, 'redesign'])) as Record<
  string,
  Reason
>

export const withoutFix: Readonly<Record<string, Reason>> = {
  ...goWithoutFix,
  ...javaWithoutFix,
  ...javascriptWithoutFix,
  ...pythonWithoutFix,
  ...dataflow,
  ...valuesWithoutFix,
  'syntax/unexpected': 'unknown',
  'reviewer/addressed': 'decision',
}

/** What was written into the code must be taken back where it was given out, whatever provider that is. */
const reasonOf = (id: string): Reason | undefined => (id.startsWith('secrets/') ? 'elsewhere' : withoutFix[id])

/** In a sentence; null for a rule that nobody has thought about. */
export function reasonFor(id: string): string | null {
  const reason = reasonOf(id)
  return reason ? reasons[reason] : null
}
