// The contract's schemas as JSON Schema: each that has a name stands once, among the components.
import { z } from 'zod'
import * as account from '#contract/account.ts'
import * as admin from '#contract/admin.ts'
import * as comparison from '#contract/comparison.ts'
import * as finding from '#contract/finding.ts'
import * as guideline from '#contract/guideline.ts'
import * as history from '#contract/history.ts'
import * as imported from '#contract/import.ts'
import * as insights from '#contract/insights.ts'
import * as model from '#contract/model.ts'
import * as ownRule from '#contract/own-rule.ts'
import * as problem from '#contract/problem.ts'
import * as project from '#contract/project.ts'
import * as retention from '#contract/retention.ts'
import * as review from '#contract/review.ts'
import * as rule from '#contract/rule.ts'
import * as ruleSetting from '#contract/rule-setting.ts'
import * as ruleTry from '#contract/rule-try.ts'
import * as search from '#contract/search.ts'
import * as settings from '#contract/settings.ts'
import * as submission from '#contract/submission.ts'
import * as tracked from '#contract/tracked.ts'
import * as webhook from '#contract/webhook.ts'
import { operations } from './operations.ts'

export type JsonSchema = { [key: string]: unknown }

const chapters = [
  account,
  admin,
  comparison,
  finding,
  guideline,
  history,
  imported,
  insights,
  model,
  ownRule,
  problem,
  project,
  retention,
  review,
  rule,
  ruleSetting,
  ruleTry,
  search,
  settings,
  submission,
  tracked,
  webhook,
]

/** Names of schemas; what only an operation knows gets a number, and stands where it is used. */
const names = new Map<z.ZodType, string>()
for (const chapter of chapters)
  for (const [name, value] of Object.entries(chapter)) if (value instanceof z.ZodType) names.set(value, name)
for (const { body, answer, query } of Object.values(operations))
  for (const schema of [body, answer, query])
    if (schema instanceof z.ZodType && !names.has(schema)) names.set(schema, String(names.size))

const isNamed = (name: string) => /^[A-Z]/.test(name)

type Direction = 'input' | 'output'

/** What a client sends is told as it may be sent, what it gets as it comes. */
const translated = { input: translate('input'), output: translate('output') }

/** A reference where the schema has a name, else the schema itself. */
export function schemaOf(schema: z.ZodType, direction: Direction): JsonSchema {
  const name = names.get(schema) ?? ''
  return isNamed(name) ? { $ref: at(name) } : (translated[direction][name] as JsonSchema)
}

/** What a client sends, without a reference at its head. */
export const inlineSchemaOf = (schema: z.ZodType): JsonSchema => translated.input[names.get(schema) ?? ''] as JsonSchema

/** The named ones that the operations lead to. */
export function components(): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>()
  const reach = (schema: JsonSchema, direction: Direction) => {
    for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue
      const next = translated[direction][name] as JsonSchema
      found.set(name, next)
      reach(next, direction)
    }
  }
  const all = Object.values(operations)
  for (const { body } of all) if (body) reach(schemaOf(body, 'input'), 'input')
  for (const { answer } of all) if (answer instanceof z.ZodType) reach(schemaOf(answer, 'output'), 'output')
  for (const name of ['ProblemDetails', 'WebhookEvent']) reach({ $ref: at(name) }, 'output')
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function at(name: string): string {
  return `#/components/schemas/${name}`
}

function translate(io: Direction): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [schema, id] of names) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { io, uri: at, override: plain, unrepresentable: 'any' })
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema, $id, ...rest }]) => [name, rest]))
}

/** A format says it better than the pattern behind it, and no number of ours is that large. */
function plain({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}
