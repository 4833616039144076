// Ruff in this thread: the one door to its WebAssembly, with nothing that the code under review could configure.
import { createRequire } from 'node:module'
import type { Diagnostic, Workspace } from '@astral-sh/ruff-wasm-nodejs'
import type { Fix } from '#contract/finding.ts'
import type { Lines } from '../position.ts'
import type { Complaint } from './syntax.ts'

const PACKAGE = '@astral-sh/ruff-wasm-nodejs'
const UTF16 = 1
const require = createRequire(import.meta.url)
const workspaces = new Map<string, Workspace>()

/** What ruff says with exactly these rules on; its syntax errors (without a rule's code) come along. */
export function ruff(code: string, select: readonly string[]): Diagnostic[] {
  try {
    return workspaceFor(select).check(deafen(code)) as Diagnostic[]
  } catch (error) {
    // After a trap the module's memory is not to be trusted: the next call starts from a fresh one.
    workspaces.clear()
    delete require.cache[require.resolve(PACKAGE)]
    throw error
  }
}

export function pythonSyntax(code: string): Complaint[] {
  return ruff(code, [])
    .filter(isSyntaxError)
    .map((diagnostic) => ({
      range: rangeOfDiagnostic(diagnostic),
      message: lowerFirst(diagnostic.message),
    }))
}

export const isSyntaxError = ({ code }: Diagnostic) => code === null || code === 'invalid-syntax'

export const rangeOfDiagnostic = ({ start_location: start, end_location: end }: Diagnostic) => ({
  startLine: start.row,
  startColumn: start.column,
  endLine: end.row,
  endColumn: end.column,
})

/** Its own fix; null when it would write what this thread has made of the text before. */
export function fixOfDiagnostic({ fix }: Diagnostic, path: string, lines: Lines): Fix | null {
  if (!fix || fix.edits.length === 0) return null
  const edits = fix.edits.map(({ content, location: start, end_location: end }) => {
    const range = { startLine: start.row, startColumn: start.column, endLine: end.row, endColumn: end.column }
    return { path, range, newText: content ?? '' }
  })
  const isDeafened = edits.some(({ newText }) => deafened.test(newText) && !lines.text.includes(newText))
  return isDeafened ? null : { title: fix.message ?? 'Mend it', edits, checked: false }
}

function workspaceFor(select: readonly string[]): Workspace {
  const key = select.join()
  const known = workspaces.get(key)
  if (known) return known
  const { Workspace } = require(PACKAGE) as typeof import('@astral-sh/ruff-wasm-nodejs')
  const made = new Workspace({ 'target-version': 'py314', lint: { select } }, UTF16)
  workspaces.set(key, made)
  return made
}

/** Comments that would silence ruff, made harmless at the same length. */
function deafen(code: string): string {
  return code.replace(/noqa/gi, (word) => `${word.slice(0, -1)}_`).replace(/(#\s*(?:ruff|flake8))(\s*):/gi, '$1$2_')
}

/** What deafening leaves behind. */
const deafened = /noq_|#\s*(?:ruff|flake8)\s*_/i

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
