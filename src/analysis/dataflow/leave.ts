// Where a value leaves the place it was made: a number that can be guessed is harmless until it is used as a secret.

import type { Node } from '../grammar.ts'
import { isSecretNamed } from '../secret-text.ts'
import { flaw, type Run, reach } from './run.ts'
import type { Taint, Value } from './value.ts'

/** Names of things that nobody may guess. */
export const secretName =
  /(token|secret|passw(or)?d|passcode|passphrase|nonce|\botp|salt|csrf|xsrf|api_?key|session_?(id|key)|credential|private_?key|encryption_?key|signing_?key|\bpin\b|\bsid\b|(activation|gift_?card|gift|login|verification|verify|confirm\w*|reset|recovery|auth|access|invite|invitation|sms|mfa|two_?factor|one_?time|security|backup|voucher|coupon|promo|secret|redeem)_?(code|key|link|id|pin)s?|vouchers?\b|coupons?\b)/i

/** What it is stored as, returned from or handed over as. */
export function leave(run: Run, value: Value, name: string): void {
  // What is written beside the name itself is found by the text alone.
  for (const { constant, origin } of [value, ...(value.maybe ?? [])])
    if (origin && typeof constant === 'string' && isSecretNamed(name, constant) && !isBeside(origin, name))
      flaw(run, 'hard-coded-secret', origin, [])
  for (const taint of value.taints)
    if (
      isGuessable(taint) &&
      (isSecret(name) || taint.steps.some(({ note }) => isSecret(keptIn.exec(note)?.[1] ?? '')))
    )
      reach(run, 'weak-randomness', taint.steps[0]?.at as Parameters<typeof reach>[2], { taints: [taint] })
}

const isBeside = (origin: Node, name: string): boolean => origin.parent()?.text().includes(name) ?? false

const keptIn = /^is kept in `([^`]+)`/

export const isGuessable = ({ cleaned }: Taint) => !cleaned.has('weak-randomness')

/** In a tokenizer a token is a word. */
const isSecret = (name: string) =>
  name !== '' &&
  secretName.test(name.replace(/(?<=[a-z])(?=[A-Z])/g, '_')) &&
  !/tokeni[sz]e|_?tokens?_(count|type)|num_tokens/i.test(name)
