// The OpenAPI document: every route is in it, as it is; it is valid; its examples are what the handlers really say.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import { call } from '../../bin/testing/call.ts'
import { recordExamples, type Spoken } from '../../bin/testing/examples.ts'
import { clearReviews } from '../../bin/testing/reviews.ts'
import { allRoutes } from '../../bin/testing/routes.ts'
import { GET } from '../app/api/openapi.json/route.ts'
import { type Example, openApi } from './document.ts'
import { operations } from './operations.ts'

const EXAMPLES = 'src/openapi/examples.json'
const document = openApi('https://lintel.example.com')

/** What no client calls: the catch-all that says 404, and the browser's way to an issuer and back. */
const isNoCall = (name: string) => name.includes('{...')

test('every route of the tree is described, and nothing else', async () => {
  const routes = (await allRoutes()).map(({ name }) => name).filter((name) => !isNoCall(name))
  expect(Object.keys(operations).sort()).toEqual(routes.sort())
  for (const name of routes) {
    const [verb = '', path = ''] = name.split(' ')
    expect((document.paths as Record<string, object>)[path]).toHaveProperty(verb.toLowerCase())
  }
})

test('who may call is told as the wrapper has it', () => {
  for (const file of globSync('src/app/**/{route,handler}.ts')) {
    const address = file.replace(/^src\/app|\/(route|handler)\.ts$/g, '').replace(/\[([^\]]+)\]/g, '{$1}')
    const made = /^export const ([A-Z]+) = (signedIn|open|administrator)(?:<Asked>)?\([^,]+, ?(null|'[\w:]+')?/gm
    for (const [, verb, wrapper, scope] of readFileSync(file, 'utf8').matchAll(made)) {
      const told = operations[`${verb} ${address}`]?.access
      const right = wrapper === 'signedIn' ? (scope === 'null' ? 'person' : scope?.replaceAll("'", '')) : wrapper
      expect.soft(told, `${verb} ${address}`).toBe(isNoCall(address) ? undefined : right)
    }
  }
})

test('it is served to everybody, and is valid OpenAPI 3.1 with an id of its own for each operation', async () => {
  const response = await call(GET)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
  const served = await response.json()
  const validator = new Validator()
  expect(await validator.validate(structuredClone(served))).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
  const ids = Object.values<Record<string, { operationId: string }>>(served.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(Object.keys(operations).length)
  const broken = structuredClone(served)
  broken.paths['/api/reviews'].post.responses['202'].description = 7
  expect((await new Validator().validate(broken)).valid, 'the validator would tell').toBe(false)
})

/** By operation and part, such as `GET /api/rules answer: ...`; empty when every example fits its schema. */
function misfits(examples: Record<string, Example>): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema({ ...document, $id: 'openapi' } as object)
  return Object.entries(examples).flatMap(([name, example]) => {
    const [verb = '', path = ''] = name.split(' ')
    const at = ['paths', path, verb.toLowerCase()]
    const places = {
      body: [...at, 'requestBody', 'content', 'application/json', 'schema'],
      answer: [...at, 'responses', String(operations[name]?.status), 'content', 'application/json', 'schema'],
    }
    return (['body', 'answer'] as const).flatMap((part) => {
      if (example[part] === undefined) return []
      const pointer = places[part].map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      const isValid = ajv.compile({ $ref: `openapi#/${pointer.join('/')}` })
      if (isValid(example[part])) return []
      return [`${name} ${part}: ${ajv.errorsText(isValid.errors)}`]
    })
  })
}

test('what the handlers say fits the document, and the examples in it are such answers', async () => {
  test.setTimeout(180_000) // every call there is, and an engine to load
  await clearReviews()
  const spoken = await recordExamples()
  await closeEngine()
  const wrong = Object.entries(spoken).filter(([name, { status }]) => status !== operations[name]?.status)
  expect(wrong).toEqual([])
  const withJson = Object.entries(spoken).filter(([, { body, answer }]) => body !== undefined || answer !== undefined)
  const fresh = Object.fromEntries(withJson.map(([name, { status, ...example }]) => [name, example]))
  if (process.env.WRITE_EXAMPLES) writeFileSync(EXAMPLES, `${JSON.stringify(fresh, null, 2)}\n`)
  const kept: Record<string, Example> = JSON.parse(readFileSync(EXAMPLES, 'utf8'))
  expect(misfits(fresh)).toEqual([])
  expect(misfits(kept)).toEqual([])
  expect(Object.keys(kept).sort(), 'WRITE_EXAMPLES=1 npm test -- openapi').toEqual(Object.keys(fresh).sort())
  expect(shapes(kept)).toEqual(shapes(fresh))
  const answered = Object.keys(fresh).length
  expect(answered).toBeGreaterThan(30)
  const lame = { 'GET /api/users/me': { answer: { user: {} } } }
  expect(misfits(lame), 'the schema would tell').toHaveLength(1)
})

/** The fields of each example, without what is in them. */
const shapes = (examples: Record<string, Example | Spoken>) =>
  Object.fromEntries(
    Object.entries(examples).map(([name, { body, answer }]) => [
      name,
      [body, answer].map((part) => Object.keys(part ?? {})),
    ]),
  )
