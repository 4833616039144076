// What GitLab and JUnit readers are given: every field they want, and nothing of the code can break out of it.
import { parse as readJunit } from 'junit2json'
import { expect, test } from 'playwright/test'
import { findChromium, launchArgs } from '../../bin/testing/chromium.ts'
import { candidate, outcome } from '../../bin/testing/reviews.ts'
import { toGitlab } from './gitlab.ts'
import { toJunit } from './junit.ts'

const executablePath = findChromium()
test.use({ launchOptions: { args: launchArgs, ...(executablePath && { executablePath }) } })

const nasty = 'a & b < c > "d" \u0000\u0001\uFFFF\ud800 ]]> 🦊\n\ttwo'
const held = candidate('h', { fate: 'held-back', fateReason: 'Because.' })
const judgement = {
  ...outcome(
    candidate('a', { path: 'a & "b".py', title: nasty, severity: 'critical' }),
    candidate('a', { path: 'main.py', range: null, quote: null, severity: 'low' }),
    held,
  ),
  coverage: [
    { path: 'a & "b".py', status: 'reviewed' as const },
    { path: 'clean.py', status: 'reviewed' as const },
    { path: 'main.py', status: 'partial' as const, reason: 'Too <deep>.' },
  ],
}

test('GitLab: the shown findings with all it asks for, and no two with one fingerprint', () => {
  const issues = JSON.parse(toGitlab(judgement))
  expect(issues).toMatchObject([
    { check_name: 'test/one', severity: 'blocker', location: { path: 'a & "b".py', lines: { begin: 1 } } },
    { check_name: 'test/one', severity: 'minor', location: { path: 'main.py', lines: { begin: 1 } } },
  ])
  expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(2)
  expect(issues[1].description).toBe('A finding. It is one.')
})

test('JUnit: a browser reads it as XML; failures, passes and skips are counted, and texts come through whole', async ({
  page,
}) => {
  const read = await page.evaluate((xml) => {
    const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement
    const suites = [...root.querySelectorAll('testsuite')].map((suite) =>
      ['name', 'tests', 'failures', 'skipped'].map((name) => suite.getAttribute(name)).join(' '),
    )
    const failures = [...root.querySelectorAll('failure')].map((one) => [
      one.getAttribute('type'),
      one.getAttribute('message'),
      one.textContent,
    ])
    const skipped = [...root.querySelectorAll('skipped')].map((one) => one.getAttribute('message'))
    return {
      root: [root.tagName, root.getAttribute('tests'), root.getAttribute('failures')],
      suites,
      failures,
      skipped,
    }
  }, toJunit(judgement))
  expect(read).toEqual({
    root: ['testsuites', '4', '2'],
    suites: ['a & "b".py 1 1 0', 'clean.py 1 0 0', 'main.py 2 1 1'],
    failures: [
      ['critical', 'a & b < c > "d" \uFFFD ]]> 🦊\n\ttwo', 'a & "b".py:1\nIt is one.'],
      ['low', 'A finding', 'main.py:1\nIt is one.'],
    ],
    skipped: ['Too <deep>.'],
  })
})

test('JUnit: a reader made for it finds the suites, the failures and what was skipped', async () => {
  const read = await readJunit(toJunit(judgement))
  const suites = read && 'testsuite' in read ? (read.testsuite ?? []) : []
  expect(suites.map(({ name, tests, failures, skipped }) => [name, tests, failures, skipped])).toEqual([
    ['a & "b".py', 1, 1, 0],
    ['clean.py', 1, 0, 0],
    ['main.py', 2, 1, 1],
  ])
  const cases = suites.flatMap(({ testcase = [] }) => testcase)
  expect(cases.map(({ name }) => name)).toEqual([
    'test/one at line 1',
    'reviewed',
    'test/one at line 1',
    'not judged in full',
  ])
  expect(cases.flatMap(({ failure = [] }) => failure.map(({ message }) => message))[1]).toBe('A finding')
})
