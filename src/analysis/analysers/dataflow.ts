// Values followed from where they come in to where they may do harm, each finding with its way, step by step.
import type { Language } from '#contract/language.ts'
import { follow } from '../dataflow/follow.ts'
import type { Unit } from '../dataflow/ir.ts'
import { readGo } from '../dataflow/read/go.ts'
import { readJava } from '../dataflow/read/java.ts'
import { readJavascript } from '../dataflow/read/javascript.ts'
import { readPython } from '../dataflow/read/python.ts'
import { dataflowRules } from '../dataflow/rules.ts'
import { isSure, type Reached } from '../dataflow/run.ts'
import type { Table } from '../dataflow/table.ts'
import { goTable, goWords } from '../dataflow/tables/go.ts'
import { javaTable } from '../dataflow/tables/java.ts'
import { javascriptTable } from '../dataflow/tables/javascript.ts'
import { pythonTable } from '../dataflow/tables/python.ts'
import { grammarOf, type Node, rangeOfNode, treeOf } from '../grammar.ts'
import type { Analyse, CodeFile, Hit } from '../hit.ts'

/** `onlyIn`: a file without such a word can show nothing. */
export const readers: Partial<Record<Language, { read: (root: Node) => Unit; table: Table; onlyIn?: RegExp }>> = {
  python: { read: readPython, table: pythonTable },
  javascript: { read: readJavascript, table: javascriptTable },
  typescript: { read: readJavascript, table: javascriptTable },
  go: { read: readGo, table: goTable, onlyIn: goWords },
  java: { read: readJava, table: javaTable },
}

export const analyse: Analyse = ({ path, content, language }: CodeFile) => {
  const grammar = grammarOf(language, path)
  const reader = readers[language]
  if (!grammar || !reader || reader.onlyIn?.test(content) === false) return []
  try {
    const { reached, gaveUp } = follow(reader.read(treeOf(grammar, content)), reader.table)
    return { hits: reached.map((one) => hit(path, one)), gaps: gaveUp.length > 0 ? [tooMuch(gaveUp)] : [] }
  } catch (error) {
    // Code nested thousands deep overflows whoever walks down it.
    if (error instanceof RangeError) return { hits: [], gaps: ['It is nested too deep for its values to be followed.'] }
    throw error
  }
}

const tooMuch = (names: string[]) =>
  `Values were not followed to the end in ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}: too many ways.`

function hit(path: string, { rule, at, taint }: Reached): Hit {
  const advice = dataflowRules[rule]
  // Text was built with it, but nobody in this file is seen to bring it in from outside: that is less sure, and said so.
  const fromParameter = { title: advice.title.replace('value from outside', 'parameter'), severity: 'high' } as const
  const steps = taint.steps.map((step) => ({ path, range: rangeOfNode(step.at), note: step.note }))
  return {
    ...advice,
    ...(!taint.certain && isSure(rule, taint) && fromParameter),
    ruleId: `dataflow/${rule}`,
    range: rangeOfNode(at),
    evidence: [...steps, { path, range: rangeOfNode(at), note: 'arrives here' }],
    ...(!isSure(rule, taint) && { heldBack: 'Nobody in this file is seen to fill the parameter from outside.' }),
  }
}
