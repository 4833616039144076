// JavaScript and TypeScript as ESLint judges them: picked rules only, in our own words, no configuration but this.
import parser from '@typescript-eslint/parser'
import { type ESLint, Linter, type SourceCode } from 'eslint'
import unsanitized from 'eslint-plugin-no-unsanitized'
import hooks from 'eslint-plugin-react-hooks'
import * as regexp from 'eslint-plugin-regexp'
import security from 'eslint-plugin-security'
import type { Fix, Range } from '#contract/finding.ts'
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { endsAs, exactRangeOf, type Lines, linesOf, textIn } from '../position.ts'
import type { Node } from '../rules/script/node.ts'
import type { ScriptFix, ScriptMend } from '../rules/script/rule.ts'
import { javascriptBugs } from './javascript-bugs.ts'
import { markedBy, ownPlugin, ownRules } from './javascript-own.ts'
import { javascriptSecurity } from './javascript-security.ts'
import { syntaxHit } from './syntax.ts'
import { compilerName } from './syntax-typescript.ts'

export type JavascriptRule = Advice & {
  options?: unknown[]
  /** Off in TypeScript, where the compiler says it or the syntax means something else. */
  javascriptOnly?: true
  /** Only in files that this matches. */
  onlyIn?: RegExp
  /** True: this stretch of code is safe although ESLint names it. */
  unless?: (code: string, message: string) => boolean
  /** ESLint's own fix, or the first thing it suggests, is right to offer. */
  fixable?: true
  /** What mends it, where ESLint knows nothing or something else. */
  fix?: ScriptFix
}

export const javascriptRules: Record<string, JavascriptRule> = { ...javascriptBugs, ...javascriptSecurity, ...ownRules }
const linter = new Linter({ configType: 'flat' })
const plugins = {
  security,
  'no-unsanitized': unsanitized,
  regexp,
  'react-hooks': hooks,
  own: ownPlugin,
} as unknown as Record<string, ESLint.Plugin>

const platform = ['window', 'global', 'setTimeout', 'setInterval', 'setImmediate', 'execScript', 'RegExp', 'Function']

export function analyse(file: CodeFile): Hit[] {
  const lines = linesOf(file.content)
  // Comments in the code may not change what is looked for.
  const options = { filename: compilerName(file), allowInlineConfig: false }
  const helpers = helpersIn(file.content)
  return linter
    .verify(file.content, configFor(file), options)
    .flatMap((message) => hit(file, lines, message))
    .map((one) => (helpers.some((its) => isWithin(one, its)) ? { ...one, heldBack: byCompiler } : one))
}

const byCompiler = 'TypeScript’s compiler writes such helpers.'
/** Code that cannot be read is told wherever it stands. */
const isWithin = ({ ruleId, range: { startLine } }: Hit, [first, last]: [number, number]) =>
  !ruleId.startsWith('syntax/') && first <= startLine && startLine <= last

/** What TypeScript's compiler writes into what it makes, by its names; nobody edits it. First and last line of each. */
function helpersIn(content: string): [number, number][] {
  if (!content.includes('var __')) return []
  return [...content.matchAll(helper)].map(({ 0: text, index }) => {
    const first = lineAt(content, index)
    return [first, first + lineAt(text, text.length) - 1]
  })
}

const helper =
  /^var (__(?:assign|asyncDelegator|asyncGenerator|asyncValues|await|awaiter|createBinding|decorate|esDecorate|exportStar|extends|generator|importDefault|importStar|makeTemplateObject|metadata|param|read|rest|runInitializers|setFunctionName|setModuleDefault|spread|spreadArray|values)) = \((?:this|undefined) && (?:this|undefined)\.\1\) \|\|.*(?:\n[ \t}].*){0,60}/gm
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

function configFor({ content, language, path }: CodeFile): Linter.Config[] {
  const wanted = Object.entries(javascriptRules).filter(
    ([, rule]) => !(rule.javascriptOnly && language === 'typescript') && (rule.onlyIn?.test(content) ?? true),
  )
  return [
    {
      files: ['**'],
      plugins,
      languageOptions: {
        parser,
        ecmaVersion: 'latest',
        // Some rules look only at what they know to be the platform's own.
        globals: Object.fromEntries(platform.map((name) => [name, 'readonly' as const])),
        sourceType: /\.cjs$/i.test(path) ? 'commonjs' : 'module',
        // No project, no type information: one file is all there is.
        parserOptions: { ecmaFeatures: { jsx: true }, project: null, projectService: false },
      },
      rules: Object.fromEntries(
        wanted.map(([id, { options = [] }]) => [id, ['error', ...options]]),
      ) as Linter.RulesRecord,
    },
  ]
}

function hit(file: CodeFile, lines: Lines, message: Linter.LintMessage): Hit[] {
  const range = rangeOfMessage(message)
  if (message.fatal)
    return [syntaxHit(file.language, { range, message: message.message.replace(/^Parsing error: /, '') })]
  const rule = javascriptRules[message.ruleId ?? '']
  if (!rule || rule.unless?.(textIn(lines, range), message.message)) return []
  const { severity, category, title, explanation, cwe } = rule
  const id = message.ruleId ?? ''
  const page = pageOf(id, rule)
  const fix = fixFor(file, lines, rule, message)
  return [
    {
      ruleId: publicId(id),
      range,
      severity,
      category,
      title,
      explanation,
      ...(cwe && { cwe }),
      ...(page && { ruleUrl: page }),
      ...(fix && { fix }),
    },
  ]
}

/** What ESLint calls `own/x` and `eqeqeq` is `javascript/x` and `javascript/eqeqeq` in findings. */
export const publicId = (id: string): string => `javascript/${id.replace(/^own\//, '')}`

/** Nobody else has a page about the rules of our own. */
export const pageOf = (id: string, { ruleUrl }: JavascriptRule): string | null =>
  id.startsWith('own/') ? null : (ruleUrl ?? `https://eslint.org/docs/latest/rules/${id}`)

function fixFor({ path, content }: CodeFile, lines: Lines, rule: JavascriptRule, message: Linter.LintMessage) {
  const code = rule.fix || rule.fixable ? linter.getSourceCode() : null
  if (!code) return null
  const mend = rule.fix ? ownMend(rule.fix, code, message) : rule.fixable ? theirMend(message) : null
  // ESLint counts from behind the mark that some files begin with.
  const skipped = content.length - code.text.length
  const edits = mend?.edits.map(({ at: [from, to], newText }) => ({
    path,
    range: exactRangeOf(lines, from + skipped, to + skipped),
    newText: endsAs(content, newText),
  }))
  return mend && edits ? ({ title: mend.title, edits, checked: false } satisfies Fix) : null
}

function theirMend({ fix, suggestions }: Linter.LintMessage): ScriptMend | null {
  const [first] = suggestions ?? []
  const edit = fix ?? first?.fix
  const title = fix ? 'Rewrite it to mean the same' : (first?.desc ?? '').replace(/\.$/, '')
  return edit ? { title, edits: [{ at: edit.range, newText: edit.text }] } : null
}

function ownMend(fix: ScriptFix, code: SourceCode, message: Linter.LintMessage): ScriptMend | null {
  const node = markedBy(code, message) ?? nodeAt(code, message)
  return node ? fix(node, { code, text: code.text }) : null
}

/** The innermost node around a stretch. */
function nodeAt(code: SourceCode, { line, column, endLine, endColumn }: Linter.LintMessage): Node | null {
  const from = code.getIndexFromLoc({ line, column: column - 1 })
  const to = endLine && endColumn ? code.getIndexFromLoc({ line: endLine, column: endColumn - 1 }) : from
  let node = code.getNodeByRangeIndex(from) as unknown as Node | undefined
  while (node && node.range[1] < to) node = node.parent
  return node ?? null
}

const rangeOfMessage = ({ line, column, endLine, endColumn }: Linter.LintMessage): Range => ({
  startLine: Math.max(1, line),
  startColumn: Math.max(1, column),
  endLine: endLine ?? Math.max(1, line),
  endColumn: endColumn ?? column + 1,
})
