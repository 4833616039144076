// Regular expressions that take exponential time on some texts: a repetition in a repetition that can share characters.

/**
 * What a part of a pattern can match: nothing too, which characters, a run of any length (`loops`), exactly one (`single`).
 * `word`: what stands at each place, where it is of one length.
 */
type Part = { empty: boolean; first: Chars; all: Chars; loops: boolean; single: boolean; word?: Chars[] }
/** Sets of ASCII characters, as bits; 'any other' is the last. */
type Chars = bigint

const EVERY: Chars = (1n << 129n) - 1n
const OTHER: Chars = 1n << 128n
const LONGEST = 600

/**
 * Whether some text makes the pattern try exponentially many ways. Careful: what it does not understand is no case.
 * `verbose`: blanks and comments in it mean nothing. Groups that are atomic and repetitions that are possessive end it.
 */
export function backtracks(pattern: string, verbose = false): boolean {
  if (pattern.length > LONGEST || !/\)[+*{]/.test(pattern)) return false
  const reader = { pattern, at: 0, found: false, verbose: verbose || /^\(\?[a-z]*x/.test(pattern) }
  try {
    alternatives(reader, 0)
  } catch {
    return false
  }
  // Where the end of the pattern cannot fail, the first way is taken.
  return reader.found && /[^+*}?)]$|\$\)?$|\)[^)]*[^)+*?}]/.test(pattern)
}

type Reader = { pattern: string; at: number; found: boolean; verbose: boolean }

function alternatives(reader: Reader, depth: number): Part {
  if (depth > 30) throw new Error('nested too deep')
  const ways: Part[] = [sequence(reader, depth)]
  while (reader.pattern[reader.at] === '|') {
    reader.at++
    ways.push(sequence(reader, depth))
  }
  const overlap = ways.some((a, i) => ways.slice(i + 1).some((b) => a.single && b.single && (a.all & b.all) !== 0n))
  return {
    empty: ways.some(({ empty }) => empty),
    first: ways.reduce((sum, { first }) => sum | first, 0n),
    all: ways.reduce((sum, { all }) => sum | all, 0n),
    loops: ways.some(({ loops }) => loops) || overlap || ways.some((way) => isMadeOf(way, ways)),
    single: false,
    ...(ways.length === 1 && ways[0]?.word && { word: ways[0].word }),
  }
}

const LONGEST_WORD = 20

/** In `(a|b|ab)+` the third way is the first and the second. */
function isMadeOf({ word }: Part, ways: Part[]): boolean {
  if (!word || word.length < 2 || word.length > LONGEST_WORD) return false
  const reached = new Set([0])
  for (let from = 0; from < word.length; from++)
    if (reached.has(from))
      for (const { word: piece } of ways)
        if (piece && piece.length > 0 && piece.length < word.length)
          if (piece.every((chars, index) => (chars & (word[from + index] ?? 0n) & ~OTHER) !== 0n))
            reached.add(from + piece.length)
  return reached.has(word.length)
}

/** In `(x+y?)+` what follows the inner repetition may be nothing, so both can take the same `x`. */
function sequence(reader: Reader, depth: number): Part {
  const items: Part[] = []
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at] ?? '')) {
    const item = repeated(reader, depth)
    if (item) items.push(item)
  }
  let first: Chars = 0n
  for (const item of items) {
    first |= item.first
    if (!item.empty) break
  }
  const isEmpty = items.every(({ empty }) => empty)
  return {
    empty: isEmpty,
    first,
    all: items.reduce((sum, { all }) => sum | all, 0n),
    loops: sharesWithNext(items),
    single: items.length === 1 && (items[0]?.single ?? false),
    ...(items.every(({ word }) => word) && { word: items.flatMap(({ word = [] }) => word) }),
  }
}

/** Repeated as a whole, this sequence could cut a run of characters in more than one place. */
function sharesWithNext(items: Part[]): boolean {
  return items.some((item, index) => {
    if (!item.loops) return false
    const others = [...items.slice(index + 1), ...items.slice(0, index)]
    // All that stands between this repetition and its next round must be able to look like it, or be nothing.
    return others.every((other) => other.empty || (other.all & item.all) !== 0n)
  })
}

function repeated(reader: Reader, depth: number): Part | null {
  const item = atom(reader, depth)
  const sign = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})/.exec(reader.pattern.slice(reader.at))
  if (!sign || !item) return item
  reader.at += sign[0].length
  const possessive = reader.pattern[reader.at] === '+'
  if (possessive || reader.pattern[reader.at] === '?') reader.at++
  const least = sign[0] === '+' ? 1 : sign[1] !== undefined ? Number(sign[1] || 0) : 0
  const most = /^[*+]/.test(sign[0])
    ? Number.POSITIVE_INFINITY
    : sign[0] === '?'
      ? 1
      : sign[2]
        ? Number(sign[3] || Number.POSITIVE_INFINITY)
        : least
  const many = most > 20 && !possessive
  if (many && item.loops) reader.found = true
  const { word: _, ...rest } = item
  return { ...rest, empty: item.empty || least === 0, loops: many || (item.loops && most > 0), single: false }
}

function atom(reader: Reader, depth: number): Part | null {
  const { pattern } = reader
  const sign = pattern[reader.at] ?? ''
  if (sign === '(') return group(reader, depth)
  if (sign === '[') return one(characterClass(reader))
  if (sign === '\\') return escaped(reader)
  reader.at++
  if (sign === '^' || sign === '$') return place
  if (sign === '.') return one(EVERY & ~bitOf('\n'))
  if (reader.verbose && /[\s#]/.test(sign)) return null
  return one(bitOf(sign))
}

const one = (chars: Chars): Part => ({
  empty: false,
  first: chars,
  all: chars,
  loops: false,
  single: true,
  word: [chars],
})
/** A condition on the place: it takes nothing, and what stands around it does not run into each other. */
const place: Part = { empty: false, first: 0n, all: 0n, loops: false, single: false }

const bitOf = (sign: string): Chars => {
  const code = sign.charCodeAt(0)
  return code < 128 ? 1n << BigInt(code) : OTHER
}

function group(reader: Reader, depth: number): Part | null {
  const opening =
    /^\((\?(?:[:>=!]|<[=!]|P?<\w+>|[a-z]*:|[a-z]+\)|P=\w+\)|#[^)]*\)))?/i.exec(reader.pattern.slice(reader.at))?.[0] ??
    '('
  reader.at += opening.length
  if (opening.endsWith(')'))
    return /P=/.test(opening) ? { empty: true, first: 0n, all: 0n, loops: false, single: false } : null
  const inside = alternatives(reader, depth + 1)
  if (reader.pattern[reader.at] !== ')') throw new Error('a group is not closed')
  reader.at++
  // Looking around takes nothing; what a single sign stands for in a group is still a single sign.
  if (/^\(\?(=|!|<=|<!)/.test(opening)) return place
  return opening === '(?>' ? { ...inside, loops: false } : inside
}

const classes: Record<string, Chars> = { d: setOf(/\d/), w: setOf(/\w/) | OTHER, s: setOf(/\s/) }

function setOf(shape: RegExp): Chars {
  let set: Chars = 0n
  for (let code = 0; code < 128; code++) if (shape.test(String.fromCharCode(code))) set |= 1n << BigInt(code)
  return set
}

function escaped(reader: Reader): Part | null {
  const sign = reader.pattern[reader.at + 1] ?? ''
  reader.at += 2
  if (/[bBAZz]/.test(sign)) return place
  if (/[1-9]/.test(sign)) return { empty: true, first: 0n, all: 0n, loops: false, single: false }
  return one(charsOf(sign))
}

function charsOf(sign: string): Chars {
  const known = classes[sign.toLowerCase()]
  if (known !== undefined) return sign === sign.toLowerCase() ? known : EVERY & ~known
  const control: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' }
  return bitOf(control[sign] ?? sign)
}

function characterClass(reader: Reader): Chars {
  const { pattern } = reader
  let at = reader.at + 1
  const negated = pattern[at] === '^'
  if (negated) at++
  let set: Chars = 0n
  for (let first = true; at < pattern.length && (pattern[at] !== ']' || first); first = false) {
    if (pattern[at] === '\\') {
      set |= charsOf(pattern[at + 1] ?? '')
      at += 2
    } else if (pattern[at + 1] === '-' && pattern[at + 2] !== ']' && pattern[at + 2] !== '\\') {
      set |= between(pattern.charCodeAt(at), pattern.charCodeAt(at + 2))
      at += 3
    } else set |= bitOf(pattern[at++] ?? '')
  }
  reader.at = at + 1
  return negated ? EVERY & ~set : set
}

function between(from: number, to: number): Chars {
  let set: Chars = to > 127 ? OTHER : 0n
  for (let code = from; code <= Math.min(to, 127); code++) set |= 1n << BigInt(code)
  return set
}
