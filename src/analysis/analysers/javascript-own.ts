// Our own rules over ESLint's tree, as the plugin and the table that the analyser works with.
import type { ESLint, Linter, Rule, SourceCode } from 'eslint'
import { scriptRules } from '../rules/script/all.ts'
import type { Node } from '../rules/script/node.ts'
import type { ScriptRule } from '../rules/script/rule.ts'
import type { JavascriptRule } from './javascript.ts'

export const ownPlugin: ESLint.Plugin = {
  rules: Object.fromEntries(
    scriptRules.map((rule) => [rule.id, { create: (context: unknown) => listener(rule, context as Rule.RuleContext) }]),
  ),
}

/** Under the plugin's name, as ESLint tells them. */
export const ownRules: Record<string, JavascriptRule> = Object.fromEntries(
  scriptRules.map(({ id, kinds: _kinds, find: _find, ...rule }) => [`own/${id}`, rule]),
)

/** The nodes that were marked, by rule and place: ESLint's messages carry none. */
const marks = new WeakMap<SourceCode, Map<string, Node>>()

export function markedBy(code: SourceCode, { ruleId, line, column, endLine, endColumn }: Linter.LintMessage) {
  return marks.get(code)?.get(`${ruleId} ${line}:${column}-${endLine}:${endColumn}`)
}

function remember(code: SourceCode, id: string, node: Node): void {
  const [start, end] = node.range.map((offset) => code.getLocFromIndex(offset))
  const ofFile = marks.get(code) ?? new Map()
  marks.set(code, ofFile)
  ofFile.set(`own/${id} ${start?.line}:${(start?.column ?? 0) + 1}-${end?.line}:${(end?.column ?? 0) + 1}`, node)
}

function listener({ id, kinds, find, fix }: ScriptRule, context: Rule.RuleContext): Rule.RuleListener {
  const { sourceCode } = context
  const file = { code: sourceCode, text: sourceCode.text }
  const look = (node: Node) => {
    const found = find(node, file) || []
    for (const marked of Array.isArray(found) ? found : [found]) {
      if (fix) remember(sourceCode, id, marked)
      context.report({ node: marked as never, message: id })
    }
  }
  return Object.fromEntries(kinds.map((kind) => [kind, look])) as Rule.RuleListener
}
