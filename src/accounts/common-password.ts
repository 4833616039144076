// Passwords that everybody thinks of first. At 15 characters a list of leaked ones has little left to say; what is left
// is made of the same few words, rows of keys and years, so that is what is looked for.
const words = `password passwort passwd passw pass word secret admin administrator root login welcome letmein master
qwerty qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm qwertyuiop qazwsx qaz wsx edc iloveyou love monkey
dragon football baseball soccer hockey sunshine princess superman batman trustno shadow michael jordan hunter freedom
whatever starwars pokemon computer internet google facebook microsoft windows apple samsung chelsea liverpool arsenal
hello test testing guest user default change changeme changeit temp temporary abc abcd abcde abcdef abcdefg abcdefgh
summer winter spring autumn january february march april june july august september october november december
1234567890 123456789 12345678 1234567 123456 12345 0987654321 987654321 87654321 654321 54321
monday friday correct horse battery staple lintel review code please my is the this new old very super mega`
  .split(/\s+/)
  .sort((a, b) => b.length - a.length)

const spelledOtherwise: Record<string, string> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Whether nothing of it is the person's own: only such words, short numbers and punctuation. */
export function isCommonPassword(password: string): boolean {
  const lower = password.normalize('NFKC').toLowerCase()
  const plain = lower.replace(/[03457@$!]/g, (char) => spelledOtherwise[char] as string)
  const spellings = [lower, plain, plain.replaceAll('1', 'i'), plain.replaceAll('1', 'l')]
  return Math.min(...spellings.map(leftOver)) <= 2
}

function leftOver(text: string): number {
  let rest = text
  for (const word of words) rest = rest.replaceAll(word, ' ')
  return [...rest.replace(/(?<!\d)\d{1,4}(?!\d)/g, '').replace(/[ -/:-@[-`{-~]/g, '')].length
}

/** "hunter hunter hunter": a short piece, again and again. */
export const isRepeated = (password: string) => /^(.{1,8}?)\1+.{0,2}$/su.test(password.replace(/\s/g, ''))
