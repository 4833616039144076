// Secrets are made unreadable before code leaves the house: each character becomes a star, so that lines and columns stay.
import { analyse as findSecrets } from '../analysers/secrets.ts'
import type { CodeFile } from '../hit.ts'
import { linesOf, textIn } from '../position.ts'

/** `secrets`: the texts that were masked. */
export type Masked = { content: string; secrets: string[] }

/** Runs in a thread of the engine. Wherever a secret stands once, it is masked everywhere. */
export async function maskSecrets({ content, language }: CodeFile): Promise<Masked> {
  const lines = linesOf(content)
  // A name that tells nothing: in tests, too, a password may be real.
  const hits = await findSecrets({ path: 'file', content, language })
  const reported = hits.map(({ range }) => textIn(lines, range))
  const found = new Set(
    [wholeKeys, passwordsInUrls, tokens, ownTokens].flatMap((search) => [...search(content)]).concat(reported),
  )
  const secrets = [...found].filter((text) => text.trim().length >= LEAST).sort((a, b) => b.length - a.length)
  return { content: hide(content, secrets), secrets }
}

/** The same text with every character of a secret a star; line breaks stay. */
export const hide = (text: string, secrets: string[]): string =>
  secrets.reduce((masked, secret) => masked.replaceAll(secret, (part) => part.replace(/[^\r\n]/g, '*')), text)

const LEAST = 4

// Findings point at the first line of a private key only, and do not speak of what is no secret for sure.
const wholeKeys = (content: string) => content.match(privateKey) ?? []

// With its end, or as far as it goes; code that merely speaks of such a line has no key after it.
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\w+/=\s\\"'`,:.-]{40,12000}?-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|[\s\\n"'`+,]{0,40}[A-Za-z0-9+/=]{40}[A-Za-z0-9+/=\s\\"'`,]{0,12000})/g

const passwordsInUrls = (content: string) =>
  [...content.matchAll(/:\/\/[^\s/:@'"`]{0,100}:([^\s/@'"`]{4,200})@/g)].map(([, password = '']) => password)

const tokens = (content: string) =>
  [...content.matchAll(/\b(eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000})/g)].map(([, token = '']) => token)

/** Those that Lintel itself gives out. */
const ownTokens = (content: string) => content.match(/\blintel_[A-Za-z0-9_-]{16,200}/g) ?? []
