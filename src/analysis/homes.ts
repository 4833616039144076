// Where each fix changes the code: fixes of different functions and statements can be tried together.
import type { Fix } from '#contract/finding.ts'
import { grammarOf, type Node, treeOf } from './grammar.ts'
import type { CodeFile, Hit } from './hit.ts'
import { linesOf } from './position.ts'
import { startOf } from './trial.ts'

/**
 * The outermost function that holds all edits of a fix, by its offset, or a place in an import, which uses no names and so
 * hides nothing that comes of another one. Null for what all may use, and for edits here and there.
 */
export type Home = { at: number; isImport: boolean } | null

/** One for each hit, in order. */
export function homesOf(file: CodeFile, hits: readonly Hit[]): Home[] {
  const grammar = hits.some(({ fix }) => fix) ? grammarOf(file.language, file.path) : null
  if (!grammar) return hits.map(() => null)
  const lines = linesOf(file.content)
  const root = treeOf(grammar, file.content)
  const isBlank = (at: number) => /\s/.test(file.content.charAt(at))
  return hits.map(({ fix }) => (fix ? homeOf(root, fix) : null))

  function homeOf(top: Node, { edits }: Fix): Home {
    const starts = edits.map(({ range }) => startOf(lines, range))
    const ends = edits.map(({ range }) => startOf(lines, { startLine: range.endLine, startColumn: range.endColumn }))
    let [from, to] = [Math.min(...starts), Math.max(...ends)]
    // What takes its line along belongs to the statement all the same.
    while (to > from && isBlank(to - 1)) to--
    while (from < to && isBlank(from)) from++
    for (let at = top; ; ) {
      const inner: Node | undefined = at.children().find(holds)
      if (!inner) return null
      if (/^import_.*(statement|declaration)$/.test(inner.kind())) return { at: from, isImport: true }
      if (functions.has(inner.kind())) return { at: inner.range().start.index, isImport: false }
      if (!containers.has(inner.kind())) return null
      at = inner
    }

    function holds(node: Node): boolean {
      const { start, end } = node.range()
      return start.index <= from && to <= end.index
    }
  }
}

/** For findings that hang on nothing but their own place, such as those of patterns. */
export const eachItsOwn = (hits: readonly Hit[]): Home[] => hits.map((_, at) => ({ at, isImport: false }))

const functions = new Set([
  'function_definition',
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
  'method_declaration',
  'constructor_declaration',
  'compact_constructor_declaration',
  // `const f = () => {}` and its like
  'lexical_declaration',
])

const containers = new Set([
  'decorated_definition',
  'class_definition',
  'block',
  'export_statement',
  'class_declaration',
  'class',
  'class_body',
  'interface_declaration',
  'interface_body',
  'record_declaration',
  'enum_declaration',
  'enum_body',
  'enum_body_declarations',
])
