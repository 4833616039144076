// Our own rules over the syntax tree: one walk through the file, each node shown to the rules that want its kind.
import { fixOf } from '../fix-of.ts'
import { grammarOf, type Node, nodesOf, rangeOfNode, treeOf } from '../grammar.ts'
import type { Analyse, CodeFile, Hit } from '../hit.ts'
import { commandRules } from '../rules/commands.ts'
import { goRules } from '../rules/go.ts'
import { goBugRules } from '../rules/go-bugs.ts'
import { goConcurrencyRules } from '../rules/go-concurrency.ts'
import { goConditionRules } from '../rules/go-conditions.ts'
import { goCryptoRules } from '../rules/go-crypto.ts'
import { goDataRules } from '../rules/go-data.ts'
import { goErrorRules } from '../rules/go-errors.ts'
import { goFileRules } from '../rules/go-files.ts'
import { goFloatRules } from '../rules/go-float.ts'
import { goFormatRules } from '../rules/go-format.ts'
import { goGoroutineRules } from '../rules/go-goroutines.ts'
import { goLoopRules } from '../rules/go-loops.ts'
import { goNilRules } from '../rules/go-nil.ts'
import { goPerformanceRules } from '../rules/go-performance.ts'
import { goResourceRules } from '../rules/go-resources.ts'
import { goSecretRules } from '../rules/go-secrets.ts'
import { goWebRules } from '../rules/go-web.ts'
import { javaRules } from '../rules/java.ts'
import { javaConcurrencyRules } from '../rules/java-concurrency.ts'
import { javaCryptoRules } from '../rules/java-crypto.ts'
import { javaEqualityRules } from '../rules/java-equality.ts'
import { javaErrorRules } from '../rules/java-errors.ts'
import { javaExposureRules } from '../rules/java-exposure.ts'
import { javaFileRules } from '../rules/java-files.ts'
import { javaFlowRules } from '../rules/java-flow.ts'
import { javaLogicRules } from '../rules/java-logic.ts'
import { javaMixupRules } from '../rules/java-mixups.ts'
import { javaNullRules } from '../rules/java-null.ts'
import { javaNumberRules } from '../rules/java-numbers.ts'
import { javaPerformanceRules } from '../rules/java-performance.ts'
import { javaResourceRules } from '../rules/java-resources.ts'
import { javaSecretRules } from '../rules/java-secrets.ts'
import { javaTokenRules } from '../rules/java-tokens.ts'
import { javaWebRules } from '../rules/java-web.ts'
import { pythonRules } from '../rules/python.ts'
import type { PatternRule } from '../rules/rule.ts'
import { selfRules } from '../rules/self-compare.ts'
import { sqlRules } from '../rules/sql.ts'

export const patternRules = [
  ...sqlRules,
  ...commandRules,
  ...goRules,
  ...goBugRules,
  ...goConcurrencyRules,
  ...goCryptoRules,
  ...goErrorRules,
  ...goFloatRules,
  ...goFormatRules,
  ...goPerformanceRules,
  ...goResourceRules,
  ...goConditionRules,
  ...goDataRules,
  ...goFileRules,
  ...goGoroutineRules,
  ...goLoopRules,
  ...goNilRules,
  ...goSecretRules,
  ...goWebRules,
  ...javaRules,
  ...javaCryptoRules,
  ...javaTokenRules,
  ...javaFileRules,
  ...javaWebRules,
  ...javaExposureRules,
  ...javaConcurrencyRules,
  ...javaEqualityRules,
  ...javaErrorRules,
  ...javaNullRules,
  ...javaFlowRules,
  ...javaMixupRules,
  ...javaLogicRules,
  ...javaNumberRules,
  ...javaPerformanceRules,
  ...javaResourceRules,
  ...javaSecretRules,
  ...selfRules,
  ...pythonRules,
]

export const analyse: Analyse = (file: CodeFile) => {
  const { path, content, language } = file
  const grammar = grammarOf(language, path)
  const rules = patternRules.filter((rule) => rule.languages.includes(language) && (rule.onlyIn?.test(content) ?? true))
  if (!grammar || rules.length === 0) return []
  // One list for all rules: what they ask of a node is then worked out once.
  const nodes = nodesOf(treeOf(grammar, content), grammar, [...new Set(rules.flatMap(({ kinds }) => kinds))])
  const kindsOfNodes = nodes.map((node) => String(node.kind()))
  const tooDeep: string[] = []
  const found = rules.flatMap((rule) => {
    try {
      const wanted = new Set(rule.kinds)
      return nodes.flatMap((node, index) => {
        const marked = wanted.has(kindsOfNodes[index] ?? '') ? rule.find(node) : null
        return marked ? [hit(file, rule, marked)] : []
      })
    } catch (error) {
      // Code nested thousands deep overflows a rule that walks down: that costs this rule's word, not the others'.
      if (!(error instanceof RangeError)) throw error
      tooDeep.push(rule.id)
      return []
    }
  })
  const gaps =
    tooDeep.length > 0 ? [`It is nested too deep for ${tooDeep.length} of the rules (${tooDeep[0]}, ...).`] : []
  return { hits: onePerPlace(found), gaps }
}

function hit(file: CodeFile, rule: PatternRule, node: Node): Hit {
  const { id, severity, category, title, explanation, cwe } = rule
  const advice = { severity, category, title, explanation, ...(cwe && { cwe }) }
  const mend = rule.fix?.(node)
  return {
    ...advice,
    ruleId: `patterns/${id}`,
    range: rangeOfNode(node),
    ...(mend && { fix: fixOf(file, mend) }),
  }
}

/** A text that is built once and used twice is one matter. */
function onePerPlace(hits: Hit[]): Hit[] {
  const seen = new Set<string>()
  return hits.filter(({ ruleId, range }) => {
    const key = `${ruleId} ${range.startLine}:${range.startColumn}`
    return !seen.has(key) && seen.add(key)
  })
}
