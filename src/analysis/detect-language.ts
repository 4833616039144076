// What a piece of code is written in when its name does not tell: parse it with every grammar, the fewest errors win.
import type { Language } from '#contract/language.ts'
import { brokenNodes, type Grammar, treeOf } from './grammar.ts'
import type { CodeFile } from './hit.ts'

const LONGEST_LOOK = 20_000
/** Above this share of unparsable characters it is prose, or a language we do not know. */
const MOST_ERRORS = 0.08

const candidates: { language: Language; grammar: Grammar; cue: RegExp; statement: RegExp }[] = [
  {
    language: 'go',
    grammar: 'go',
    cue: /^\s*package\s+\w+\s*$|^func\b|:=/m,
    statement: /package_clause|function_declaration|method_declaration|short_var_declaration|type_declaration/,
  },
  {
    language: 'java',
    grammar: 'java',
    cue: /^\s*(import\s+(static\s+)?[\w.]+(\.\*)?;|package\s+[\w.]+;|(public|private|protected|final|abstract)\s)|System\.out/m,
    statement:
      /class_declaration|interface_declaration|record_declaration|enum_declaration|method_declaration|import_decl/,
  },
  {
    language: 'python',
    grammar: 'python',
    cue: /^\s*(def|class|if|for|while|with|try|elif|else)\b.*:$|^\s*(from\s+[\w.]+\s+import|import\s+[\w.]+)(?!.*['"{;])|\bprint\(|^\w+ = /m,
    statement:
      /function_definition|class_definition|import_|assignment|call|if_statement|for_statement|while_statement/,
  },
  {
    language: 'javascript',
    grammar: 'JavaScript',
    cue: /\b(const|let|var)\s+[\w{[]|=>|\bfunction\b|===|;\s*$|\bconsole\.|\brequire\(/m,
    statement: /declaration|assignment_expression|call_expression|import_statement|export_statement|if_statement/,
  },
  {
    language: 'typescript',
    grammar: 'Tsx',
    cue: /\b(interface|type|enum|namespace)\s+\w+|:\s*(string|number|boolean|unknown|any|void)\b|\bas\s+\w+/,
    statement: /declaration|assignment_expression|call_expression|import_statement|export_statement|if_statement/,
  },
]

/** `text` when no grammar makes sense of it. */
export function detectLanguage({ content }: Pick<CodeFile, 'content'>): Language {
  const code = content.slice(0, LONGEST_LOOK)
  const judged = candidates.map((candidate) => ({ ...candidate, ...judge(code, candidate) }))
  const likely = judged.filter((one) => one.errors <= MOST_ERRORS && one.says && one.cued)
  likely.sort((a, b) => a.errors - b.errors)
  return likely[0]?.language ?? 'text'
}

function judge(code: string, { grammar, cue, statement }: (typeof candidates)[number]) {
  const root = treeOf(grammar, code)
  const lost = brokenNodes(root).reduce((sum, { node }) => {
    const { start, end } = node.range()
    return sum + Math.max(1, end.index - start.index)
  }, 0)
  const says = root.children().some((child) => statement.test(kinds(child)))
  return { errors: lost / Math.max(1, code.trim().length), cued: cue.test(code), says }
}

const kinds = (node: ReturnType<typeof treeOf>) => `${node.kind()} ${node.child(0)?.kind() ?? ''}`
