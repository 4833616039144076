// A piece of a file made better as its owner wishes: edits that were tried, to be looked at before anybody applies them.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { applyEdits } from '#contract/apply-edits.ts'
import type { Edit } from '#contract/finding.ts'
import type { Improved } from '#contract/model.ts'
import type { CodeFile } from '../hit.ts'
import { linesOf } from '../position.ts'
import { enginePool } from '../warm.ts'
import { anchoredLines } from './anchor.ts'
import { Mend } from './answer.ts'
import { openAsker, standardLimits } from './asker.ts'
import type { Model } from './connect.ts'
import { contextOf } from './context.ts'
import { hide } from './mask.ts'
import { fixFrom } from './mend.ts'
import type { Meter } from './meter.ts'
import { improveQuestion, PROMPT_VERSION } from './prompt.ts'
import { readList, shorten } from './read-list.ts'
import { mask, tried } from './review-file.ts'
import type { Unit } from './units.ts'

const Changes = z.object({ changes: z.array(Mend), summary: z.string() })

type Means = { model: Model; meter: Meter; signal: AbortSignal }

/** Rejects when the signal is aborted; else the edits, or why there are none. */
export async function improve(
  file: CodeFile,
  unit: Unit,
  wish: string,
  means: Means,
): Promise<Improved | { failure: string }> {
  const { model, meter, signal } = means
  const pool = enginePool()
  const masked = await mask({ ...file, content: `${file.content}\n${wish}` }, { pool, signal })
  if (!masked) return { failure: 'The secrets in the code could not be made unreadable, so nothing was sent.' }
  const hidden = (text: string) => hide(text, masked.secrets)
  const shown = linesOf(hidden(file.content))
  const anchoring = { key: randomBytes(16).toString('hex'), moved: 0 }
  const code = anchoredLines(shown, unit, anchoring)
  const part = { path: hidden(file.path), language: file.language, context: contextOf(shown, unit), code }
  const told = improveQuestion(part, hidden(wish), randomBytes(8).toString('hex'))
  const ask = openAsker(model, signal, { meter, limits: { ...standardLimits, calls: 1 } })
  const answer = await ask({ ...told, schema: Changes, purpose: 'improvement', promptVersion: PROMPT_VERSION })
  if ('failure' in answer) return answer
  const read = await readList(answer.text, { name: 'changes', mark: 'from', schema: Mend })
  if (!read || read.brokenOff || answer.brokenOff)
    return { failure: 'The answer of the model was not in the form that was asked for.' }
  const at = {
    path: file.path,
    shown,
    real: linesOf(file.content),
    unit,
    around: { startLine: unit.first, endLine: unit.last },
  }
  const edits = read.items.flatMap((mend) => fixFrom(mend, at, anchoring)?.edits ?? [])
  return { ...(await checked(file, edits, pool, signal)), summary: summaryIn(answer.text) }
}

/** Edits that meet cannot be made together: then none of them is offered. */
async function checked(file: CodeFile, edits: Edit[], pool: ReturnType<typeof enginePool>, signal: AbortSignal) {
  if (edits.length === 0 || applyEdits(file.content, edits) === null) return { edits: [], checked: false }
  const [held] = await tried(file, [{ title: 'Improvement', edits, checked: false }], { pool, signal })
  return { edits, checked: held ?? false }
}

function summaryIn(text: string): string {
  const said = /"summary"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? ''
  try {
    return shorten(JSON.parse(`"${said}"`), 600)
  } catch {
    return ''
  }
}
