// The embedded Postgres: started on the loopback alone, and ready when it says so.
import path from 'node:path'
import postgres from 'postgres'
import { logFile, sizeOf, untilLogged } from './log-file.ts'
import { findPostgres, unprivilegedUser } from './postgres-binaries.ts'
import { keptPassword, openCluster, serverEnvironment } from './postgres-cluster.ts'
import type { Supervisor } from './supervisor.ts'

export type RunningPostgres = { version: string; urlOf: (database: string) => string }

const listening = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
const unsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** `throwAway` trades the safety of the data for speed: for tests. */
export async function startPostgres(
  supervisor: Supervisor,
  { dataDir, port, throwAway = false }: { dataDir: string; port: number; throwAway?: boolean },
): Promise<RunningPostgres> {
  const user = unprivilegedUser()
  const binaries = findPostgres(user)
  const { folder, password } = await openCluster(dataDir, binaries, { user, sync: !throwAway })
  const file = logFile(dataDir, 'postgres')
  const from = sizeOf(file)
  const child = supervisor.start('postgres', {
    name: 'Postgres',
    command: path.join(binaries.folder, 'postgres'),
    args: [
      '-D',
      folder,
      '-p',
      String(port),
      ...[...listening, ...(throwAway ? unsafe : [])].flatMap((set) => ['-c', set]),
    ],
    env: serverEnvironment,
    output: { file },
    cwd: '/',
    stopSignal: 'SIGINT', // its "fast" shutdown; at SIGTERM it would wait for every client to leave
    ...(user && { user }),
  })
  await untilLogged(child, file, from, 'database system is ready to accept connections')
  const urlOf = (database: string) => urlWith(password, port, database)
  return { version: binaries.version, urlOf }
}

/** Of a server that another process runs on this data folder. */
export const embeddedUrl = (dataDir: string, port: number, database: string): string =>
  urlWith(keptPassword(path.join(dataDir, 'postgres')), port, database)

const urlWith = (password: string, port: number, database: string) =>
  `postgres://lintel:${password}@127.0.0.1:${port}/${database}`

/** Answers the URL of the database, which is made when it is not there. */
export async function ensureDatabase({ urlOf }: RunningPostgres, name: string): Promise<string> {
  const sql = postgres(urlOf('postgres'), { max: 1 })
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`
    if (!found) await sql`create database ${sql(name)}`
  } finally {
    await sql.end()
  }
  return urlOf(name)
}
