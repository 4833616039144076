// A team's own rules in the database, and the reviews that apply them: drafts, history, homes, settings, strangers.
import { expect, test } from 'playwright/test'
import { analyse } from '#analysis/analyse.ts'
import { closeEngine } from '#analysis/warm.ts'
import { Problem } from '#contract/problem.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { listAudit } from '../accounts/audit.ts'
import { db } from '../db/client.ts'
import { projectFiles, projects } from '../db/schema/projects.ts'
import { configureRule } from './configure.ts'
import { listRules } from './list.ts'
import { readDeletedRules, readOwnRule } from './read.ts'
import { changeRule, createRule, deleteRule } from './save.ts'
import { teamRules } from './team-rules.ts'
import { tryRule } from './try.ts'

const HERE = '127.0.0.1'
let owner: Person
let stranger: Person
let projectId: string

test.beforeAll(async () => {
  owner = await newPerson()
  stranger = await newPerson()
  projectId = await newProject(owner, {})
})
test.afterAll(closeEngine)

async function newProject({ actor }: Person, files: Record<string, string>): Promise<string> {
  const { workspaceId } = actor
  const [project] = await db()
    .insert(projects)
    .values({ workspaceId, name: 'till', createdBy: actor.userId })
    .returning()
  const id = (project as { id: string }).id
  for (const [path, content] of Object.entries(files))
    await db().insert(projectFiles).values({ workspaceId, projectId: id, path, content })
  return id
}

const rule = (id: string, more = '') =>
  `id: ${id}\nlanguage: python\nmessage: no ${id}\nrule: { pattern: ${id.replaceAll('-', '_')}($A) }\nfix: better($A)\n${more}`
const wish = (source: string, more: { draft?: boolean; projectId?: string; evenIfItMatchesMuch?: boolean } = {}) => ({
  source,
  projectId: null,
  draft: false,
  evenIfItMatchesMuch: false,
  ...more,
})
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'it was done',
    (error) => (error instanceof Problem ? `${error.code}: ${error.message}` : String(error)),
  )
const judge = async (person: Person, files: Record<string, string>, project: string | null = null) => {
  const place = { workspaceId: person.actor.workspaceId, projectId: project }
  const signal = AbortSignal.timeout(50_000)
  return analyse(
    Object.entries(files).map(([path, content]) => ({ path, content, language: null })),
    {
      signal,
      model: null,
      rules: await teamRules(place, signal),
      planned: async () => {},
      remember: (_, run) => run(),
    },
  )
}
const own = ({ findings }: Awaited<ReturnType<typeof judge>>) => findings.filter(({ source }) => source === 'rule')

test('a rule is compiled and tested when it is saved; one that fails can be a draft only', async () => {
  const failing = rule('fails', 'tests: { valid: [fails(1)] }')
  expect(await refusal(createRule(owner.actor, wish(failing), HERE))).toMatch(
    /^invalid: Its valid test 1 fails, so it can be saved as a draft only/,
  )
  expect(await refusal(createRule(owner.actor, wish('id: broken\nlanguage: python'), HERE))).toMatch(/^invalid: /)
  const { rule: draft, tried } = await createRule(owner.actor, wish(failing, { draft: true }), HERE)
  expect(draft).toMatchObject({ ruleId: 'team/fails', draft: true, version: 1 })
  expect(tried.tests[0]?.failure).toMatch(/must not/)
  expect(own(await judge(owner, { 'a.py': 'fails(1)\n' }))).toEqual([])
  expect(await refusal(createRule(owner.actor, wish(rule('fails')), HERE))).toMatch(
    /^conflict: There is a rule team\/fails here already/,
  )
})

test('every text is kept with who wrote it, a lost race is refused, and the record tells of it', async () => {
  const { rule: first } = await createRule(owner.actor, wish(rule('kept')), HERE)
  const second = { source: rule('kept', 'note: why'), draft: false, evenIfItMatchesMuch: false, version: 1 }
  expect((await changeRule(owner.actor, first.id, second, HERE)).rule.version).toBe(2)
  expect(await refusal(changeRule(owner.actor, first.id, second, HERE))).toMatch(/^conflict: Somebody else/)
  const { history } = await readOwnRule(owner.actor, first.id)
  expect(history.map(({ version, deed, by }) => [version, deed, by])).toEqual([
    [2, 'changed', owner.email],
    [1, 'created', owner.email],
  ])
  await deleteRule(owner.actor, first.id, HERE)
  expect(await refusal(readOwnRule(owner.actor, first.id))).toMatch(/^not-found/)
  const [deleted] = await readDeletedRules(owner.actor)
  expect(deleted).toMatchObject({ name: 'kept', by: owner.email, source: rule('kept', 'note: why') })
  expect(await readDeletedRules((await newPerson()).actor)).toEqual([])
  const { items } = await listAudit(owner.actor, null)
  expect(items.slice(0, 3).map(({ action, target }) => `${action} ${target}`)).toEqual([
    'rule.deleted team/kept',
    'rule.changed team/kept',
    'rule.created team/kept',
  ])
})

test('one that matches much of the code that is there says how much before it is switched on', async () => {
  const many = await newPerson()
  const code = Object.fromEntries([1, 2, 3, 4].map((name) => [`${name}.py`, 'noisy(1)\n'.repeat(3)]))
  const project = await newProject(many, code)
  expect(await refusal(createRule(many.actor, wish(rule('noisy')), HERE))).toBe(
    'conflict: It matches 12 places in 4 of the 4 files it looks at.',
  )
  const { rule: saved } = await createRule(many.actor, wish(rule('noisy'), { evenIfItMatchesMuch: true }), HERE)
  expect(saved.draft).toBe(false)
  expect(await tryRule(many.actor, { source: rule('noisy'), files: [], projectId: project })).toMatchObject({
    places: 12,
    filesMatched: 4,
    filesRead: 4,
  })
})

test('a review applies them on the right lines, with a checked fix and their own words', async () => {
  await createRule(owner.actor, wish(rule('old-call', 'metadata: { cwe: CWE-477, severity: high }')), HERE)
  const outcome = await judge(owner, { 'a.py': 'def f(better):\n    old_call(1)\n', 'b.go': 'package a\n' })
  expect(own(outcome)).toMatchObject([
    {
      ruleId: 'team/old-call',
      path: 'a.py',
      range: { startLine: 2, startColumn: 5 },
      quote: 'old_call(1)',
      severity: 'high',
      category: 'security',
      cwe: 'CWE-477',
      title: 'no old-call',
      fate: 'shown',
      fix: { checked: true, edits: [{ newText: 'better(1)' }] },
    },
  ])
  expect(outcome.coverage.map(({ status }) => status)).toEqual(['reviewed', 'reviewed'])
  expect(own(await judge(stranger, { 'a.py': 'old_call(1)\n' }))).toEqual([])
})

test('a fix that makes a built-in analyser speak up is not offered', async () => {
  await createRule(owner.actor, wish(rule('to-eval').replace('better($A)', 'eval($A)')), HERE)
  const code = 'import flask\n\n\ndef f():\n    to_eval(flask.request.args["a"])\n'
  const [hit] = own(await judge(owner, { 'a.py': code }))
  expect(hit?.ruleId).toBe('team/to-eval')
  expect(hit?.fix).toBeUndefined()
})

test('a saved project brings rules and settings along, a submission never does; the nearer home wins', async () => {
  const files = {
    '.lintel/rules/a.yml': `${rule('from-file')}---\n${rule('old-call').replace('no old-call', 'nearer')}`,
    '.lintel/rules/bad.yml': 'id: bad\nlanguage: python\nmessage: x\nrule: { patern: a }\n',
    'lintel.yml':
      'rules:\n  team/from-file: critical\npaths:\n  - path: tests/**\n    rules: { team/from-file: off }\n',
  }
  const project = await newProject(owner, files)
  const code = { 'a.py': 'from_file(1)\nold_call(2)\n', 'tests/a.py': 'from_file(1)\n' }
  const outcome = await judge(owner, { ...code, '.lintel/rules/bad.yml': 'x: 1\n' }, project)
  expect(
    own(outcome).map(({ path, title, severity, fate, fateReason }) => [path, title, severity, fate, fateReason]),
  ).toEqual([
    ['a.py', 'no from-file', 'critical', 'shown', undefined],
    ['tests/a.py', 'no from-file', 'critical', 'held-back', 'Switched off by lintel.yml for tests/**.'],
    ['a.py', 'nearer', 'medium', 'shown', undefined],
  ])
  expect(outcome.coverage.find(({ path }) => path === '.lintel/rules/bad.yml')).toMatchObject({
    status: 'partial',
    reason: expect.stringMatching(/This rule cannot be used \(line 4\): unknown field `patern`/),
  })
  expect(own(await judge(stranger, { ...files, ...code }))).toEqual([])
  const { items, trouble } = await listRules(owner.actor, project)
  expect(trouble).toMatchObject([{ path: '.lintel/rules/bad.yml' }])
  expect(items.find(({ id, origin }) => id === 'team/old-call' && origin === 'workspace')?.replaced).toBe('file')
  expect(items.find(({ id }) => id === 'team/from-file')?.effective).toMatchObject({
    severity: 'critical',
    severityFrom: 'lintel.yml',
  })
})

test('a built-in rule is switched off for a path, held back with the reason, and that is undone', async () => {
  const code = { 'tests/a.py': 'def f(a=[]):\n    return a\n', 'a.py': 'def f(a=[]):\n    return a\n' }
  const fates = async () =>
    Object.fromEntries(
      (await judge(owner, code, projectId)).findings.map(({ path, ruleId, fate }) => [path, `${ruleId} ${fate}`]),
    )
  const before = await fates()
  const ruleId = before['a.py']?.split(' ')[0] as string
  const change = { ruleId, projectId, path: 'tests/**', on: false, severity: null }
  const done = await configureRule(owner.actor, change, HERE)
  expect(await fates()).toEqual({ ...before, 'tests/a.py': `${ruleId} held-back` })
  await configureRule(owner.actor, done.before, HERE)
  expect(await fates()).toEqual(before)
  expect(await refusal(configureRule(owner.actor, { ...change, ruleId: 'no/such' }, HERE))).toMatch(
    /^invalid: There is no such rule/,
  )
})

test('Z3: a stranger neither sees nor touches rules, nor speaks about somebody else’s project', async () => {
  const { rule: mine } = await createRule(owner.actor, wish(rule('mine'), { projectId }), HERE)
  const change = { source: rule('mine'), draft: true, evenIfItMatchesMuch: false, version: 1 }
  for (const work of [
    () => readOwnRule(stranger.actor, mine.id),
    () => changeRule(stranger.actor, mine.id, change, HERE),
    () => deleteRule(stranger.actor, mine.id, HERE),
    () => listRules(stranger.actor, projectId),
    () => tryRule(stranger.actor, { source: rule('mine'), files: [], projectId }),
    () => createRule(stranger.actor, wish(rule('theirs'), { projectId }), HERE),
  ])
    expect.soft(await refusal(work())).toMatch(/^not-found/)
  const setting = { ruleId: 'team/mine', projectId, path: null, on: false, severity: null }
  expect(await refusal(configureRule(stranger.actor, setting, HERE))).toBe('invalid: There is no such project.')
  expect((await listRules(stranger.actor, null)).items.filter(({ id }) => id.startsWith('team/'))).toEqual([])
})
