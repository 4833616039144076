// Our own rules over the syntax tree: one walk through the file, each node shown to the rules that want its kind.
import { grammarOf, type Node, nodesOf, rangeOfNode, treeOf } from '../grammar.ts'
import type { CodeFile, Hit } from '../hit.ts'
import { commandRules } from '../rules/commands.ts'
import { goRules } from '../rules/go.ts'
import { javaRules } from '../rules/java.ts'
import { javascriptRules } from '../rules/javascript.ts'
import type { PatternRule } from '../rules/rule.ts'
import { selfRules } from '../rules/self-compare.ts'
import { sqlRules } from '../rules/sql.ts'

export const patternRules = [...sqlRules, ...commandRules, ...javascriptRules, ...goRules, ...javaRules, ...selfRules]

export function analyse({ path, content, language }: CodeFile): Hit[] {
  const grammar = grammarOf(language, path)
  const rules = patternRules.filter((rule) => rule.languages.includes(language) && (rule.onlyIn?.test(content) ?? true))
  if (!grammar || rules.length === 0) return []
  const root = treeOf(grammar, content)
  const found = rules.flatMap((rule) =>
    nodesOf(root, grammar, rule.kinds).flatMap((node) => {
      const marked = rule.find(node)
      return marked ? [hit(rule, marked)] : []
    }),
  )
  return onePerPlace(found)
}

function hit({ id, severity, category, title, explanation, cwe }: PatternRule, node: Node): Hit {
  const advice = { severity, category, title, explanation, ...(cwe && { cwe }) }
  return { ...advice, ruleId: `patterns/${id}`, range: rangeOfNode(node) }
}

/** A text that is built once and used twice is one matter. */
function onePerPlace(hits: Hit[]): Hit[] {
  const seen = new Set<string>()
  return hits.filter(({ ruleId, range }) => {
    const key = `${ruleId} ${range.startLine}:${range.startColumn}`
    return !seen.has(key) && seen.add(key)
  })
}
