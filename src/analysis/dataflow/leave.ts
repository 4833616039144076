// Where a value leaves the place it was made: a number that can be guessed is harmless until it is used as a secret.
import { type Run, reach } from './run.ts'
import type { Taint, Value } from './value.ts'

/** Names of things that nobody may guess. */
export const secretName =
  /(token|secret|passw(or)?d|passcode|passphrase|nonce|\botp|salt|csrf|xsrf|api_?key|session_?(id|key)|credential|private_?key|encryption_?key|signing_?key|\bpin\b|\bsid\b|(activation|gift_?card|gift|login|verification|verify|confirm\w*|reset|recovery|auth|access|invite|invitation|sms|mfa|two_?factor|one_?time|security|backup|voucher|coupon|promo|secret|redeem)_?(code|key|link|id|pin)s?|vouchers?\b|coupons?\b)/i

/** What it is stored as, returned from or handed over as. */
export function leave(run: Run, value: Value, name: string): void {
  for (const taint of value.taints)
    if (
      isGuessable(taint) &&
      (isSecret(name) || taint.steps.some(({ note }) => isSecret(keptIn.exec(note)?.[1] ?? '')))
    )
      reach(run, 'weak-randomness', taint.steps[0]?.at as Parameters<typeof reach>[2], { taints: [taint] })
}

const keptIn = /^is kept in `([^`]+)`/

export const isGuessable = ({ cleaned }: Taint) => !cleaned.has('weak-randomness')

/** In a tokenizer a token is a word. */
const isSecret = (name: string) =>
  name !== '' &&
  secretName.test(name.replace(/(?<=[a-z])(?=[A-Z])/g, '_')) &&
  !/tokeni[sz]e|_?tokens?_(count|type)|num_tokens/i.test(name)
