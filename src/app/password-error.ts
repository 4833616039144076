// What is wrong with a new password, as far as the browser can tell.
import { MAX_PASSWORD } from '#contract/account.ts'

/** Characters, not UTF-16 units, as the server counts them. */
export function passwordError(password: string, min: number): string | null {
  const length = [...password].length
  if (length < min) return `${length} of at least ${min} characters.`
  return length > MAX_PASSWORD ? `A password may have at most ${MAX_PASSWORD} characters.` : null
}
