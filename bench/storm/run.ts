// One run of `pnpm storm`: brings up servers of its own, plays the pieces, writes the report, and leaves nothing behind.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { removeDataDir } from '../../bin/launch/postgres-cluster.ts'
import { prepareProcess } from '../../bin/launch/prepare-process.ts'
import { say, step } from '../../bin/launch/progress.ts'
import { report } from '../../bin/launch/refusal.ts'
import { stopSignal } from '../../bin/launch/stop-signals.ts'
import { dieAtPoints } from './crash-points.ts'
import { measureFloods } from './flood.ts'
import type { Verdict } from './judge.ts'
import { killHolders } from './kills.ts'
import { playInLanes } from './model/lanes.ts'
import { mutateAll } from './mutation/mutate.ts'
import { copyProject } from './mutation/tree.ts'
import { type Options, readOptions } from './options.ts'
import { writeReport, wrongIn } from './report.ts'
import { keep } from './results.ts'
import { type Servers, startServers, stopServers } from './stage.ts'
import { onOwnStores } from './stores.ts'
import { standard, storm } from './storm.ts'

const REAL_LEASE = 30

export async function runStorm(argv: string[]): Promise<never> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-storm-'))
  process.env.ENV_FILE = path.join(dataDir, 'none')
  prepareProcess()
  let code = 0
  let servers: Servers | undefined
  const interrupted = stopSignal(() => process.exit(130)).then((signal) => {
    throw new Error(`Stopped by ${signal}.`)
  })
  try {
    const options = readOptions(argv)
    servers = await step('A throw-away Postgres', () => startServers(dataDir))
    await Promise.race([playAll(servers, options), interrupted])
    if (options.pieces.includes('report')) say(`\nWritten to ${writeReport()}`)
    const wrong = wrongIn(options.pieces)
    say(wrong.length === 0 ? '\nNothing was lost or done twice.' : `\nBROKEN:\n${wrong.join('\n')}`)
    code = wrong.length === 0 ? 0 : 1
  } catch (error) {
    report(error)
    code = 1
  }
  if (servers) await stopServers(servers)
  removeDataDir(dataDir)
  process.exit(code)
}

async function playAll(servers: Servers, options: Options): Promise<void> {
  const { pieces, seeds, from, seconds, lease, times, kills, submissions, runs, lanes } = options
  const command = (rest: string) => `pnpm storm ${rest}`
  if (pieces.includes('seeds')) {
    const told = command(
      `seeds --seeds ${seeds}${from === 1 ? '' : ` --from ${from}`} --seconds ${seconds} --lease ${lease}`,
    )
    const verdicts: Verdict[] = []
    for (let seed = from; seed < from + seeds; seed++) {
      verdicts.push(await step(`Storm ${seed}`, () => storm(servers, { ...standard, seed, seconds, lease }), inShort))
      keep('seeds', told, verdicts)
    }
  }
  if (pieces.includes('points'))
    keep('points', command(`points --times ${times} --lease ${lease}`), await dieAtPoints(servers, { times, lease }))
  if (pieces.includes('kills'))
    keep(
      'kills',
      command(`kills --kills ${kills}`),
      await step(`${kills} kills at a lease of ${REAL_LEASE} s`, () =>
        killHolders(servers, { kills, lease: REAL_LEASE }),
      ),
    )
  if (pieces.includes('flood'))
    keep('flood', command(`flood --submissions ${submissions}`), await measureFloods(servers, submissions))
  if (pieces.includes('mutations'))
    keep('mutations', command('mutations'), await onOwnStores((stores, dir) => mutateAll(copyProject(dir, stores))))
  if (pieces.includes('model')) {
    const told = command(`model --runs ${runs}${from === 1 ? '' : ` --from ${from}`}`)
    keep('model', told, await onOwnStores((stores) => playInLanes(stores, { runs, from, lanes })))
  }
}

const inShort = ({ accepted, faults, lost, duplicates, illegal, fenced, recovery, control }: Verdict) =>
  `${accepted} accepted, ${faults} faults, ${lost} lost, ${duplicates} twice, ${illegal.length} illegal, ${fenced} fenced, ` +
  `claimed again after ${recovery.p50} ms (p50); control: ${control.lost} of ${control.accepted} lost, ${control.twice} twice`
