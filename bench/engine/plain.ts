// The two tools that everybody knows, with the rules they come with and nothing of ours.
import { createRequire } from 'node:module'
import typescriptParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { builtinRules } from 'eslint/use-at-your-own-risk'

const require = createRequire(import.meta.url)
const { Workspace } = require('@astral-sh/ruff-wasm-nodejs') as typeof import('@astral-sh/ruff-wasm-nodejs')
const workspace = new Workspace({}, 1)

export const plainRuff = (content: string): unknown => workspace.check(content)

const linter = new Linter({ configType: 'flat' })
const recommended = [...builtinRules].filter(([, { meta }]) => meta?.docs?.recommended).map(([name]) => name)
const config: Linter.Config = {
  files: ['**'],
  languageOptions: { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: true } } },
  rules: Object.fromEntries(recommended.map((name) => [name, 'error'])),
}

export const plainEslint = (content: string, filename: string): unknown =>
  linter.verify(content, [config], { filename })
