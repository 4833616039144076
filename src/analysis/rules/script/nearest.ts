// Which word somebody probably meant: one that is a slip of the finger away.

const types = ['undefined', 'object', 'boolean', 'number', 'string', 'function', 'symbol', 'bigint']

/** What `typeof` can give and `text` nearly is; null when it is not one slip away. */
export function nearestType(text: string): string | null {
  const near = types.filter((type) => isSlip(text.toLowerCase().trim(), type))
  return near.length === 1 ? (near[0] ?? null) : null
}

/** The same, one letter more, less or other, two swapped, or the beginning of it. */
function isSlip(text: string, word: string): boolean {
  if (text === word || (text.length > 2 && word.startsWith(text))) return true
  let start = 0
  while (start < text.length && text[start] === word[start]) start++
  let end = 0
  while (end < Math.min(text.length, word.length) - start && text.at(-1 - end) === word.at(-1 - end)) end++
  const [here, there] = [text.slice(start, text.length - end), word.slice(start, word.length - end)]
  return Math.max(here.length, there.length) <= 1 || (here.length === 2 && [...here].reverse().join('') === there)
}
