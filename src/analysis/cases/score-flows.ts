// What the analysers say about the cases for values that flow, and how often they are right.
import type { Candidate } from '#contract/finding.ts'
import { analyse } from '../analyse.ts'
import { flowClasses } from './flow-classes.ts'
import type { FlowCase } from './read-flows.ts'

/** `missed`: marks without a finding; `wrong`: findings of the case's class without a mark, told in words. */
export type Score = { about: string; variant: string; marks: number; caught: number; missed: string[]; wrong: string[] }

/** All in one review, each in a folder of its own: what a case imports lies nearer than anything of another. */
export async function scoreFlows(cases: FlowCase[], signal: AbortSignal): Promise<Score[]> {
  const files = cases.flatMap((one, index) => one.files.map((file) => ({ ...file, path: `p${index}/${file.path}` })))
  const outcome = await analyse(files, {
    signal,
    model: null,
    planned: async () => {},
    remember: (_, run) => run(),
  })
  const shown = Map.groupBy(
    outcome.findings.filter(({ fate }) => fate === 'shown'),
    ({ path }) => path.slice(0, path.indexOf('/')),
  )
  return cases.map((one, index) => scoreOf(one, shown.get(`p${index}`) ?? []))
}

function scoreOf({ about, variant, marks }: FlowCase, shown: Candidate[]): Score {
  const family = flowClasses[about] ?? []
  const ofClass = shown.filter(({ cwe }) => family.some((number) => cwe === `CWE-${number}`))
  const fileOf = ({ path }: Candidate) => path.slice(path.indexOf('/') + 1)
  const all = [...marks].flatMap(([path, lines]) => lines.map((line) => ({ path, line })))
  const standsOn = (finding: Candidate, { path, line }: { path: string; line: number }) =>
    fileOf(finding) === path && covers(finding, line)
  const missed = all.filter((mark) => !ofClass.some((finding) => standsOn(finding, mark)))
  const wrong = ofClass.filter((finding) => !all.some((mark) => standsOn(finding, mark)))
  return {
    about,
    variant,
    marks: all.length,
    caught: all.length - missed.length,
    missed: missed.map(({ path, line }) => `${about} ${variant} ${path}:${line}`),
    wrong: wrong.map(
      (finding) => `${about} ${variant} ${fileOf(finding)}:${finding.range?.startLine} ${finding.ruleId}`,
    ),
  }
}

/** On that line, or a short stretch over it. */
function covers({ range }: Candidate, line: number): boolean {
  if (!range) return false
  const isShort = range.endLine - range.startLine <= 2
  return line === range.startLine || (isShort && line > range.startLine && line <= range.endLine)
}
