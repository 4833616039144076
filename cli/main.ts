// The terminal's door: reads a folder, has it judged, tells the result, and ends with 0, 1 or 2.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { severities } from '#contract/finding.ts'
import { toGitlab } from '#report/gitlab.ts'
import { toJson } from '#report/json.ts'
import { toJsonl } from '#report/jsonl.ts'
import { plural, shown } from '#report/judgement.ts'
import { toJunit } from '#report/junit.ts'
import { toMarkdown } from '#report/markdown.ts'
import { toSarif } from '#report/sarif.ts'
import { type Changes, readChanges, touches } from './changed-lines.ts'
import { type Collected, collect } from './collect.ts'
import { type Applied, applyFixes } from './fix.ts'
import { folderRules } from './folder-rules.ts'
import { type Judged, judge, summarise } from './judge.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { toText } from './text.ts'

/** A fix can lay another one's place bare; this many rounds, then the rest is only told. */
const FIX_ROUNDS = 5

type Stream = NodeJS.WritableStream & { isTTY?: boolean }
type Terminal = { out: Stream; err: Stream }

/**
 * @param from the folder that a relative path is told from. Resolves to the exit code. The engine stays warm: whoever has
 * no more to ask closes it.
 */
export async function review(args: string[], from: string, { out, err }: Terminal): Promise<0 | 1 | 2> {
  try {
    const options = readOptions(args)
    if (options.help) return await write(out, USAGE, 0)
    const judged = await perform(options, from, err)
    const report = tell(judged, options, out.isTTY === true && options.output === null)
    if (options.output) await writeFile(path.resolve(from, options.output), report)
    return await write(out, options.output ? '' : report, codeOf(judged, options))
  } catch (error) {
    return await write(err, `${(error as Error).message}\n`, 2)
  }
}

async function perform(options: Options, from: string, err: Stream): Promise<Judged> {
  const collected = await collect(path.resolve(from, options.target))
  const diff = options.diff === null ? null : await readChanges(options.diff, from, collected.root)
  const files = diff ? collected.files.filter((file) => diff.has(file.path)) : collected.files
  const skipped = diff ? collected.skipped.filter((file) => diff.has(file.path)) : collected.skipped
  if (files.length + skipped.length === 0 && !diff) throw new Error(`There is no file to judge in ${collected.root}.`)
  const rules = await folderRules(collected.root)
  for (const { path, reason } of rules?.gaps ?? []) err.write(`${path}: ${reason}\n`)
  let judged = only(diff, await judge(files, rules, progress(err, files.length)), skipped)
  if (!options.fix) return judged
  const applied: Applied[] = []
  for (let round = 0; round < FIX_ROUNDS; round++) {
    const now = await applyFixes(collected.root, files, judged)
    if (now.length === 0) break
    applied.push(...now)
    judged = only(diff, await judge(files, rules, progress(err, files.length)), skipped)
  }
  for (const fix of applied) err.write(`fixed ${fix.path}:${fix.line} ${fix.title}\n`)
  err.write(`${plural(applied.length, 'fix', 'fixes')} applied.\n`)
  return judged
}

function only(changes: Changes | null, judged: Judged, skipped: Collected['skipped']): Judged {
  const findings = changes
    ? judged.findings.filter(({ path, range }) => touches(changes, path, range))
    : judged.findings
  const coverage = [...judged.coverage, ...skipped]
  return { ...judged, findings, coverage, summary: summarise({ findings, coverage }) }
}

function tell(judged: Judged, { format }: Options, colours: boolean): string {
  if (format === 'json') return toJson(judged)
  if (format === 'jsonl') return toJsonl(judged)
  if (format === 'sarif') return toSarif(judged)
  if (format === 'markdown') return toMarkdown(judged)
  if (format === 'gitlab') return toGitlab(judged)
  if (format === 'junit') return toJunit(judged)
  return toText(judged, colours)
}

/** What an analyser could not read must not pass for clean. */
function codeOf(judged: Judged, { failOn }: Options): 0 | 1 | 2 {
  const grave = severities.indexOf(failOn)
  if (shown(judged).some(({ severity }) => severities.indexOf(severity) <= grave)) return 1
  return judged.failed ? 2 : 0
}

function progress(err: Stream, total: number): (done: number) => void {
  if (!err.isTTY) return () => {}
  return (done) => err.write(`\r${done} of ${total} files ${done === total ? '\n' : ''}`)
}

/** Resolves once it is written: a pipe must not lose the end. */
const write = <Code extends 0 | 1 | 2>(to: Stream, text: string, code: Code): Promise<Code> =>
  new Promise((resolve) => to.write(text, () => resolve(code)))
