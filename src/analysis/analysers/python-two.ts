// Files of Python 2, told as such once: each line that Python 3 refuses in them says the same.
import { type Lines, lineAt } from '../position.ts'
import type { Complaint } from './syntax.ts'

/** How Python 2 says what Python 3 says otherwise. */
const forms = [
  /(^|[:;])\s*print(\s+[^\s=(.,[]|\s*>>|\s*\(.*\)\s*[,%])/,
  /\braise\s+[\w.]+\s*,/,
  /\bexcept\b.*,\s*\w+\s*:/,
  /(^|[:;])\s*exec\s+[^\s=(.]/,
  /\b0[0-7]+\b|\b(0[xX][\da-fA-F]+|\d+)[lL]\b/,
  /`[^`]+`|<>|\b[uU][rR]["']|\b(def\s+\w+|lambda)\b[^:]*\(\s*\w+\s*,/,
]

export function pythonTwoOnce(lines: Lines, all: Complaint[]): Complaint[] {
  const isOld = ({ range }: Complaint) => forms.some((one) => one.test(lineAt(lines, range.startLine)))
  const [first, ...more] = all.filter(isOld)
  if (!first) return all
  return all
    .filter((one) => !more.includes(one))
    .map((one) =>
      one === first ? { ...one, message: 'it is written for Python 2', explanation: writtenForPython2 } : one,
    )
}

const writtenForPython2 =
  'This is how Python 2 says it, which ended in 2020: Python 3 does not run the file. It is told once for the whole file; `2to3`, or `futurize`, writes most of it anew.'
