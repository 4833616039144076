// The model's step for one file: masked, cut into parts, asked about part by part, and every answer judged.
import { randomBytes } from 'node:crypto'
import type { Candidate } from '#contract/finding.ts'
import type { StepOutcome } from '../analyse.ts'
import type { CodeFile } from '../hit.ts'
import type { Pool } from '../pool.ts'
import { type Lines, linesOf } from '../position.ts'
import { anchoredLines, anchorOf, place } from './anchor.ts'
import { readAnswer } from './answer.ts'
import type { Reply } from './ask.ts'
import type { Ask } from './asker.ts'
import { identify } from './identify.ts'
import { type Judged, judge } from './judge.ts'
import { hide, type Masked } from './mask.ts'
import { makeQuestion } from './prompt.ts'
import { cutUnits, type Unit } from './units.ts'

const MASKING_MS = 10_000

export type Asking = { ask: Ask; pool: Pool; signal: AbortSignal }

/** Rejects only when the signal is aborted. @param reported what the analysers found in this file. */
export async function reviewFile(file: CodeFile, reported: Candidate[], asking: Asking): Promise<StepOutcome> {
  const masked = await mask(file, asking)
  if (!masked) return nothing(file.path, 'Its secrets could not be made unreadable.')
  const lines = linesOf(masked.content)
  const units = cutUnits(lines)
  const results = await Promise.all(
    units.map((unit) => reviewUnit({ file, masked, lines, unit, reported }, asking.ask)),
  )
  const gaps = gapsOf(units, results)
  return {
    findings: identify(
      file,
      results.flatMap(({ judged }) => judged),
    ),
    gaps: gaps.map((reason) => ({ path: file.path, reason })),
    failure: results.some(({ answered }) => answered) ? null : (gaps[0] ?? null),
    usage: {
      inputTokens: results.reduce((sum, { usage }) => sum + usage.inputTokens, 0),
      outputTokens: results.reduce((sum, { usage }) => sum + usage.outputTokens, 0),
    },
  }
}

/** In a thread, as the search for secrets reads hostile text. Null: then nothing leaves the house. */
async function mask(file: CodeFile, { pool, signal }: Asking): Promise<Masked | null> {
  const task = { module: new URL('./mask.ts', import.meta.url), name: 'maskSecrets', input: file }
  try {
    return (await pool.run(task, { milliseconds: MASKING_MS, signal })) as Masked
  } catch {
    signal.throwIfAborted()
    return null
  }
}

type Part = { file: CodeFile; masked: Masked; lines: Lines; unit: Unit; reported: Candidate[] }
type Result = { judged: Judged[]; answered: boolean; gap: string | null; usage: Reply['usage'] }

async function reviewUnit({ file, masked, lines, unit, reported }: Part, ask: Ask): Promise<Result> {
  const key = randomBytes(16).toString('hex')
  const within = reported.filter(({ range }) => range && range.startLine >= unit.first && range.startLine <= unit.last)
  const facts = within.map(({ range, ruleId, category, severity, title }) => {
    return {
      anchor: anchorOf(lines, range?.startLine ?? 0, key),
      ruleId,
      category,
      severity,
      title: hide(title, masked.secrets),
    }
  })
  const path = hide(file.path, masked.secrets)
  const code = anchoredLines(lines, unit, key)
  const reply = await ask(makeQuestion({ path, language: file.language, facts, code }, randomBytes(8).toString('hex')))
  if ('failure' in reply) return { judged: [], answered: false, gap: reply.failure, usage: noTokens }
  const read = await readAnswer(reply.text)
  if (!read) return { judged: [], answered: false, gap: unreadable(reply), usage: reply.usage }
  const judged = read.items.map((item, rank) => judge(item, place(lines, unit, key, item), reported, rank))
  return {
    judged,
    answered: true,
    gap: shortfall(read.unreadable, read.brokenOff || reply.brokenOff),
    usage: reply.usage,
  }
}

function unreadable({ text, brokenOff }: Reply): string {
  if (text.trim() === '') return 'It gave an empty answer.'
  return brokenOff ? 'Its answer broke off.' : 'Its answer was not in the form that was asked for.'
}

function shortfall(unreadable: number, brokenOff: boolean): string | null {
  if (brokenOff) return 'Its answer broke off; what came before that was used.'
  return unreadable > 0 ? `${unreadable} of its findings could not be understood; the others were used.` : null
}

/** Which part it is about, when there is more than one and they do not all say the same. */
function gapsOf(units: Unit[], results: Result[]): string[] {
  const reasons = results.map(({ gap, answered }) => gap && `${answered ? PARTLY : NOT} ${gap}`)
  if (new Set(reasons).size === 1) return reasons.slice(0, 1).filter((reason) => reason !== null)
  return reasons.flatMap((reason, index) => {
    const { first, last } = units[index] as Unit
    return reason ? [`Lines ${first} to ${last}: ${reason}`] : []
  })
}

const NOT = 'Not reviewed by the model.'
const PARTLY = 'Not fully reviewed by the model.'
const noTokens = { inputTokens: 0, outputTokens: 0 }

const nothing = (path: string, why: string): StepOutcome => ({
  findings: [],
  gaps: [{ path, reason: `${NOT} ${why}` }],
  failure: `${NOT} ${why}`,
})
