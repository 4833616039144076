// The rules and settings that a project keeps among its files: `.lintel/rules/*.yml` and `lintel.yml`.
import { createHash } from 'node:crypto'
import { isRuleFile, LINTEL_FILE } from '#contract/lintel-file.ts'
import type { RuleDocument } from '#contract/rule-document.ts'
import type { AppliedSetting } from '#contract/rule-setting.ts'
import type { RuleProblem } from '#contract/rule-try.ts'
import { once } from '#once.ts'
import { rulePool } from './rule-pool.ts'

const MOST_FILES = 100
const READING_MS = 5000
const MOST_KEPT = 50

type Text = { path: string; content: string }
/** `gaps`: what could not be read, in words for people. */
export type Folder = {
  documents: RuleDocument[]
  settings: AppliedSetting[]
  gaps: { path: string; reason: string }[]
}

export const belongsToFolder = (path: string): boolean => path === LINTEL_FILE || isRuleFile(path)

/** Remembered by what the files say. Rejects only when `signal` is aborted. */
export async function readFolder(files: Text[], signal: AbortSignal): Promise<Folder> {
  const ours = files.filter(({ path }) => belongsToFolder(path))
  if (ours.length === 0) return { documents: [], settings: [], gaps: [] }
  const memory = once('rule-folders', () => new Map<string, Folder>())
  const key = createHash('sha256').update(JSON.stringify(ours)).digest('base64')
  const known = memory.get(key)
  if (known) return known
  const folder = await read(ours, signal)
  if (memory.size >= MOST_KEPT) memory.clear()
  memory.set(key, folder)
  return folder
}

async function read(files: Text[], signal: AbortSignal): Promise<Folder> {
  const folder: Folder = { documents: [], settings: [], gaps: [] }
  const limits = { stall: READING_MS, total: READING_MS, signal }
  const gap = (path: string, reason: string) => folder.gaps.push({ path, reason })
  const ruleFiles = files.filter(({ path }) => isRuleFile(path))
  for (const { path } of ruleFiles.slice(MOST_FILES)) gap(path, `Only ${MOST_FILES} files with rules are read.`)
  for (const { path, content } of ruleFiles.slice(0, MOST_FILES)) {
    const answer = await rulePool().read(content, [], limits)
    if ('stopped' in answer) gap(path, 'Its rules could not be read within their limits.')
    else
      for (const { document, problems, tests } of answer.rules) {
        const failed = tests.find(({ failure }) => failure !== null)
        const [problem] = problems
        if (problem) gap(path, `This rule cannot be used${lineOf(problem)}: ${problem.message}`)
        else if (failed) gap(path, `The rule ${document?.id} fails its own tests and is not applied: ${failed.failure}`)
        else if (document) folder.documents.push(document)
      }
  }
  const settings = files.find(({ path }) => path === LINTEL_FILE)
  if (!settings) return folder
  const answer = await rulePool().readSettings(settings.content, limits)
  if ('stopped' in answer) gap(LINTEL_FILE, 'It could not be read within its limits.')
  else {
    folder.settings.push(...answer.settings)
    for (const problem of answer.problems.slice(0, 1))
      gap(LINTEL_FILE, `It is not followed${lineOf(problem)}: ${problem.message}`)
  }
  return folder
}

const lineOf = ({ line }: RuleProblem) => (line === null ? '' : ` (line ${line})`)
