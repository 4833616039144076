// JavaScript and TypeScript as ESLint judges them: picked rules only, in our own words, no configuration but this.
import parser from '@typescript-eslint/parser'
import { type ESLint, Linter } from 'eslint'
import unsanitized from 'eslint-plugin-no-unsanitized'
import hooks from 'eslint-plugin-react-hooks'
import * as regexp from 'eslint-plugin-regexp'
import security from 'eslint-plugin-security'
import type { Range } from '#contract/finding.ts'
import type { Advice, CodeFile, Hit } from '../hit.ts'
import { type Lines, linesOf, textIn } from '../position.ts'
import { javascriptBugs } from './javascript-bugs.ts'
import { ownPlugin, ownRules } from './javascript-own.ts'
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
}

const rules: Record<string, JavascriptRule> = { ...javascriptBugs, ...javascriptSecurity, ...ownRules }
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
  return linter.verify(file.content, configFor(file), options).flatMap((message) => hit(file, lines, message))
}

function configFor({ content, language, path }: CodeFile): Linter.Config[] {
  const wanted = Object.entries(rules).filter(
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

function hit({ language }: CodeFile, lines: Lines, message: Linter.LintMessage): Hit[] {
  const range = rangeOfMessage(message)
  if (message.fatal) return [syntaxHit(language, { range, message: message.message.replace(/^Parsing error: /, '') })]
  const rule = rules[message.ruleId ?? '']
  if (!rule || rule.unless?.(textIn(lines, range), message.message)) return []
  const { severity, category, title, explanation, cwe, ruleUrl } = rule
  const id = message.ruleId ?? ''
  const isOwn = id.startsWith('own/')
  return [
    {
      ruleId: `javascript/${id.replace(/^own\//, '')}`,
      range,
      severity,
      category,
      title,
      explanation,
      ...(cwe && { cwe }),
      ...(!isOwn && { ruleUrl: ruleUrl ?? `https://eslint.org/docs/latest/rules/${id}` }),
    },
  ]
}

const rangeOfMessage = ({ line, column, endLine, endColumn }: Linter.LintMessage): Range => ({
  startLine: Math.max(1, line),
  startColumn: Math.max(1, column),
  endLine: endLine ?? Math.max(1, line),
  endColumn: endColumn ?? column + 1,
})
