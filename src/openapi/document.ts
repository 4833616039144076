// The HTTP interface as an OpenAPI 3.1 document, made from the contract's schemas.
import { z } from 'zod'
import { problems } from '#contract/problem.ts'
import { WebhookEvent } from '#contract/webhook.ts'
import examples from './examples.json' with { type: 'json' }
import { type Operation, tags } from './operation.ts'
import { operations } from './operations.ts'
import { components, inlineSchemaOf, type JsonSchema, schemaOf } from './schemas.ts'

/** What was really sent and answered, by operation; `pnpm test` keeps it true. */
export type Example = { body?: unknown; answer?: unknown }

const about = `Every call of the editor, the terminal and CI. Whoever is signed in sends cookies; a program sends
\`Authorization: Bearer <API token>\`. A refusal is a problem document (RFC 9457) with a \`code\` that a program can rely on.
Lists come as \`{items, nextCursor}\`. Times are ISO 8601 in UTC; lines and columns count from 1, the end column is exclusive.
Fields that are not known are refused. \`/api/live\` is a WebSocket for news while a review runs; it is not described here.`

/** @param origin where this instance is, such as `https://lintel.example.com`. */
export const openApi = (origin: string): JsonSchema => ({
  openapi: '3.1.1',
  info: {
    title: 'Lintel',
    version: '1',
    summary: 'Code review in real time.',
    description: about.replaceAll('\n', ' '),
  },
  servers: [{ url: origin }],
  tags: tags.map((name) => ({ name })),
  paths: paths(),
  webhooks: { reviewEnded },
  components: {
    schemas: components(),
    responses: { problem },
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'An API token with the scope the operation names.' },
      session: { type: 'apiKey', in: 'cookie', name: '__Host-at', description: 'Signed in with a browser.' },
    },
  },
})

const reviewEnded = {
  post: {
    summary: 'A review has ended. Any 2xx within ten seconds will do; anything else is tried again for a day.',
    operationId: 'reviewEnded',
    security: [],
    requestBody: { content: { 'application/json': { schema: schemaOf(WebhookEvent, 'output') } } },
    responses: { 204: { description: 'Heard.' } },
  },
}

const problem = {
  description: 'Refused: a problem document.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } } },
}

function paths(): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {}
  for (const [name, operation] of Object.entries(operations)) {
    const [verb = '', path = ''] = name.split(' ')
    found[path] = { ...found[path], [verb.toLowerCase()]: describe(name, path, operation) }
  }
  return found
}

function describe(name: string, path: string, operation: Operation): JsonSchema {
  const { tag, summary, description, access, body } = operation
  return {
    tags: [tag],
    operationId: idOf(name),
    summary,
    ...(description && { description }),
    security: securityOf(access),
    parameters: parametersOf(path, operation),
    ...(body && { requestBody: requestOf(name, operation) }),
    responses: responsesOf(name, operation),
  }
}

/** `GET /api/reviews/{id}/files` is `getReviewsIdFiles`. */
const idOf = (name: string) =>
  name
    .replace(' /api/', ' /')
    .toLowerCase()
    .replace(/[^a-z]+([a-z])?/g, (_, letter = '') => letter.toUpperCase())

function securityOf(access: Operation['access']): JsonSchema[] {
  if (access === 'open') return []
  if (access === 'person' || access === 'administrator') return [{ session: [] }]
  return [{ session: [] }, { token: [access] }]
}

function parametersOf(path: string, { query, headers }: Operation): JsonSchema[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }))
  const { properties = {}, required = [] } = (query ? inlineSchemaOf(query) : {}) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  const inHeaders = Object.entries(headers ?? {}).map(([name, told]) => ({
    name,
    in: 'header',
    ...told,
    schema: { type: 'string' },
  }))
  return [...inPath, ...inQuery, ...inHeaders]
}

const exampleOf = (name: string, part: keyof Example): { example?: unknown } => {
  const example = (examples as Record<string, Example>)[name]?.[part]
  return example === undefined ? {} : { example }
}

const requestOf = (name: string, { body, otherBody }: Operation): JsonSchema => ({
  required: true,
  content: {
    'application/json': { schema: schemaOf(body as z.ZodType, 'input'), ...exampleOf(name, 'body') },
    ...(otherBody && { [otherBody]: {} }),
  },
})

function responsesOf(name: string, { status, answer, problems: own = [] }: Operation): JsonSchema {
  const refusals = Map.groupBy(own, (code) => problems[code][0])
  return {
    [status]: { description: status === 204 ? 'Done.' : 'As asked for.', ...contentOf(name, answer) },
    ...Object.fromEntries(
      [...refusals].map(([refusal, codes]) => [refusal, { ...problem, description: codes.map(inWords).join('. ') }]),
    ),
    default: { $ref: '#/components/responses/problem' },
  }
}

const inWords = (code: keyof typeof problems) => `${problems[code][1]} (\`${code}\`)`

function contentOf(name: string, answer: Operation['answer']): { content?: JsonSchema } {
  if (answer === null) return {}
  if (answer instanceof z.ZodType)
    return { content: { 'application/json': { schema: schemaOf(answer, 'output'), ...exampleOf(name, 'answer') } } }
  return { content: Object.fromEntries([answer].flat().map((type) => [type, {}])) }
}
