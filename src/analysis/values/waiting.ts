// Promises that are used in place of what they promise.
import { type Context, tell } from './context.ts'
import type { Expr } from './form.ts'
import type { Value } from './value.ts'

const ofPromises =
  /^(then|catch|finally|constructor|cancel|add_done_callback|set_name|send|throw|close|result|done|exception|cancelled|signal|abort|kill|pid|child|stdout|stderr|stdin|on|once|json|text|pipe)$/

/** Compared, counted with, asked for what it has. `name`: the member that is asked for. */
export function usedAsValue(c: Context, e: Expr, value: Value, name?: string): void {
  if (value.type !== 'promise' || (name !== undefined && ofPromises.test(name))) return
  const [made] = value.steps
  tell(c, 'forgotten-await', made?.at ?? e.at, [...value.steps, { at: e.at, note: 'used here as if it had come' }])
}
