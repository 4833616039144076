// An end that was foreseen: its message alone tells the reader what to do, so it is printed without a stack.
const foreseen = Symbol('foreseen')

export const refusal = (message: string): Error => Object.assign(new Error(message), { [foreseen]: true })

export function report(error: unknown): void {
  const known = error instanceof Error && (foreseen in error || error.message.startsWith('The settings are not usable'))
  console.error(`\n${known ? error.message : error instanceof Error ? error.stack : String(error)}`)
}
