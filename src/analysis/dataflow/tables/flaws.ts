// What is wrong with a call by itself, in any language: a broken algorithm, a key in the code, a cookie in the open.
import { backtracks } from '../../rules/redos.ts'
import { secretName } from '../leave.ts'
import type { Call, Judgement } from '../table.ts'
import type { Value } from '../value.ts'

const brokenHash = /^(md[245]|sha-?1|ripemd(-?160)?|rmd160)$/i
const brokenMac = /^(hmac-?)?md[245]$/i
const brokenCipher =
  /^(des|des-?ede3?|3des|desede|tripledes|rc2|rc4|arc4|arcfour|bf|blowfish|cast5?|idea|seed)\b|\becb\b|-ecb$/i

/** Fixed by now, wherever it is written. */
const textOf = (value: Value | undefined): string | null =>
  typeof value?.constant === 'string' ? value.constant : null

/** An algorithm that is broken for all purposes. */
export const cipherAt =
  (which: number | string) =>
  (call: Call): Judgement | null => {
    const algorithm = call.argument(which)
    const name = textOf(algorithm)
    return name === null ? null : { verdict: brokenCipher.test(name) ? 'bad' : 'good' }
  }

/** A hash that is too weak for secrets, where it is one that is hashed; `null`: the call itself names it. */
export const hashAt =
  (which: number | string | null) =>
  (call: Call): Judgement | null => {
    const name = which === null ? 'md5' : textOf(call.argument(which))
    if (name === null) return null
    if (!brokenHash.test(name)) return { verdict: 'good' }
    return hashesSecret(call)
  }

/** What is put into a hash that was made before: told where it was made. */
export const hashedInto = (call: Call): Judgement | null => {
  const name = textOf(call.object?.made?.given.get('0'))
  const found = name !== null && brokenHash.test(name) ? hashesSecret(call) : null
  return found && { ...found, because: call.object?.made && { taints: [], made: call.object.made } }
}

export const macAt =
  (which: number | string) =>
  (call: Call): Judgement | null => {
    const name = textOf(call.argument(which))
    return name === null ? null : { verdict: brokenMac.test(name) ? 'bad' : 'good' }
  }

const secretWord =
  /passw(or)?d|passphrase|\bpwd\b|\bpin\b|_pin\b|\bpin_|secret|token(?!i[sz])|credential|api_?key|signature|session_?(id|key)/i

/** By the names that the call and its function speak of, or the ways its values came. */
function hashesSecret({ at, args, argument }: Call): Judgement | null {
  if (args.some(({ value }) => secretWord.test(value.at.text().slice(0, 200)))) return { verdict: 'bad' }
  const around = at
    .ancestors()
    .find((one) => /function|method|lambda/.test(String(one.kind())) && one.field('parameters'))
  const head = around?.text().slice(0, 160).split('\n').slice(0, 2).join(' ') ?? ''
  if (secretWord.test(head.replace(/\b\w*(?:[tT]okens|TokenCount)\b/g, ''))) return { verdict: 'bad' }
  const ways = args.flatMap((_, index) => argument(index)?.taints.map(({ steps }) => steps) ?? [])
  const way = ways.find((steps) => steps.some((step) => secretWord.test(step.at.text().slice(0, 80))))
  return way ? { verdict: 'bad', way } : null
}

/** A text of the code that is handed over as a key or password. */
export const secretAt =
  (...which: (number | string)[]) =>
  (call: Call): Judgement | null => {
    for (const one of which) {
      const whole = call.argument(one)
      for (const given of [whole, ...(whole?.maybe ?? [])]) {
        const text = textOf(given)
        if (text !== null && isRealSecret(text)) return { verdict: 'bad', because: given }
      }
    }
    return null
  }

export const isRealSecret = (text: string) =>
  text.length >= 6 &&
  !/^(\$\{|<|%|\{\{)|change.?me|example|placeholder|your[-_ ]|xxxx|^\*+$|^(test|dummy|fake)/i.test(text) &&
  !/^[a-z]+([_.-][a-z]+)*$/.test(text)

type Flag = boolean | 'missing' | 'unknown'

/** @param flags true, false, missing from what is known, or not known. */
export function cookie(flags: Flag[], because: Value | undefined, also: (Value | undefined)[] = []): Judgement | null {
  if (flags.some((flag) => flag === false || flag === 'missing')) return { verdict: 'bad', because, also }
  return flags.every((flag) => flag === true) ? { verdict: 'good', because } : null
}

export const flagOf = (value: Value | undefined, ifMissing: Flag): Flag =>
  value === undefined ? ifMissing : typeof value.constant === 'boolean' ? value.constant : 'unknown'

/** Cookies that say nothing worth stealing, and those that scripts must read. */
export const isHarmlessCookie = (name: unknown) =>
  typeof name === 'string' &&
  /theme|lang|locale|timezone|\btz\b|consent|colou?r|currency|sidebar|banner|seen|preference|csrf|xsrf|flash|mode|layout|density/i.test(
    name,
  ) &&
  !/session|token|auth/i.test(name.replace(/csrf|xsrf/gi, ''))

/** What a compiled pattern was made of: `re.compile(pattern)`, `/pattern/`. */
export const isSlow = (value: Value | null | undefined, names: readonly string[] = []): boolean => {
  const pattern = value?.made?.given.get('0')?.constant ?? value?.constant
  const isWhole = names.some((name) => /full_?match|matches$/i.test(name))
  return typeof pattern === 'string' && (backtracks(pattern) || (isWhole && backtracks(`${pattern}$`)))
}

export const isSecretName = (name: string) => secretName.test(name)
