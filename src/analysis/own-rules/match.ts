// Compiled rules over one file: each match becomes a hit with the rule's own words, and its fix, not checked yet.

import type { RE2JS } from 're2js'
import type { Fix, Range } from '#contract/finding.ts'
import { fixOf } from '../fix-of.ts'
import { type Grammar, grammarOf, type ParsedNode as Node, parsed, rangeOfNode } from '../grammar.ts'
import type { CodeFile, Hit } from '../hit.ts'
import { endsAs, exactRangeOf, type Lines, lineAt, linesOf, rangeOf } from '../position.ts'
import type { CompiledRule } from './compile.ts'
import { matchesAny } from './globs.ts'
import { hasNeededWords } from './needed-words.ts'
import { substitute, substituteIndented } from './substitute.ts'

/** One rule with more in one file is told so many times. */
const MOST_MATCHES = 200

/** `before` hears which rule is next, so that somebody knows which one never came back. */
export function matchRules(rules: CompiledRule[], file: CodeFile, before: (index: number) => void = () => {}): Hit[] {
  const grammar = grammarOf(file.language, file.path)
  const lines = linesOf(file.content)
  // Parsed when the first rule wants it: most rules look for a word that is not there.
  let tree: Node | null = null
  const treeFor = (of: Grammar) => {
    tree ??= parsed(of, file.content)
    return tree
  }
  return rules.flatMap((rule, index) => {
    if (!looksAt(rule, file) || !hasNeededWords(file.content, rule.needs)) return []
    before(index)
    if (rule.text) return matchText(rule, rule.text, file, lines)
    const matcher = grammar && rule.matchers[grammar]
    if (!grammar || !matcher) return []
    const matches = treeFor(grammar)
      .findAll(matcher as never)
      .slice(0, MOST_MATCHES)
    return matches.map((match) => hitOf(rule, file, lines, match))
  })
}

/** A rule over text is for what no grammar reads, unless it names its files. */
export function looksAt({ document, facts, text }: CompiledRule, { path, language }: CodeFile): boolean {
  const { files, ignores } = document
  if (ignores && matchesAny(path, ignores)) return false
  if (files) return matchesAny(path, files) && (text !== null || facts.languages.includes(language))
  return facts.languages.includes(language)
}

function hitOf(rule: CompiledRule, file: CodeFile, lines: Lines, match: Node): Hit {
  const range = rangeOfNode(match)
  const { fix, message } = rule.document
  const line = lineAt(lines, range.startLine)
  const newText = fix === undefined ? null : substituteIndented(fix, match, line)
  return {
    ...adviceOf(rule, substitute(message, match)),
    range,
    ...(newText !== null && {
      fix: fixOf(file, { title: titleOf(newText), edits: [{ at: match, newText }] }),
    }),
  }
}

function adviceOf({ facts }: CompiledRule, title: string) {
  const { id, severity, category, explanation, cwe, url } = facts
  const more = { ...(cwe && { cwe }), ...(url && { ruleUrl: url }) }
  return { ruleId: id, severity, category, title: oneLine(title, 300), explanation, ...more }
}

const oneLine = (text: string, most: number) => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length > most ? `${flat.slice(0, most - 1)}…`.toWellFormed() : flat
}

const titleOf = (newText: string) =>
  newText.trim() === '' ? 'Remove it' : `Replace it with \`${oneLine(newText, 80).replaceAll('`', "'")}\``

function matchText(rule: CompiledRule, expression: RE2JS, file: CodeFile, lines: Lines): Hit[] {
  const hits: Hit[] = []
  const matcher = expression.matcher(file.content)
  while (hits.length < MOST_MATCHES && matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? '')
    const filled = (template: string) =>
      template.replace(/\$(?:(\d)|\{(\d{1,2})\})/g, (_, short, long) => groups[Number(short ?? long)] ?? '')
    const [from, to] = [matcher.start(), matcher.end()]
    if (from === to) continue
    const { fix, message } = rule.document
    hits.push({
      ...adviceOf(rule, filled(message)),
      range: rangeOf(lines, from, to),
      ...(fix !== undefined && { fix: textFix(file, exactRangeOf(lines, from, to), filled(fix)) }),
    })
  }
  return hits
}

const textFix = ({ path, content }: CodeFile, range: Range, text: string): Fix => {
  const newText = endsAs(content, text.slice(0, 4000))
  return { title: titleOf(newText), edits: [{ path, range, newText }], checked: false }
}
