// What somebody new sees after the first click: the sample has something to say, in each of its languages.
import { expect, test } from 'playwright/test'
import { analyse } from '#analysis/analyse.ts'
import { closeEngine } from '#analysis/warm.ts'
import { NewFile } from '#contract/project.ts'
import { sampleFiles } from './sample.ts'

test.afterAll(closeEngine)

test('a review of the sample shows six findings, checked fixes, and a path from one function into another', async () => {
  for (const file of sampleFiles) expect(NewFile.parse(file)).toEqual(file)
  const { coverage, findings } = await analyse(
    sampleFiles.map((file) => ({ ...file, language: null })),
    {
      signal: AbortSignal.timeout(50_000),
      model: null,
      planned: async () => {},
      remember: (_step, run) => run(),
    },
  )
  expect(coverage.map(({ status }) => status)).toEqual(['reviewed', 'reviewed', 'reviewed'])
  const shown = findings.filter(({ fate }) => fate === 'shown')
  expect(shown.map(({ path, ruleId, fix }) => [path, ruleId, fix?.checked ?? false]).toSorted()).toEqual([
    ['Stock.java', 'patterns/string-identity', true],
    ['Stock.java', 'patterns/weak-hash', true],
    ['orders.py', 'dataflow/sql-injection', false],
    ['orders.py', 'patterns/mutable-default', true],
    ['orders.py', 'python/F632', true],
    ['server.ts', 'dataflow/command-injection', false],
  ])
  const across = shown.find(({ path }) => path === 'server.ts')?.evidence ?? []
  expect(across.map(({ note }) => note)).toContain('is handed to `sendReport`')
})
