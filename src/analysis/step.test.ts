// A step survives whatever its analyser does to one file.
import { expect, test } from 'playwright/test'
import { openPool, type Pool } from './pool.ts'
import { runStep } from './step.ts'

const module = new URL('./cases/misbehaving.ts', import.meta.url)
const step = (...paths: string[]) => ({
  name: 'misbehaving',
  module,
  files: paths.map((path) => ({ path, content: 'x = 1\n', language: 'python' as const })),
})

let pool: Pool
test.beforeAll(() => {
  pool = openPool(2)
})
test.afterAll(() => pool.close())

test('a file that hangs, crashes or eats the memory costs only itself', async () => {
  const bad = ['hang.py', 'exit.py', 'throw.py', 'memory.py']
  const good = ['a.py', 'b.py', 'c.py', 'd.py', 'e.py']
  const paths = [...bad, ...good].sort()
  const outcome = await runStep(step(...paths), pool, AbortSignal.timeout(50_000), 5000)
  expect(outcome.findings.map(({ path }) => path).sort()).toEqual(good)
  expect(outcome.gaps.map(({ path }) => path).sort()).toEqual([...bad].sort())
  expect(outcome.gaps.find(({ path }) => path === 'hang.py')?.reason).toContain('longer than 5 s')
  expect(outcome.failure).toBeNull()
})

test('a step that failed on every file says why', async () => {
  const outcome = await runStep(step('throw.py'), pool, AbortSignal.timeout(10_000))
  expect(outcome.failure).toContain('crashed on this file')
})

test('cancelling stops a hanging thread at once', async () => {
  const stop = new AbortController()
  const running = runStep(step('hang.py', 'a.py'), pool, stop.signal, 60_000)
  setTimeout(() => stop.abort(new Error('Cancelled.')), 300)
  await expect(running).rejects.toThrow('Cancelled.')
  const after = await runStep(step('a.py'), pool, AbortSignal.timeout(10_000))
  expect(after.findings).toHaveLength(1)
})
