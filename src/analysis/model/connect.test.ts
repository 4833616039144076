// Which settings make a model, and which interface of which server is then asked.
import { expect, test } from 'playwright/test'
import { parseEnv } from '#env.ts'
import { connectModel } from './connect.ts'

const least = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1/c',
  REDIS_URL: 'redis://127.0.0.1',
  JWT_SECRET: 'x'.repeat(32),
}
const key = { OPENAI_API_KEY: 'sk-none' }
const address = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }
const name = { REVIEW_MODEL: 'a-model' }

for (const settings of [{}, { ...key, ...name }, { ...address, ...name }, { ...key, ...address, ...name }])
  test(`accepted: ${Object.keys(settings).join(' ') || 'nothing'}`, () => {
    expect(() => parseEnv({ ...least, ...settings })).not.toThrow()
  })
for (const settings of [key, address, name])
  test(`refused, and the mend named: ${Object.keys(settings)} alone`, () => {
    expect(() => parseEnv({ ...least, ...settings })).toThrow(/REVIEW_MODEL .*OPENAI_API_KEY.*OPENAI_BASE_URL/)
  })

const kinds: [string, Parameters<typeof connectModel>[0], string, RegExp][] = [
  ['OpenAI by its key', { name: 'm', apiKey: 'k' }, 'openai', /responses/],
  ['OpenAI by its address', { name: 'm', baseUrl: 'https://api.openai.com/v1' }, 'openai', /responses/],
  ['any other server', { name: 'm', baseUrl: 'http://127.0.0.1:1/v1' }, 'openai-compatible', /chat/],
]
for (const [what, settings, provider, api] of kinds)
  test(`${what}: ${provider}, ${api.source}`, () => {
    const model = connectModel(settings)
    expect(model).toMatchObject({ provider, name: 'm' })
    expect((model.languageModel as { provider: string }).provider).toMatch(api)
  })
