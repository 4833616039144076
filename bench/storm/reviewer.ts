// The quick reviewer, in the place of the engine: two steps, one of which asks the scripted model server.
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Outcome, SourceFile, StepOutcome, Tools } from '#analysis/analyse.ts'
import type { Candidate } from '#contract/finding.ts'
import { type Order, PATH, POISONED } from './order.ts'

const PATIENCE_MS = 1500

export async function analyse(files: SourceFile[], { signal, planned, remember }: Tools): Promise<Outcome> {
  const order: Order = JSON.parse(files[0]?.content ?? '{}')
  await planned(['read', 'ask'])
  const read = await remember('read', () => readSlowly(order, signal))
  if (order.poison) {
    writeSync(1, POISONED)
    process.kill(process.pid, 'SIGKILL')
  }
  const asked = await remember('ask', () => ask(order, signal))
  const findings = [...read.findings, ...asked.findings]
  return {
    // Who wrote this result: the history knows who was allowed to.
    engine: { version: String(process.pid), analysers: [], model: null },
    coverage: [{ path: PATH, status: 'reviewed' }],
    summary: { verdict: 'findings', counts: { critical: 0, high: findings.length, medium: 0, low: 0 } },
    findings,
    heldBack: 0,
    degraded: false,
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
  }
}

/** Only keeps the lease busy. */
export const warmEngine = async () => {}
export const closeEngine = async () => {}
export const sizeEngine = () => {}
export const reviewModel = () => null

async function readSlowly({ ms }: Order, signal: AbortSignal): Promise<StepOutcome> {
  await pause(process.env.STORM_HOLD ? 600_000 : ms, undefined, { signal })
  return found('read')
}

async function ask({ key, model }: Order, signal: AbortSignal): Promise<StepOutcome> {
  const response = await fetch(`${process.env.STORM_MODEL_URL}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model, messages: [{ role: 'user', content: key }] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  })
  await response.text()
  if (!response.ok) throw new Error(`the model answered ${response.status}`)
  return found('ask')
}

const found = (step: string): StepOutcome => ({ findings: [candidate(step)], gaps: [], failure: null })

const candidate = (step: string): Candidate => ({
  fingerprint: step,
  path: PATH,
  range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
  quote: '{',
  severity: 'high',
  category: 'bug',
  title: 'A step was done',
  explanation: 'It was.',
  ruleId: `storm/${step}`,
  source: 'analyser',
  fate: 'shown',
})
