// Lintel itself, the web and the worker: started together, and ready when both answer.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildSpec, Variables } from './child.ts'
import { logFile } from './log-file.ts'
import { refusal } from './refusal.ts'
import { inRoot } from './root.ts'
import type { Supervisor } from './supervisor.ts'

type App = {
  env: Variables
  dataDir: string
  /** Shows what the two write instead of keeping it in files. */
  echo: boolean
  /** A worker that ends by itself is started once more; else its end is the end of the run. */
  mend?: boolean
  probes: { web: string; worker: string }
}

export async function startApp(
  supervisor: Supervisor,
  { env, dataDir, echo, mend = false, probes }: App,
): Promise<void> {
  const start = (name: string, entry: string, anew?: () => boolean) => {
    const output: ChildSpec['output'] = echo ? 'inherit' : { file: logFile(dataDir, name) }
    const args = [inRoot('bin', entry)]
    return supervisor.start('app', { name, command: process.execPath, args, env, output, cwd: inRoot() }, anew)
  }
  const web = start('web', 'web.mjs')
  // A worker leaves when it has grown too large or is stuck. One that never got ready never will.
  let ready = false
  const worker = start('worker', 'worker.mjs', () => mend && ready)
  await Promise.race([
    supervisor.watch,
    Promise.all([untilOk(probes.web, web.tail), untilOk(probes.worker, worker.tail)]),
  ])
  ready = true
}

async function untilOk(url: string, tail: () => string): Promise<void> {
  const deadline = performance.now() + 90_000
  while (performance.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(50)
  }
  throw refusal(`${url} did not answer "ready" within 90 seconds.\n${tail()}`)
}
