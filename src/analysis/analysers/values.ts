// What values are on each way through a function, and the mistakes that shows: each finding with the way that leads to it.
import type { Language } from '#contract/language.ts'
import { fixOf } from '../fix-of.ts'
import { grammarOf, type Node, rangeOfNode, treeOf } from '../grammar.ts'
import type { Analyse, CodeFile, Hit } from '../hit.ts'
import type { Found } from '../values/context.ts'
import { factsOf } from '../values/facts.ts'
import type { File } from '../values/form.ts'
import { judge } from '../values/judge.ts'
import { mendOf } from '../values/mend.ts'
import { readGo } from '../values/read/go.ts'
import { readJava } from '../values/read/java.ts'
import { readJavascript } from '../values/read/javascript.ts'
import { readPython } from '../values/read/python.ts'
import { valueRules } from '../values/rules.ts'

const readers: Partial<Record<Language, (root: Node) => File>> = {
  python: readPython,
  javascript: readJavascript,
  typescript: readJavascript,
  go: readGo,
  java: readJava,
}

export const analyse: Analyse = (file: CodeFile) => {
  const { path, content, language } = file
  const grammar = grammarOf(language, path)
  const [read, facts] = [readers[language], factsOf[language]]
  if (!grammar || !read || !facts) return []
  try {
    const { found, gaveUp } = judge(read(treeOf(grammar, content)), facts, content)
    return { hits: found.map((one) => hit(file, one)), gaps: gaveUp.length > 0 ? [tooMuch(gaveUp)] : [] }
  } catch (error) {
    // Code nested thousands deep overflows whoever walks down it.
    if (error instanceof RangeError) return { hits: [], gaps: ['It is nested too deep for its paths to be followed.'] }
    throw error
  }
}

const tooMuch = (names: string[]) =>
  `The paths were not followed to the end in ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}: too many ways.`

function hit(file: CodeFile, found: Found): Hit {
  const { path } = file
  const { rule, at, steps, words } = found
  const mend = mendOf(found)
  const advice = valueRules[rule]
  const evidence = steps.map((step) => ({ path, range: rangeOfNode(step.at), note: step.note }))
  const title = words ? `This condition is always ${words}` : advice.title
  return {
    ...advice,
    title,
    ruleId: `values/${rule}`,
    range: rangeOfNode(at),
    ...(evidence.length > 0 && { evidence }),
    ...(mend && { fix: fixOf(file, mend) }),
  }
}
