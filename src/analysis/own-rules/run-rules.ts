// The team's rules over all files, a step like an analyser's: a rule that does not end is left out, and told so.
import { ruleFacts } from '#contract/rule-document.ts'
import { log } from '#log.ts'
import type { StepOutcome } from '../analyse.ts'
import { candidates } from '../candidates.ts'
import type { CodeFile, Hit } from '../hit.ts'
import { type Judged, listed } from '../judge-file.ts'
import type { Pool } from '../pool.ts'
import { remembered } from '../remembered.ts'
import type { RuleSet } from './orders.ts'
import type { Stopped } from './rule-child.ts'
import { rulePool } from './rule-pool.ts'
import { rulesStep } from './rule-set.ts'

const RULE_MS = 2000
const FILE_MS = 10_000
/** Each costs that time: after so many, the rest of the files goes without the team's rules. */
const MOST_STOPPED = 10

const CHECK = new URL('./check-beside.ts', import.meta.url)

type Means = { engine: Pool; others: (language: CodeFile['language']) => URL[]; signal: AbortSignal }

/** Rejects only when `signal` is aborted. */
export async function runRules(
  set: RuleSet,
  files: CodeFile[],
  { engine, others, signal }: Means,
): Promise<StepOutcome> {
  const pool = rulePool()
  const outcome: StepOutcome = { findings: [], gaps: [], failure: null }
  const stopped = new Map<number, string>()
  const waiting = files.values()
  await Promise.all(Array.from({ length: pool.size }, workThrough))
  return outcome

  async function workThrough() {
    for (const file of waiting) {
      signal.throwIfAborted()
      const hits = await judged(file)
      outcome.findings.push(...candidates(file, hits, 'rule'))
      for (const reason of stopped.values()) outcome.gaps.push({ path: file.path, reason })
    }
  }

  /** What was said while a rule had to be left out is no judgement to remember. */
  async function judged(file: CodeFile): Promise<Hit[]> {
    while (stopped.size < MOST_STOPPED) {
      const before = stopped.size
      const whole = before > 0 ? ask(file) : remembered(rulesStep(set), file, () => ask(file))
      const answer = await whole.catch(stop)
      if (!('stopped' in answer)) return told(file, answer)
      log.warn({ path: file.path, why: answer.stopped, at: answer.at }, 'analysis.rule_stopped')
      if (answer.at === null) return nothingOf(file, answer)
      stopped.set(answer.at, reasonFor(set, answer))
    }
    return nothingOf(file, { stopped: 'slow', at: null })
  }

  /** Rejects with what stopped it. */
  async function ask(file: CodeFile): Promise<Judged> {
    const answer = await pool.judge(set, file, [...stopped.keys()], { stall: RULE_MS, total: FILE_MS, signal })
    if ('stopped' in answer) throw answer
    const { hits, left } = listed(answer.hits)
    return { hits: await besides(file, hits), gaps: left }
  }

  function told({ path }: CodeFile, { hits, gaps }: Judged): Hit[] {
    outcome.gaps.push(...gaps.map((reason) => ({ path, reason })))
    return hits
  }

  function stop(error: unknown): Stopped {
    if (error !== null && typeof error === 'object' && 'stopped' in error) return error as Stopped
    throw error
  }

  function nothingOf({ path }: CodeFile, why: Stopped): Hit[] {
    outcome.gaps.push({ path, reason: reasonFor(set, why) })
    return []
  }

  async function besides(file: CodeFile, hits: Hit[]): Promise<Hit[]> {
    if (!hits.some(({ fix }) => fix?.checked)) return hits
    const input = { file, hits, others: others(file.language).map(({ href }) => href) }
    try {
      return (await engine.run(
        { module: CHECK, name: 'checkBeside', input },
        { milliseconds: FILE_MS, signal },
      )) as Hit[]
    } catch {
      signal.throwIfAborted()
      return hits.map((hit) => (hit.fix ? { ...hit, fix: { ...hit.fix, checked: false } } : hit))
    }
  }
}

function reasonFor({ documents }: RuleSet, { stopped, at }: Stopped): string {
  const document = at === null ? undefined : documents[at]
  const who = document ? `The rule ${ruleFacts(document).id}` : 'What the team’s own rules look for'
  const why = stopped === 'slow' ? 'took too long' : 'needed too much memory or crashed'
  return `${who} ${why} and was left out.`
}
