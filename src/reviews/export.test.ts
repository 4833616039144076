// A review as a file for other tools: the formats, what a dismissal does to each, and who may have one.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import type { Client } from '#contract/client.ts'
import { exportFormats } from '#contract/review.ts'
import { call, problemOf } from '../../bin/testing/call.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, outcome, submitted } from '../../bin/testing/reviews.ts'
import { GET as exportRoute } from '../app/api/reviews/[id]/export/route.ts'
import { completeReview } from './end.ts'
import { performReview } from './perform.ts'

let person: Person
let client: Client
test.beforeAll(async () => {
  await clearReviews()
  person = await newPerson()
  client = await clientOf(person)
})
test.afterAll(closeEngine)

const flawed = 'def load(x=[]):\r\n    return x\r\n\r\n\r\ndef same(y):\r\n    return y == None\r\n'
const PLACE = 'my app/main.py'

async function performed(): Promise<string> {
  const job = await claimed(person, { files: [{ path: PLACE, content: flawed }] })
  await performReview(job, new AbortController().signal)
  return job.id
}
const textOf = async (id: string, format: (typeof exportFormats)[number]) =>
  (await client.exportReview(id, format)).text()

test('the patch of a real review is applied by git, and what it mended is not found again', async () => {
  const id = await performed()
  const mendable = (await client.getReview(id)).findings.filter(({ fix }) => fix?.checked)
  expect(mendable.length).toBeGreaterThanOrEqual(1)
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-export-'))
  try {
    execFileSync('git', ['init', '-q'], { cwd: folder })
    mkdirSync(path.join(folder, 'my app'))
    writeFileSync(path.join(folder, PLACE), flawed)
    writeFileSync(path.join(folder, 'fixes.patch'), await textOf(id, 'patch'))
    execFileSync('git', ['apply', 'fixes.patch'], { cwd: folder })
    const mended = readFileSync(path.join(folder, PLACE), 'utf8')
    expect(mended).not.toBe(flawed)
    const job = await claimed(person, { files: [{ path: PLACE, content: mended }] })
    await performReview(job, new AbortController().signal)
    const { resolved, findings } = await client.getReview(job.id)
    expect(resolved.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(mendable.map(({ ruleId }) => ruleId)))
    expect(findings.filter(({ state }) => state === 'new')).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

async function completed() {
  const job = await claimed(person)
  const edits = [{ path: 'main.py', range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 }, newText: 'log' }]
  const fix = { title: 'Log it', edits, checked: true }
  const held = candidate('c', { fate: 'held-back', fateReason: 'Another says the same.', fix })
  const shown = outcome(candidate('a', { title: 'Mended', fix }), candidate('b', { title: 'Told' }))
  await completeReview(job, { ...shown, findings: [...shown.findings, held], heldBack: 1 })
  return job.id
}

test('each format tells what it is, and is a file to keep', async () => {
  const id = await completed()
  const seen = await Promise.all(
    exportFormats.map(async (format) => {
      const asked = { path: `/api/reviews/${id}/export?format=${format}`, params: { id }, as: person }
      const { status, headers } = await call(exportRoute, asked)
      return [status, headers.get('content-type'), headers.get('content-disposition')]
    }),
  )
  expect(seen).toEqual([
    [200, 'application/json', `attachment; filename="review-${id}.json"`],
    [200, 'text/markdown; charset=utf-8', `attachment; filename="review-${id}.md"`],
    [200, 'application/sarif+json', `attachment; filename="review-${id}.sarif"`],
    [200, 'application/json', `attachment; filename="review-${id}.gitlab.json"`],
    [200, 'application/xml', `attachment; filename="review-${id}.junit.xml"`],
    [200, 'text/x-patch; charset=utf-8', `attachment; filename="review-${id}.patch"`],
  ])
  const json = JSON.parse(await textOf(id, 'json'))
  const { summary, engine, coverage } = await client.getReview(id)
  expect(json).toEqual({ engine, coverage, summary, findings: (await client.listFindings(id)).items })
  const sarif = JSON.parse(await textOf(id, 'sarif'))
  expect([sarif.version, sarif.runs[0].results.length, sarif.runs[0].results[0].fixes.length]).toEqual(['2.1.0', 2, 1])
  expect(await textOf(id, 'markdown')).toMatch(/Mended[\s\S]*Told/)
  expect(await textOf(id, 'patch')).toContain('\n-print("hello")\n+log("hello")\n')
})

test('what is dismissed is suppressed in SARIF, and neither told in Markdown nor mended by the patch', async () => {
  const id = await completed()
  const finding = (await client.getReview(id)).findings.find(({ title }) => title === 'Mended')
  await client.changeFinding(finding?.id as string, { state: 'dismissed' })
  const [first] = JSON.parse(await textOf(id, 'sarif')).runs[0].results
  expect(first.suppressions).toEqual([{ kind: 'external', status: 'accepted' }])
  expect(await textOf(id, 'markdown')).toMatch(/^## Lintel: 1 finding /)
  expect(await textOf(id, 'markdown')).not.toContain('Mended')
  expect(JSON.parse(await textOf(id, 'gitlab'))).toHaveLength(1)
  expect(await textOf(id, 'junit')).toContain('<testsuites name="Lintel" tests="1" failures="1">')
  expect(await textOf(id, 'patch')).toBe('# Lintel: 0 checked fixes in 0 files.\n')
})

test('refused: somebody else’s, one without a result, a format nobody knows', async () => {
  const id = await completed()
  const stranger = await clientOf(await newPerson())
  await expect(stranger.exportReview(id, 'patch')).rejects.toMatchObject({ code: 'not-found' })
  await expect(client.exportReview(await submitted(person), 'json')).rejects.toMatchObject({ code: 'conflict' })
  for (const query of ['', '?format=pdf', '?format=json&x=1']) {
    const response = await call(exportRoute, { path: `/api/reviews/x/export${query}`, params: { id }, as: person })
    expect([response.status, (await problemOf(response)).errors?.[0]?.path]).toEqual([
      400,
      query.includes('x=') ? 'x' : 'format',
    ])
  }
})
