// Three hundred secrets as people leave them in code, made here by a seeded draw: none of them is real.
import type { Language } from '#contract/language.ts'

export type Leak = { what: string; language: Language; content: string; secret: string }

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const ALL = LOWER + LOWER.toUpperCase() + DIGITS

/** A draw that gives the same each time (mulberry32). */
function draws(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return (letters: string, length: number) =>
    Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join('')
}

type Draw = ReturnType<typeof draws>

const kinds: [what: string, make: (draw: Draw) => string][] = [
  ['AWS access key', (draw) => `AKIA${draw(`${LOWER.toUpperCase()}234567`, 16)}`],
  ['GitHub token', (draw) => `ghp_${draw(ALL, 36)}`],
  ['GitHub fine-grained token', (draw) => `github_pat_${draw(ALL, 22)}_${draw(ALL, 59)}`],
  ['GitLab token', (draw) => `glpat-${draw(ALL, 20)}`],
  ['Slack token', (draw) => `xoxb-${draw(DIGITS, 11)}-${draw(DIGITS, 12)}-${draw(ALL, 24)}`],
  ['Stripe key', (draw) => `sk_live_${draw(ALL, 24)}`],
  ['Google API key', (draw) => `AIza${draw(`${ALL}_-`, 35)}`],
  ['OpenAI key', (draw) => `sk-proj-${draw(ALL, 20)}T3BlbkFJ${draw(ALL, 20)}`],
  ['Anthropic key', (draw) => `sk-ant-api03-${draw(`${ALL}_-`, 93)}AA`],
  ['npm token', (draw) => `npm_${draw(ALL, 36)}`],
  ['SendGrid key', (draw) => `SG.${draw(ALL, 22)}.${draw(ALL, 43)}`],
  ['signed token', (draw) => `eyJ${draw(ALL, 20)}.eyJ${draw(ALL, 40)}.${draw(`${ALL}_-`, 43)}`],
  ['token of Lintel', (draw) => `lintel_${draw(ALL, 43)}`],
  ['password by its name', (draw) => `${draw(LOWER, 5)}-${draw(ALL, 7)}-${draw(DIGITS, 2)}`],
  ['password in an address', (draw) => draw(ALL, 16)],
]

const carriers: [language: Language, carry: (secret: string, name: string) => string][] = [
  ['python', (secret, name) => `import os\n\n${name} = "${secret}"\nprint(os.getcwd())\n`],
  ['javascript', (secret, name) => `const config = {\n  ${name}: '${secret}',\n}\nuse(config)\n`],
  ['go', (secret, name) => `package main\n\nconst ${name} = "${secret}"\n`],
  ['java', (secret, name) => `class A {\n  private static final String ${name} = "${secret}";\n}\n`],
]

const inAddress = (secret: string) => `postgres://app:${secret}@db.internal:5432/shop`

export function leaks(count = 300, seed = 20_261_123): Leak[] {
  const draw = draws(seed)
  return Array.from({ length: count }, (_, index) => {
    const [what, make] = kinds[index % kinds.length] as (typeof kinds)[number]
    const [language, carry] = carriers[Math.floor(index / kinds.length) % carriers.length] as (typeof carriers)[number]
    const secret = make(draw)
    const isAddress = what === 'password in an address'
    const name = isAddress ? 'database_url' : what.startsWith('password') ? 'password' : 'value'
    return { what, language, content: carry(isAddress ? inAddress(secret) : secret, name), secret }
  })
}
