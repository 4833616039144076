// Values followed from where they come in to where they may do harm, each finding with its way, step by step.
import type { Language } from '#contract/language.ts'
import { type Cleared as ClearedPlace, followRun } from '../dataflow/follow.ts'
import type { Unit } from '../dataflow/ir.ts'
import { openProject } from '../dataflow/project.ts'
import { readGo } from '../dataflow/read/go.ts'
import { readJava } from '../dataflow/read/java.ts'
import { readJavascript } from '../dataflow/read/javascript.ts'
import { readPython } from '../dataflow/read/python.ts'
import { cwesOf, dataflowRules } from '../dataflow/rules.ts'
import { isSure, type Reached } from '../dataflow/run.ts'
import type { Table } from '../dataflow/table.ts'
import { goTable, goWords } from '../dataflow/tables/go.ts'
import { javaTable } from '../dataflow/tables/java.ts'
import { javascriptTable } from '../dataflow/tables/javascript.ts'
import { pythonTable } from '../dataflow/tables/python.ts'
import { type ReadFile, unitOf } from '../dataflow/unit-memory.ts'
import { grammarOf, type Node, rangeOfNode } from '../grammar.ts'
import type { Analyse, Cleared, CodeFile, Filled, Hit } from '../hit.ts'
import { linksOf } from '../links/linked-files.ts'
import { pathsOf } from '../links/paths.ts'
import { isTestPath } from '../secret-text.ts'

/** `onlyIn`: a file without such a word can show nothing. */
export const readers: Partial<Record<Language, { read: (root: Node) => Unit; table: Table; onlyIn?: RegExp }>> = {
  python: { read: readPython, table: pythonTable },
  javascript: { read: readJavascript, table: javascriptTable },
  typescript: { read: readJavascript, table: javascriptTable },
  go: { read: readGo, table: goTable, onlyIn: goWords },
  java: { read: readJava, table: javaTable },
}

export const analyse: Analyse = (file: CodeFile) => {
  const { path, language, linked = [] } = file
  const files = [file, ...linked]
  const reader = readers[language]
  const links = linksOf[language]
  const isSilent = reader?.onlyIn && !files.some(({ content }) => reader.onlyIn?.test(content))
  if (!reader || !links || isSilent) return []
  try {
    const project = files.map((one) => ({ path: one.path, read: () => readFile(one).unit }))
    const paths = pathsOf(files.map((one) => one.path))
    const { reached, gaveUp, cleared, filled } = followRun(
      openProject(path, project, { table: reader.table, links, paths }),
    )
    const gaps = gaveUp.length > 0 ? [tooMuch(gaveUp)] : []
    return {
      hits: onceEach(told(files, path, reached)).filter(
        (one) => one.ruleId !== 'dataflow/hard-coded-secret' || !isTestPath(one.path ?? path),
      ),
      gaps,
      cleared: clearedLines(file, linked.length === 0, cleared),
      filled: filledElsewhere(files, filled),
    }
  } catch (error) {
    // Code nested thousands deep overflows whoever walks down it.
    if (error instanceof RangeError) return { hits: [], gaps: ['It is nested too deep for its values to be followed.'] }
    throw error
  }
}

const nowhere: ReadFile['unit'] = { imports: new Map(), functions: [], body: [], types: new Map(), bases: new Map() }

function readFile({ path, content, language }: CodeFile): Pick<ReadFile, 'unit'> & Partial<ReadFile> {
  const grammar = grammarOf(language, path)
  const reader = readers[language]
  return grammar && reader ? unitOf(language, grammar, content, reader.read) : { unit: nowhere }
}

const tooMuch = (names: string[]) =>
  `Values were not followed to the end in ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}: too many ways.`

function filledElsewhere([own, ...linked]: readonly CodeFile[], filled: Node[]): Filled[] {
  const pathByRoot = new Map(linked.map((file) => [readFile(file).root?.id(), file.path]))
  return linked.length === 0 || !own
    ? []
    : filled.flatMap((node) => {
        const path = pathByRoot.get(node.getRoot().root().id())
        const { startLine: line, startColumn: column } = rangeOfNode(node)
        return path === undefined ? [] : [{ path, line, column }]
      })
}

function clearedLines(file: CodeFile, isAlone: boolean, cleared: ClearedPlace[]): Cleared[] {
  const root = isAlone ? undefined : readFile(file).root?.id()
  const own = cleared.filter(({ from }) => isAlone || from.getRoot().root().id() === root)
  return own.map(({ rule, from, to }) => ({
    startLine: rangeOfNode(from).startLine,
    endLine: rangeOfNode(to).endLine,
    cwes: rule && cwesOf(rule),
  }))
}

/** What stands in another file is only told here when it takes this one to know of it. */
function told(files: readonly CodeFile[], path: string, reached: Reached[]): Hit[] {
  if (files.length === 1) return reached.map((one) => hit(one, () => path))
  const pathByRoot = new Map(files.map((file) => [readFile(file).root?.id(), file.path]))
  const pathOf = (node: Node) => pathByRoot.get(node.getRoot().root().id()) ?? path
  return reached.flatMap((one) => {
    const where = pathOf(one.at)
    if (where === path) return [hit(one, pathOf)]
    const ways = one.taint.steps.map(({ at }) => pathOf(at))
    return ways.some((way) => way !== where) ? [{ ...hit(one, pathOf), path: where }] : []
  })
}

/** Many lines of a log, or many statements with the same name of a table: mended where the value comes in, all of them are. */
const mendedAtOnce = new Set(['dataflow/log-injection', 'dataflow/trust-boundary'])

function onceEach(hits: Hit[]): Hit[] {
  const seen = new Set<string>()
  return hits
    .toSorted((a, b) => a.range.startLine - b.range.startLine)
    .map((one) => {
      const [origin] = one.evidence ?? []
      if (!origin || one.heldBack || !(one.fromParameter || mendedAtOnce.has(one.ruleId))) return one
      const { startLine, startColumn } = origin.range
      const key = `${one.ruleId} ${one.path ?? ''} ${origin.path} ${startLine}:${startColumn}`
      if (seen.has(key)) return { ...one, heldBack: 'The same is said of its value further up in this file.' }
      seen.add(key)
      return one
    })
}

function hit({ rule, at, taint }: Reached, pathOf: (node: Node) => string): Hit {
  const advice = dataflowRules[rule]
  // Text was built with it, but nobody in this file is seen to bring it in from outside: that is less sure, and said so.
  const fromParameter = { title: advice.title.replace('value from outside', 'parameter'), severity: 'high' } as const
  const steps = taint.steps.map((step) => ({ path: pathOf(step.at), range: rangeOfNode(step.at), note: step.note }))
  return {
    ...advice,
    ...(!taint.certain && isSure(rule, taint) && fromParameter),
    ...(!taint.certain && { fromParameter: true as const }),
    ruleId: `dataflow/${rule}`,
    range: rangeOfNode(at),
    evidence: [...steps, { path: pathOf(at), range: rangeOfNode(at), note: 'arrives here' }],
    ...(!isSure(rule, taint) && { heldBack: 'Nobody in this file is seen to fill the parameter from outside.' }),
  }
}
