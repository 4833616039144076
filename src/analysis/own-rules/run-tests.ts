// A rule's own tests: where it must stay silent, where it must speak, and what its fix must make of that.
import { applyEdits } from '#contract/apply-edits.ts'
import { defaultPath } from '#contract/language.ts'
import type { RuleTest } from '#contract/rule-try.ts'
import { brokenNodes, grammarOf, treeOf } from '../grammar.ts'
import type { CodeFile, Hit } from '../hit.ts'
import type { CompiledRule } from './compile.ts'
import { matchRules } from './match.ts'

/** In the order they are written, the valid ones first. */
export function runTests(rule: CompiledRule): RuleTest[] {
  const { valid, invalid } = rule.document.tests
  const language = rule.facts.languages[0] ?? 'text'
  const fileOf = (content: string): CodeFile => ({ path: defaultPath[language], content, language })
  // Its tests are about what it matches; for which files it is another matter.
  const { files, ignores, ...document } = rule.document
  const everywhere = { ...rule, document }
  const hitsIn = (code: string) => matchRules([everywhere], fileOf(code))
  return [
    ...valid.map((code, index) => ({ kind: 'valid' as const, index, failure: unwanted(hitsIn(code)) })),
    ...invalid.map((test, index) => {
      const { code, fixed } = typeof test === 'string' ? { code: test, fixed: undefined } : test
      return { kind: 'invalid' as const, index, failure: missing(fileOf(code), hitsIn(code), fixed) }
    }),
  ]
}

function unwanted([first]: Hit[]): string | null {
  return first ? `It matches on line ${first.range.startLine} and must not.` : null
}

function missing(file: CodeFile, hits: Hit[], fixed: string | undefined): string | null {
  if (hits.length === 0) return 'It does not match.'
  const edits = hits.flatMap(({ fix }) => fix?.edits ?? [])
  if (edits.length === 0) return fixed === undefined ? null : 'There is no fix.'
  const mended = applyEdits(file.content, edits)
  if (fixed !== undefined && mended?.trimEnd() !== fixed.trimEnd())
    return mended === null ? 'Its fixes overlap.' : `The fix makes this of it:\n${mended.trimEnd()}`
  return mended !== null && parses(file) && !parses({ ...file, content: mended })
    ? `The fix leaves code that cannot be read:\n${mended.trimEnd()}`
    : null
}

function parses({ path, content, language }: CodeFile): boolean {
  const grammar = grammarOf(language, path)
  return grammar === null || brokenNodes(treeOf(grammar, content)).length === 0
}
