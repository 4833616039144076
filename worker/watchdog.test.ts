// The watchdog on processes of their own: who turns lives, who is stuck is ended, even when nothing of it runs any more.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'playwright/test'

test.describe.configure({ mode: 'parallel' })

/** How a process ends that beats as the script says, with a patience of two seconds, and after how long. */
async function ending(script: string): Promise<{ code: number | null; signal: string | null; ms: number }> {
  const head = `
    const { openPulse } = await import('./worker/pulse.ts')
    const { keepWatch } = await import('./worker/watchdog.ts')
    const pulse = openPulse()
    keepWatch(pulse, 2)
    const every = (ms, work) => setInterval(work, ms)
    const block = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `${head}\n${script}`], { stdio: 'ignore' })
  const started = performance.now()
  const [code, signal] = await once(child, 'exit')
  return { code, signal, ms: performance.now() - started }
}

test('with both beats it lives', async () => {
  const { code, ms } = await ending(`
    every(200, () => { pulse.turned(); pulse.answered() })
    setTimeout(() => process.exit(7), 5000)`)
  expect(code).toBe(7)
  expect(ms).toBeGreaterThan(5000)
})

for (const [what, beat] of [
  ['no turn of the loop', 'answered'],
  ['no answer of the database', 'turned'],
])
  test(`${what}: it ends with 1`, async () => {
    const { code, ms } = await ending(`every(200, () => pulse.${beat}()); setTimeout(() => process.exit(7), 20_000)`)
    expect(code).toBe(1)
    expect(ms).toBeGreaterThan(1900)
    expect(ms).toBeLessThan(8000)
  })

test('a main thread that runs nothing any more is killed', async () => {
  const { signal, ms } = await ending(`
    every(200, () => { pulse.turned(); pulse.answered() })
    setTimeout(() => block(20_000), 500)`)
  expect(signal).toBe('SIGKILL')
  expect(ms).toBeLessThan(12_000)
})

test('a short block is forgiven', async () => {
  const { code } = await ending(`
    every(200, () => { pulse.turned(); pulse.answered() })
    setTimeout(() => block(1000), 500)
    setTimeout(() => process.exit(7), 4000)`)
  expect(code).toBe(7)
})

test('a process that was frozen is not ended for it', async () => {
  const head = `
    every(100, () => { pulse.turned(); pulse.answered() })
    setTimeout(() => process.exit(7), 7000)
    const { spawn } = await import('node:child_process')
    spawn('sh', ['-c', 'sleep 0.5; kill -STOP ' + process.pid + '; sleep 4; kill -CONT ' + process.pid], { detached: true })`
  expect((await ending(head)).code).toBe(7)
})
