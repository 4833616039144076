// A process that runs people's rules and nothing else: what ast-grep does cannot be interrupted, a process can be killed.
import { writeSync } from 'node:fs'
import { checkFixes } from '../check-fixes.ts'
import type { CodeFile, Hit } from '../hit.ts'
import { eachItsOwn } from '../homes.ts'
import { trialHere } from '../trial.ts'
import { type CompiledRule, compileRule } from './compile.ts'
import { looksAt, matchRules } from './match.ts'
import type { Answer, AnyAnswer, JudgeAnswer, Order, ReadAnswer, RuleRead } from './orders.ts'
import { readRules, readSettings } from './read-source.ts'
import { runTests } from './run-tests.ts'

/** Where the position of the rule that is next is written, so that whoever kills us knows which one it was. */
const BEATS = 4

let loaded: { key: string; rules: (CompiledRule | null)[] } = { key: '', rules: [] }

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  perform(order).then(
    (value) => say({ value }),
    (error) => say({ error: String((error as Error).message ?? error) }),
  )
})
say({ ready: true })

function say(answer: Answer): void {
  process.send?.(answer)
}

async function perform(order: Order): Promise<AnyAnswer> {
  if (order.do === 'settings') return readSettings(order.source)
  return order.do === 'judge' ? judge(order) : read(order)
}

async function judge({ key, documents, file, without }: Extract<Order, { do: 'judge' }>): Promise<JudgeAnswer> {
  if (documents) loaded = { key, rules: documents.map((document) => compileRule(document).rule) }
  if (loaded.key !== key) throw new Error('these rules are not known here')
  const left = new Set(without)
  const chosen = loaded.rules.flatMap((rule, position) => (rule && !left.has(position) ? [{ rule, position }] : []))
  const hits = await withFixes(
    chosen.map(({ rule }) => rule),
    file,
    (index) => beat(chosen[index]?.position ?? 0),
  )
  return { hits }
}

async function read({ source, files }: Extract<Order, { do: 'read' }>): Promise<ReadAnswer> {
  const read = readRules(source).map(({ document, problems, lineOf }) => {
    const compiled = document ? compileRule(document) : { rule: null, problems }
    const placed = compiled.problems.map((problem) => ({ ...problem, line: problem.line ?? lineOf(problem.path) }))
    return { document, rule: compiled.rule, problems: placed }
  })
  const rules = read.map(
    ({ document, problems, rule }): RuleRead => ({ document, problems, tests: rule ? runTests(rule) : [] }),
  )
  const rule = read[0]?.rule
  if (!rule) return { rules, hits: [], filesRead: 0 }
  const looked = files.filter((file) => looksAt(rule, file))
  const hits = await Promise.all(looked.map(async (file) => ({ path: file.path, hits: await withFixes([rule], file) })))
  return { rules, hits: hits.filter((one) => one.hits.length > 0), filesRead: looked.length }
}

/** A fix of theirs parses, ends its own finding and makes none of their other rules speak up; the rest is asked elsewhere. */
function withFixes(rules: CompiledRule[], file: CodeFile, before?: (index: number) => void): Promise<Hit[]> {
  const match = (one: CodeFile) => matchRules(rules, one, before)
  const hits = match(file)
  return checkFixes(file, hits, eachItsOwn(hits), trialHere(file, [match]))
}

function beat(position: number): void {
  const bytes = new Uint8Array(2)
  new DataView(bytes.buffer).setUint16(0, position)
  writeSync(BEATS, bytes)
}
