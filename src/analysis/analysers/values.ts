// What values are on each way through a function, and the mistakes that shows: each finding with the way that leads to it.
import type { Language } from '#contract/language.ts'
import { fixOf } from '../fix-of.ts'
import { grammarOf, type Node, rangeOfNode, treeOf } from '../grammar.ts'
import type { Analyse, CodeFile, Hit } from '../hit.ts'
import { linksOf } from '../links/linked-files.ts'
import { pathsOf } from '../links/paths.ts'
import { openBooks, type Source } from '../values/books.ts'
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
  const { path, language, linked = [] } = file
  const [read, facts] = [readers[language], factsOf[language]]
  if (!grammarOf(language, path) || !read || !facts) return []
  try {
    const source = (one: CodeFile): Source => ({ path: one.path, code: one.content, read: () => formOf(one).form })
    const paths = pathsOf([file, ...linked].map((one) => one.path))
    const books = openBooks([source(file), ...linked.map(source)], facts, linksOf[language], paths)
    const { found, gaveUp } = judge(books, facts)
    const pathOf = pathsByNode([file, ...linked])
    return {
      hits: found.map((one) => hit(file, one, pathOf)),
      gaps: gaveUp.length > 0 ? [tooMuch(gaveUp)] : [],
    }
  } catch (error) {
    // Code nested thousands deep overflows whoever walks down it.
    if (error instanceof RangeError) return { hits: [], gaps: ['It is nested too deep for its paths to be followed.'] }
    throw error
  }
}

type Form = { form: File; root: Node }

/** As they were read, the latest used last: what many files call is read once in each thread. */
const kept = new Map<string, Form>()
const MOST_KEPT = 32

function formOf({ path, content, language }: CodeFile): Form {
  const grammar = grammarOf(language, path)
  const read = readers[language]
  if (!grammar || !read) throw new Error(`Nobody reads the language of ${path}.`)
  const key = `${grammar} ${content}`
  const root = kept.get(key)?.root ?? treeOf(grammar, content)
  const made = kept.get(key) ?? { form: read(root), root }
  kept.delete(key)
  kept.set(key, made)
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest)
  return made
}

/** Of a step on the way, the file it stands in. */
function pathsByNode(files: readonly CodeFile[]): (node: Node) => string {
  const [own] = files
  if (files.length === 1) return () => own?.path ?? ''
  const byRoot = new Map(
    files.flatMap((one) => {
      const root = kept.get(`${grammarOf(one.language, one.path)} ${one.content}`)?.root
      return root ? [[root.id(), one.path] as const] : []
    }),
  )
  return (node) => byRoot.get(node.getRoot().root().id()) ?? own?.path ?? ''
}

const tooMuch = (names: string[]) =>
  `The paths were not followed to the end in ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}: too many ways.`

function hit(file: CodeFile, found: Found, pathOf: (node: Node) => string): Hit {
  const { rule, at, steps, words, heldBack } = found
  const mend = mendOf(found)
  const advice = valueRules[rule]
  const evidence = steps.map((step) => ({ path: pathOf(step.at), range: rangeOfNode(step.at), note: step.note }))
  const title = words ? `This condition is always ${words}` : advice.title
  return {
    ...advice,
    title,
    ruleId: `values/${rule}`,
    range: rangeOfNode(at),
    ...(evidence.length > 0 && { evidence }),
    ...(mend && { fix: fixOf(file, mend) }),
    ...(heldBack && { heldBack }),
  }
}
