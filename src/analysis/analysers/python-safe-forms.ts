// Forms of Python code that a rule of ruff's names although they are safe.
import type { Range } from '#contract/finding.ts'
import { type Lines, linesBetween, textIn } from '../position.ts'

type Place = { lines: Lines; range: Range; message: string }

/** True: this is not worth a finding. */
export const pythonSafeForms: Record<string, (place: Place) => boolean> = {
  S602: literalCommand,
  S604: literalCommand,
  S605: literalCommand,
  S102: ownNamespace,
  S307: ownNamespace,
  S608: (place) => {
    const text = textIn(place.lines, place.range)
    return (
      onlyConstants(text) ||
      onlyChosen(text, before(place)) ||
      spoken(linesBetween(place.lines, place.range.startLine, place.range.startLine))
    )
  },
  S324: (place) => !/passw|token|secret|signature|hmac|credential/i.test(statement(place)),
  S103: (place) => !/0o?\d\d[2367]\b|S_IWOTH|S_IRWXO/.test(statement(place)),
  F821: ({ lines, message }) =>
    /`(_|__class__|__path__|__annotations__|reveal_type|reveal_locals|WindowsError|get_ipython|display|unicode|long|xrange|basestring|unichr|raw_input|reduce|file|cmp|execfile|reload|buffer|intern|apply|coerce|spark|dbutils|sc|__file__|__builtins__|ellipsis)`/.test(
      message,
    ) ||
    writesNames.test(lines.text) ||
    deletes(lines.text, message),
  PLW0127: (place) =>
    atTop(place) && /^([A-Z]\w*|dict|list|set|str|int|input|range|open|bytes)\s*=/.test(statement(place).trim()),
  B003: (place) => /saved|old|orig|backup|environ/i.test(statement(place).split('=').slice(1).join('=')),
  // A bare name is how code asks whether it exists.
  // Sums of fixed numbers are written to raise an error.
  B018: ({ lines, range }) => /^[\w.]+(\s*,\s*[\w.]+)*$|^(\d+|["'][^"']*["'])\s*[-+*/%]/.test(textIn(lines, range)),
  // A parameter may be called like something around it.
  F811: ({ lines, range }) => /\b(def\s+\w+\s*\(|lambda\b)/.test(lineUpTo(lines, range)),
  // Only a function that is kept runs after its round is over.
  B023: ({ lines, range }) =>
    !/\.(append|add|insert|setdefault|connect|bind|submit|register|add_\w+|call_later|call_soon|after)\(|\]\s*=|\bcommand\s*=|\btarget\s*=|\byield\b|\[\s*lambda\b|:\s*lambda\b/.test(
      linesBetween(lines, Math.max(1, range.startLine - 2), range.startLine + 2),
    ),
  T100: ({ lines, range }) =>
    !/set_trace|breakpoint\(|post_mortem/.test(linesBetween(lines, range.startLine, range.startLine)),
}

const lineUpTo = (lines: Lines, { startLine, startColumn }: Range) =>
  linesBetween(lines, startLine, startLine).slice(0, startColumn - 1)

/** Used before it is deleted, by a function that runs before that. */
const deletes = (text: string, message: string) => {
  const name = /`(\w+)`/.exec(message)?.[1]
  return name !== undefined && new RegExp(`^\\s*del\\b.*\\b${name}\\b`, 'm').test(text)
}

/** Names that come into the file at run time. */
const writesNames =
  /\bglobals\(\)\s*(\.update|\[)|^\w+ *= *(?:globals|vars)\(\)|\bexec\([^\n]*globals\(\)|\bvars\(\)\[|\bsys\.modules\[__name__\]|\b_convert_\(/m

const atTop = ({ lines, range }: Place) => range.startColumn === 1 || /^\s*class\b/m.test(lines.text)

/** What comes before it, forty lines at most. */
const before = ({ lines, range }: Place) => linesBetween(lines, Math.max(1, range.startLine - 40), range.endLine)

/** Code that is handed its own names to work with is meant to run code. */
function ownNamespace({ lines, range }: Place): boolean {
  const text = linesBetween(lines, range.startLine, range.startLine + 8)
  const from = text.indexOf('(', range.startColumn - 1)
  let depth = 0
  for (let at = from; at >= 0 && at < text.length; at++) {
    const sign = text[at] ?? ''
    if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign) && --depth === 0) return false
    else if (sign === ',' && depth === 1) return true
  }
  return false
}

/** Each name that is put in was taken from a table of fixed ones, or looked up in one, a few lines before. */
function onlyChosen(text: string, before: string): boolean {
  const names = [...text.matchAll(/\+\s*([a-z_]\w*)\b|\{([a-z_]\w*)\}/g)].map((match) => match[1] ?? match[2] ?? '')
  const isFixed = (name: string) =>
    new RegExp(
      `\\b${name}\\s*=\\s*_?[A-Z][A-Z0-9_]*(\\.get\\(|\\[)|\\b${name}\\s+(not\\s+)?in\\s+(_?[A-Z][A-Z0-9_]*\\b|[({[]["'])|\\b${name}\\s*=\\s*["'][^"']*["']\\s*(if|$)|\\b${name}\\s*=\\s*["'][^"']*["']\\.join\\(["'?%]`,
      'm',
    ).test(before)
  return names.length > 0 && names.every(isFixed)
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
