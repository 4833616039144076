// Who dies unasked: it ends the run, or is started once more where that was allowed.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import type { ChildSpec } from './child.ts'
import { supervise } from './supervisor.ts'

/** A process that writes a line and runs the script. */
function mortal(script: string) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lintel-mortal-')), 'log')
  const args = ['--eval', `console.log('born'); ${script}`]
  const spec: ChildSpec = { name: 'mortal', command: process.execPath, args, env: process.env, output: { file } }
  return { spec, births: () => readFileSync(file, 'utf8').split('born').length - 1 }
}

test('a process that ends unasked ends the run, and says how', async () => {
  const { start, watch, stop } = supervise()
  start('app', mortal('process.exit(3)').spec)
  await expect(watch).rejects.toThrow('mortal ended unexpectedly (3)')
  await stop()
})

test('one that may be started anew is, after a pause that grows, however it ended', async () => {
  for (const end of ['process.exit(0)', 'process.exit(1)', "process.kill(process.pid, 'SIGKILL')"]) {
    const { start, watch, stop } = supervise()
    const { spec, births } = mortal(end)
    start('app', spec, () => true)
    await expect.poll(births).toBeGreaterThanOrEqual(3)
    expect(await Promise.race([watch, sleep(10, 'lives on')])).toBe('lives on')
    await stop()
    const then = births()
    await sleep(3000)
    expect(births(), 'nothing is started any more').toBe(then)
  }
})

test('the one that was started anew is stopped like the first', async () => {
  const { start, stop } = supervise()
  const { spec, births } = mortal('setInterval(() => {}, 1000)')
  const first = start('app', spec, () => true)
  await expect.poll(births).toBe(1)
  first.kill()
  await expect.poll(births).toBe(2)
  await stop()
  await sleep(1500)
  expect(births()).toBe(2)
})

test('who may not any more ends the run after all', async () => {
  const { start, watch, stop } = supervise()
  const { spec, births } = mortal('process.exit(1)')
  start('app', spec, () => births() < 2)
  await expect(watch).rejects.toThrow('mortal ended unexpectedly (1)')
  expect(births()).toBe(2)
  await stop()
})
