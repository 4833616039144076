// What a check of a model shows of servers that can much, little and nothing.
import { expect, test } from 'playwright/test'
import { type ModelServer, openModelServer } from '../../../bench/model-server/open.ts'
import { checkModel } from './check-model.ts'
import { connectModel } from './connect.ts'
import { formOf } from './forms.ts'

let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => server.close())

const check = async (name: string, api: 'chat' | 'responses' = 'chat') => {
  const model = connectModel({ name, baseUrl: server.url, api })
  return { found: await checkModel(model, 'a-key'), form: formOf(model) }
}

for (const api of ['chat', 'responses'] as const)
  test(`${api}: one that can everything`, async () => {
    const { found, form } = await check('polite', api)
    expect(found).toMatchObject({ reachable: true, problem: null, jsonSchema: true, jsonObject: true, streaming: true })
    expect([found.contextTokens, form]).toEqual([32_768, 'json_schema'])
  })

test('what its server refuses is not asked for again', async () => {
  expect(await check('polite-no-schema')).toMatchObject({
    found: { jsonSchema: false, jsonObject: true },
    form: 'json_object',
  })
  expect(await check('no-json-at-all')).toMatchObject({ found: { jsonSchema: false, jsonObject: false }, form: 'text' })
})

for (const [name, problem] of [
  ['http-401', /refused the key/],
  ['http-404', /does not know the model/],
  ['drop', /could not be reached/],
  ['html', /no server of a model/],
] as const)
  test(`${name}: says in words what is wrong`, async () => {
    expect((await check(name)).found).toMatchObject({
      reachable: false,
      problem: expect.stringMatching(problem),
      jsonSchema: false,
    })
  })
