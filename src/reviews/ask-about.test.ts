// Questions beside a review: a finding is explained, a piece of code is improved, and nothing of it is done unseen.
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import { type ModelServer, openModelServer } from '../../bench/model-server/open.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { claimed, clearReviews, withSetting } from '../../bin/testing/reviews.ts'
import { askAboutFinding, improveCode } from './ask-about.ts'
import { listModelCalls, readModelStatus } from './model-status.ts'
import { performReview } from './perform.ts'
import { readReview } from './read.ts'

const aws = `${'AKIA'}5RWQ7KZD3MVX2HTB`
const content = `KEY = "${aws}"\n\n\ndef first(values):\n    return helpers.planted_defect(values[0])\n`
let server: ModelServer
let person: Person
let reviewId: string
let findingId: string
test.beforeAll(async () => {
  server = await openModelServer()
  await clearReviews()
  person = await newPerson()
  const job = await claimed(person, { files: [{ path: 'main.py', content }] })
  await performReview(job, new AbortController().signal)
  reviewId = job.id
  findingId = (await readReview(person.actor, job.id)).review.findings[0]?.id as string
})
test.afterAll(() => Promise.all([server.close(), closeEngine()]))

const withModel = <Result>(name: string, work: () => Promise<Result>) =>
  withSetting('OPENAI_BASE_URL', server.url, () => withSetting('REVIEW_MODEL', name, work))
const ask = (name: string, asked: Parameters<typeof askAboutFinding>[2]) =>
  withModel(name, async () => new Response(await askAboutFinding(person.actor, findingId, asked)).text())

test('a finding is explained, and asked about after what was said; no secret goes out, and the ledger knows', async () => {
  expect(await ask('talker', { thread: [] })).toMatch(/^About Explain this finding/)
  const thread = [
    { who: 'you' as const, text: `Is ${aws} bad?` },
    { who: 'model' as const, text: 'Yes.' },
  ]
  expect(await ask('talker', { question: `And ${aws} in a test?`, thread })).toBe(
    `About And ${'*'.repeat(20)} in a test?`,
  )
  const sent = server.asked.map(({ raw }) => raw).join()
  expect(sent).not.toContain(aws)
  expect(sent).toContain('You said: Yes.')
  const calls = await listModelCalls(person.actor, reviewId)
  expect(calls.map(({ purpose, inputTokens }) => [purpose, inputTokens])).toEqual(
    Array(2).fill(['question about a finding', 120]),
  )
  expect((await readModelStatus(person.actor)).usage).toMatchObject({ calls: 2, inputTokens: 240 })
})

test('a model that gives out is refused with its reason; strangers and houses without a model are told no', async () => {
  await expect(ask('http-401', { thread: [] })).rejects.toMatchObject({
    code: 'model-failed',
    message: expect.stringContaining('refused the key'),
  })
  await expect(askAboutFinding(person.actor, findingId, { thread: [] })).rejects.toMatchObject({ code: 'conflict' })
  const stranger = (await newPerson()).actor
  const asked = withModel('talker', () => askAboutFinding(stranger, findingId, { thread: [] }))
  await expect(asked).rejects.toMatchObject({ code: 'not-found' })
  await expect(listModelCalls(stranger, reviewId)).rejects.toMatchObject({ code: 'not-found' })
})

test('code is improved by edits that were tried; lines that are not there, and files that are withheld, are refused', async () => {
  const improvement = { path: 'main.py', content, wish: 'Make it safer.' }
  const improved = await withModel('improving', () => improveCode(person.actor, improvement))
  expect(improved).toMatchObject({ checked: true, summary: 'It no longer calls "the" defect.' })
  expect(improved.edits).toMatchObject([{ newText: '    return values[0]', range: { startLine: 5, endLine: 5 } }])
  const alone = await withModel('improving', () =>
    improveCode(person.actor, { ...improvement, lines: { first: 1, last: 2 } }),
  )
  expect(alone.edits).toEqual([])
  for (const [asked, code] of [
    [{ ...improvement, lines: { first: 4, last: 99 } }, 'invalid'],
    [{ ...improvement, path: 'app/secrets/main.py' }, 'conflict'],
  ] as const)
    await expect(withModel('improving', () => improveCode(person.actor, asked))).rejects.toMatchObject({ code })
  await expect(withModel('malformed', () => improveCode(person.actor, improvement))).rejects.toMatchObject({
    code: 'model-failed',
  })
})
