// The scripted server speaks both interfaces, whole and streamed, as the package that will talk to it understands them.
import { generateText, streamText } from 'ai'
import { expect, test } from 'playwright/test'
import { connectModel } from '#analysis/model/connect.ts'
import { type ModelServer, openModelServer } from './open.ts'

const prompt = `1#0a1|x = 1\n2#0b2|planted_defect()\n`
let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => server.close())

for (const api of ['chat', 'responses'] as const) {
  test(`${api}: whole and streamed answers are the same, with their tokens`, async () => {
    const { languageModel: model } = connectModel({ name: 'good', baseUrl: server.url, api })
    const whole = await generateText({ model, prompt })
    const streamed = streamText({ model, prompt })
    expect(await streamed.text).toBe(whole.text)
    expect(JSON.parse(whole.text).findings).toMatchObject([{ anchor: '2#0b2', quote: 'planted_defect()' }])
    expect([whole.usage.inputTokens, whole.usage.outputTokens]).toEqual([120, 45])
    expect([(await streamed.usage).inputTokens, (await streamed.usage).outputTokens]).toEqual([120, 45])
    expect([whole.finishReason, await streamed.finishReason]).toEqual(['stop', 'stop'])
  })

  test(`${api}: an answer that was cut off says so`, async () => {
    const { languageModel: model } = connectModel({ name: 'truncated', baseUrl: server.url, api })
    expect((await generateText({ model, prompt })).finishReason).toBe('length')
    expect(await streamText({ model, prompt }).finishReason).toBe('length')
  })
}
