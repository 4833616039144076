// The one runner of all tests: `unit` on a database and a Redis of each worker's own, `stories` in a real Chromium.
import { defineConfig } from 'playwright/test'
import { findChromium, launchArgs } from './bin/testing/chromium.ts'
import { copyTemplate, emptyRedis } from './bin/testing/databases.ts'

const { TEST_POSTGRES_URL, TEST_REDIS_URL, TEST_PARALLEL_INDEX, BASE_URL } = process.env
if (!TEST_POSTGRES_URL || !TEST_REDIS_URL) throw new Error('Tests are started with: npm test, or npm test -- <filter>')

// This file is read in each worker process before any test, and the product reads its settings at first use. A worker
// that takes the place of one whose test failed gets the same index: it starts on a new copy, not on what was left.
if (TEST_PARALLEL_INDEX) {
  const index = Number(TEST_PARALLEL_INDEX)
  process.env.DATABASE_URL = await copyTemplate(TEST_POSTGRES_URL, `lintel_test_${index}`)
  process.env.REDIS_URL = await emptyRedis(TEST_REDIS_URL, index + 1)
}

const executablePath = findChromium()

export default defineConfig({
  // Unit tests mostly wait, for leases and for servers that come back; a story keeps a core busy. So two stories at most
  // run beside one unit test, and as soon as no story is left three unit tests.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  globalTimeout: 30 * 60_000,
  // Long for a machine that is busy; whatever passes passes as soon as it can.
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./bin/testing/tally.ts']],
  outputDir: 'test-results',
  projects: [
    {
      name: 'stories',
      testMatch: 'src/**/*.e2e.ts',
      workers: 2,
      use: {
        baseURL: BASE_URL,
        screenshot: 'only-on-failure',
        launchOptions: { args: launchArgs, ...(executablePath && { executablePath }) },
      },
    },
    {
      name: 'unit',
      testMatch: ['src', 'worker', 'bin', 'cli', 'bench'].map((folder) => `${folder}/**/*.test.ts`),
    },
  ],
})
