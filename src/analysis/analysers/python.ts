// Python as ruff judges it: picked rules only, in our own words, with the forms left out that are safe.
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { type Lines, linesOf } from '../position.ts'
import { pythonBugs } from './python-bugs.ts'
import { pythonErrors } from './python-errors.ts'
import { pythonSafeForms } from './python-safe-forms.ts'
import { pythonSecurity } from './python-security.ts'
import { isSyntaxError, rangeOfDiagnostic, ruff } from './ruff.ts'

/** Ruff's name of the rule leads to its page. */
export type PythonRule = Omit<Advice, 'ruleUrl'> & { name: string }

const rules: Record<string, PythonRule> = { ...pythonErrors, ...pythonBugs, ...pythonSecurity }
const codes = Object.keys(rules)

export function analyse({ content }: CodeFile): Hit[] {
  const lines = linesOf(content)
  return ruff(content, codes)
    .filter((diagnostic) => !isSyntaxError(diagnostic))
    .flatMap((diagnostic) => hit(lines, diagnostic))
}

function hit(lines: Lines, diagnostic: ReturnType<typeof ruff>[number]): Hit[] {
  const code = diagnostic.code ?? ''
  const rule = rules[code]
  if (!rule) return []
  const range = rangeOfDiagnostic(diagnostic)
  if (pythonSafeForms[code]?.({ lines, range, message: diagnostic.message })) return []
  const { name, title, ...advice } = rule
  const ruleUrl = `https://docs.astral.sh/ruff/rules/${name}/`
  return [{ ...advice, title: fill(title, diagnostic.message), ruleId: `python/${code}`, ruleUrl, range }]
}

/** `{}` in a title stands for the first name that ruff quotes. */
const fill = (title: string, message: string) => title.replace('{}', /`([^`]{1,60})`/.exec(message)?.[0] ?? 'this')
