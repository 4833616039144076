// The folder in which the embedded Postgres keeps its data: where it stands, how it is made, whether it can be used.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Variables } from './child.ts'
import { isReachable, makeSharedHome, type PostgresBinaries, sharedHome, type User } from './postgres-binaries.ts'
import { commandOf } from './process-identity.ts'
import { say } from './progress.ts'
import { refusal } from './refusal.ts'

export type Cluster = { folder: string; password: string }

const passwordFile = 'lintel-password'
export const serverEnvironment: Variables & { NODE_ENV: 'production' } = {
  NODE_ENV: 'production', // asked for by the types alone
  PATH: process.env.PATH,
  TZ: 'UTC',
  LC_ALL: 'C',
  HOME: '/',
}

/** `sync: false` saves the time of writing through to the disk: for tests. */
export async function openCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  { user, sync }: { user: User | undefined; sync: boolean },
): Promise<Cluster> {
  const folder = placeOf(path.join(dataDir, 'postgres'), user)
  if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) await make(folder, binaries, user, sync)
  refuseOtherVersion(folder, binaries)
  await stopForgottenServer(folder)
  return { folder, password: keptPassword(folder) }
}

export function keptPassword(folder: string): string {
  return fs.readFileSync(path.join(folder, passwordFile), 'utf8').trim()
}

// `nobody` cannot reach a data folder below a private home: the cluster then stands elsewhere, behind a link.
function placeOf(cluster: string, user: User | undefined): string {
  const found = fs.lstatSync(cluster, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) return fs.readlinkSync(cluster)
  if (found || !user) return cluster
  const dataDir = path.dirname(cluster)
  fs.chmodSync(dataDir, 0o755)
  if (isReachable(dataDir)) return cluster
  makeSharedHome()
  const home = fs.mkdtempSync(path.join(sharedHome, 'data-'))
  fs.chmodSync(home, 0o755)
  fs.symlinkSync(path.join(home, 'postgres'), cluster)
  say(`  Postgres cannot run as root; it runs as "nobody" and keeps its data in ${home}`)
  return path.join(home, 'postgres')
}

/** Removes a data folder with what stands elsewhere behind its link. */
export function removeDataDir(dataDir: string): void {
  const cluster = path.join(dataDir, 'postgres')
  const isLink = fs.lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink()
  if (isLink) fs.rmSync(path.dirname(fs.readlinkSync(cluster)), { recursive: true, force: true })
  fs.rmSync(dataDir, { recursive: true, force: true })
}

// Made beside its place and moved there whole, so that a start killed half-way leaves nothing that looks like a cluster.
async function make(folder: string, binaries: PostgresBinaries, user: User | undefined, sync: boolean): Promise<void> {
  const draft = `${folder}.new`
  const password = `${folder}.password`
  for (const left of [draft, password]) fs.rmSync(left, { recursive: true, force: true })
  fs.mkdirSync(draft, { mode: 0o700 })
  fs.writeFileSync(password, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  if (user) for (const made of [draft, password]) fs.chownSync(made, user.uid, user.gid)
  const account = ['-U', 'lintel', '-A', 'scram-sha-256', '--pwfile', password]
  const args = ['-D', draft, ...account, '-E', 'UTF8', '--locale=C', ...(sync ? [] : ['--no-sync'])]
  try {
    const options = { ...user, env: serverEnvironment, cwd: '/' }
    await promisify(execFile)(path.join(binaries.folder, 'initdb'), args, options)
  } catch (error) {
    throw refusal(`Postgres could not make its data folder:\n${(error as { stderr?: string }).stderr || error}`)
  }
  fs.renameSync(password, path.join(draft, passwordFile))
  fs.renameSync(draft, folder)
}

function refuseOtherVersion(folder: string, { major }: PostgresBinaries): void {
  const written = fs.readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  if (written === major) return
  throw refusal(
    `The data in ${folder} was written by Postgres ${written}, and the server here is Postgres ${major}.\n` +
      'Dump it with the old version and restore it with the new one, or move the folder away to start empty.',
  )
}

// A container that was killed leaves the number of a server that now belongs to some other process, and Postgres would
// take that one for a running server. Only a process that names this folder is one.
async function stopForgottenServer(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid')
  if (!fs.existsSync(file)) return
  const pid = Number.parseInt(fs.readFileSync(file, 'utf8'), 10)
  const isServer = () => commandOf(pid).includes(folder)
  if (isServer()) {
    say(`  Stopping Postgres (process ${pid}), left by an earlier run`)
    process.kill(pid, 'SIGINT')
    for (let waited = 0; isServer() && waited < 30_000; waited += 50) await sleep(50)
    if (isServer()) throw refusal(`A Postgres server (process ${pid}) works on ${folder} and does not stop.`)
  }
  fs.rmSync(file, { force: true })
}
