// Forms of Python code that a rule of ruff's names although they are safe.
import type { Range } from '#contract/finding.ts'
import { type Lines, linesBetween, textIn } from '../position.ts'

type Place = { lines: Lines; range: Range; message: string }

/** True: this is not worth a finding. */
export const pythonSafeForms: Record<string, (place: Place) => boolean> = {
  S602: literalCommand,
  S604: literalCommand,
  S605: literalCommand,
  S608: ({ lines, range }) =>
    onlyConstants(textIn(lines, range)) || spoken(linesBetween(lines, range.startLine, range.startLine)),
  S311: (place) => !/token|secret|passw|nonce|otp|salt|session|csrf|api_?key/i.test(statement(place)),
  S324: (place) => !/passw|token|secret|signature|hmac|credential/i.test(statement(place)),
  // A bare name is how code asks whether it exists.
  B018: ({ lines, range }) => /^[\w.]+$/.test(textIn(lines, range)),
  S103: (place) => !/0o?\d\d[2367]\b|S_IWOTH|S_IRWXO/.test(statement(place)),
  F821: ({ message }) => /`(__class__|reveal_type|reveal_locals|WindowsError|get_ipython|display)`/.test(message),
}

/** Ruff itself says when a command is a literal. */
function literalCommand({ message }: Place) {
  return /seems safe/.test(message)
}

/** What is put into the text are placeholders, numbers or NAMES_IN_CAPITALS. */
function onlyConstants(text: string): boolean {
  const fields = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]?.replace(/[:!][^:!]*$/, '').trim() ?? '')
  const added = [...text.matchAll(/\+\s*([\w.]+(?:\([^()]*\))?)/g)].map((match) => match[1] ?? '')
  const formatted = /["']\s*%\s*\(?([^"']*?)\)?\s*$/s.exec(text)?.[1]?.split(',') ?? []
  const given = /\.format\(([^()]*)\)\s*$/s.exec(text)?.[1]?.split(',') ?? []
  const dynamic = given.length > 0 ? given : [...fields, ...added, ...formatted]
  return dynamic.length > 0 && dynamic.every((name) => constant.test(name.trim()))
}

const constant = /^(?:\w+\s*=\s*)?(?:(?:\w+\.)*_?[A-Z][A-Z0-9_]*|\d+|(?:int|float|len)\(.*\)|placeholders?|)$/

/** A sentence for people, not for a database. */
const spoken = (line: string) => /\b(log(ger|ging)?|warnings?|self\.log\w*)\.\w+\(|\bprint\(|\braise\b/.test(line)

const statement = ({ lines, range }: Place) => linesBetween(lines, range.startLine, range.endLine)
