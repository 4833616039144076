// Guidelines on their way to the model: with the files they are about, in the receipt, and as rules that examples bear out.
import { expect, test } from 'playwright/test'
import type { Actor } from '#accounts/actor.ts'
import { listAudit } from '#accounts/audit.ts'
import { closeEngine } from '#analysis/warm.ts'
import type { RuleExamples } from '#contract/guideline.ts'
import { Problem } from '#contract/problem.ts'
import { changeGuideline, createGuideline, deleteGuideline, listGuidelines } from '#rules/guidelines.ts'
import { listRules } from '#rules/list.ts'
import { type ModelServer, openModelServer } from '../../bench/model-server/open.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { claimed, withSetting } from '../../bin/testing/reviews.ts'
import { compileGuideline } from './compile-guideline.ts'
import { performReview } from './perform.ts'
import { readReview } from './read.ts'

const HERE = '127.0.0.1'
const aws = `${'AKIA'}5RWQ7KZD3MVX2HTB`

let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => Promise.all([server.close(), closeEngine()]))

const withModel = <Result>(name: string, work: () => Promise<Result>) =>
  withSetting('OPENAI_BASE_URL', server.url, () => withSetting('REVIEW_MODEL', name, work))
const write = (actor: Actor, text: string, ...paths: string[]) => createGuideline(actor, { text, paths }, HERE)
/** What was asked meanwhile. */
async function askedIn(work: () => Promise<unknown>): Promise<string[]> {
  const before = server.asked.length
  await work()
  return server.asked.slice(before).map(({ raw }) => raw)
}

test('a guideline goes along with the files whose paths fit, without its secrets, and the receipt names it', async () => {
  const person = await newPerson()
  const money = await write(person.actor, `Money is whole cents, not ${aws}.`, 'app/**')
  await write(person.actor, 'No wildcard imports.')
  await write((await newPerson()).actor, 'Of somebody else.')
  const files = ['app/a.py', 'lib/b.py'].map((path) => ({ path, content: `x = 1  # ${path}\n` }))
  const review = async () => {
    const job = await claimed(person, { files })
    await performReview(job, new AbortController().signal)
    return (await readReview(person.actor, job.id)).review
  }
  const asked = await askedIn(() => withModel('clean', review))
  const about = (path: string) => asked.filter((raw) => raw.includes(`# ${path}`)).join()
  expect(about('app/a.py')).toContain(`- Money is whole cents, not ${'*'.repeat(20)}.\\n- No wildcard imports.`)
  expect(about('lib/b.py')).toContain('- No wildcard imports.')
  expect(about('lib/b.py')).not.toContain('Money')
  expect(asked.join()).not.toContain('somebody else')
  expect(asked.join()).not.toContain(aws)
  const again = await withModel('clean', review)
  expect(again.modelPart).toMatchObject({
    calls: 0,
    saved: 2,
    depth: 'standard',
    guidelines: [
      { text: `Money is whole cents, not ${'*'.repeat(20)}.`, files: 1 },
      { text: 'No wildcard imports.', files: 2 },
    ],
  })
  // Other words are another question, about the files that they are about alone.
  await changeGuideline(person.actor, money.id, { text: 'Money is a decimal.', paths: ['app/**'] }, HERE)
  const changed = await askedIn(() => withModel('clean', review))
  expect(changed).toHaveLength(1)
  expect(changed.join()).toContain('- Money is a decimal.')
})

test('guidelines are kept in their order, changed and deleted, written down, and bounded', async () => {
  const { actor } = await newPerson()
  const first = await write(actor, 'First')
  await write(actor, 'Second', '*.py')
  await changeGuideline(actor, first.id, { text: 'First of all', paths: [] }, HERE)
  expect((await listGuidelines(actor)).map(({ text, paths }) => [text, paths])).toEqual([
    ['First of all', []],
    ['Second', ['*.py']],
  ])
  await deleteGuideline(actor, first.id, HERE)
  await expect(deleteGuideline(actor, first.id, HERE)).rejects.toMatchObject({ code: 'not-found' })
  const told = (await listAudit(actor, null)).items.map(({ action, target }) => `${action} ${target}`)
  expect(told.slice(0, 4)).toEqual([
    'guideline.deleted First of all',
    'guideline.saved First of all',
    'guideline.saved Second',
    'guideline.saved First',
  ])
  await Promise.all(Array.from({ length: 49 }, (_, index) => write(actor, `More ${index}`)))
  await expect(write(actor, 'One too many')).rejects.toMatchObject({ code: 'conflict' })
})

const examples: RuleExamples = {
  name: 'no-print',
  language: 'python',
  wrong: ['print("a")', 'def f():\n    print()\n'],
  right: ['logger.info("print(a)")'],
  evenIfItMatchesMuch: false,
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'it was done',
    (error) => (error instanceof Problem ? `${error.code}: ${error.message}` : String(error)),
  )

test('the model writes a rule; the first that finds all that is wrong and nothing that is right is saved', async () => {
  for (const [model, questions] of [
    ['ruling', 1],
    ['ruling-when-told', 2],
  ] as const) {
    const { actor } = await newPerson()
    const { id } = await write(actor, `Log instead of printing ${aws}.`, 'app/**')
    let told = ''
    const asked = await askedIn(() =>
      withModel(model, async () => {
        const { rule, tried } = await compileGuideline(actor, id, examples, HERE)
        expect(rule).toMatchObject({ ruleId: 'team/no-print', draft: false, projectId: null })
        expect(tried.tests.map(({ kind, failure }) => [kind, failure])).toEqual([
          ['valid', null],
          ['invalid', null],
          ['invalid', null],
        ])
        told = rule.source
      }),
    )
    expect(asked).toHaveLength(questions)
    expect(asked.join()).not.toContain(aws)
    expect(told).toContain('pattern: print($$$ARGS)')
    expect(told).toContain('- app/**')
    if (questions === 2) expect(asked.at(-1)).toContain('It finds right example 1.')
    const [rule] = (await listRules(actor, null)).items
    expect(rule).toMatchObject({ id: 'team/no-print', origin: 'workspace', title: 'Log it instead of printing it' })
  }
})

test('what no rule bears out, a taken name, a model that gives out and no model are refused, and nothing is kept', async () => {
  const { actor } = await newPerson()
  const { id } = await write(actor, 'Log instead of printing.')
  const compile = (model: string, more: Partial<RuleExamples> = {}) =>
    withModel(model, () => refusal(compileGuideline(actor, id, { ...examples, ...more }, HERE)))
  expect(await compile('ruling-badly')).toBe(
    'conflict: 2 rules were tried, and none does what the examples show. The last one: It does not find wrong example 1.',
  )
  expect(await compile('ruling', { right: ['print(1)'] })).toContain('It finds right example 1.')
  expect(await compile('malformed')).toContain('model-failed: The answer of the model was not in the form')
  expect(await compile('http-401')).toContain('refused the key')
  expect(await refusal(compileGuideline(actor, id, examples, HERE))).toContain('conflict: There is no model here')
  expect((await listRules(actor, null)).items[0]?.id).not.toContain('team/')
  expect(await compile('ruling')).toBe('it was done')
  expect(await compile('ruling')).toContain('conflict')
  const stranger = (await newPerson()).actor
  expect(await refusal(compileGuideline(stranger, id, examples, HERE))).toContain('not-found')
})
