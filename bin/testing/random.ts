// Chance that can be had again: numbers from a seed, and what people would not type.
export type Chance = ReturnType<typeof chance>

/** Mulberry32. */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const one = <T>(list: readonly T[]) => list[below(list.length)] as T
  return { next, below, one, some: (likely: number) => next() < likely }
}

export const nastyTexts = [
  '',
  ' ',
  'x',
  '0',
  '-1',
  'null',
  'true',
  '1e999',
  '9'.repeat(40),
  '\0',
  'a\0b',
  '\ud800',
  '\u202e',
  '\ufeff',
  '🦊',
  'é'.repeat(300),
  'x'.repeat(5000),
  "' or 1=1 --",
  '$1',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '..\\..\\windows',
  '/',
  'C:\\x',
  'CON',
  '__proto__',
  'constructor',
  'toString',
  '%00',
  '%ff',
  '%E0%80%80',
  '\r\nset-cookie: a=b',
  'somebody@example.com',
  'SOMEBODY@EXAMPLE.COM ',
  '2026-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'javascript',
  'python',
  'reviews:read',
  'main.py',
]

const fields =
  `email password name invitation code language files path content title instructions projectId baseReviewId
  disabled note scopes expiresInDays currentPassword newPassword token csrfToken callbackUrl json __proto__ id length`.split(
    /\s+/,
  )

/** JSON of any kind, with the names the API knows. */
export function anyValue(by: Chance, depth = 0): unknown {
  const kind = by.below(depth > 3 ? 6 : 9)
  if (kind < 3) return by.one(nastyTexts)
  if (kind === 3) return by.one([0, -0, 1, -1, 1.5, 2 ** 53, -(2 ** 31) - 1, 1e308, 5e-324, 3])
  if (kind === 4) return by.some(0.5)
  if (kind === 5) return null
  if (kind === 6) return Array.from({ length: by.below(4) }, () => anyValue(by, depth + 1))
  return Object.fromEntries(Array.from({ length: by.below(6) }, () => [by.one(fields), anyValue(by, depth + 1)]))
}

export function anyBody(by: Chance): string | Uint8Array | undefined {
  const kind = by.below(10)
  if (kind === 0) return undefined
  if (kind === 1) return Uint8Array.from({ length: by.below(200) }, () => by.below(256))
  const text = JSON.stringify(anyValue(by))
  if (kind === 2) return text.slice(0, by.below(text.length + 1))
  if (kind === 3) return text + by.one(nastyTexts)
  return text
}
