// A PgBouncer of the test's own in transaction mode, before one database, with fewer connections than it has clients.
import { chownSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { type Child, startChild } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'
import { unprivilegedUser } from '../launch/postgres-binaries.ts'

const places = ['/usr/sbin/pgbouncer', '/opt/homebrew/bin/pgbouncer', '/usr/local/bin/pgbouncer', '/usr/bin/pgbouncer']

export const findPgBouncer = (): string | undefined => places.find((file) => existsSync(file))

export const missingPgBouncer =
  'pgbouncer is missing, so Lintel behind it is not tested. Install it with: apt-get install pgbouncer'

export type PgBouncer = { settings: { DATABASE_URL: string; DATABASE_POOLER: 'transaction' }; end: () => Promise<void> }

/** @param database the URL of what stands behind; @param timeOut in ms, 0 for none. */
export async function startPgBouncer(database: string, { timeOut = 5000, connections = 4 } = {}): Promise<PgBouncer> {
  const command = findPgBouncer()
  if (!command) throw new Error(missingPgBouncer)
  const behind = new URL(database)
  const [port, name] = [await freePort(), behind.pathname.slice(1)]
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-pgbouncer-'))
  const ini = path.join(folder, 'pgbouncer.ini')
  const onConnect = `set statement_timeout = ${timeOut}; set idle_in_transaction_session_timeout = 10000`
  const server = `host=${behind.hostname} port=${behind.port} user=${behind.username} password=${behind.password}`
  writeFileSync(
    ini,
    `[databases]
${name} = ${server} connect_query='${onConnect}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
max_client_conn = 500
`,
  )
  const user = unprivilegedUser() // it refuses to run as root
  if (user) for (const place of [folder, ini]) chownSync(place, user.uid, user.gid)
  const child = startChild({
    name: 'pgbouncer',
    command,
    args: [ini],
    env: process.env,
    output: { file: path.join(folder, 'log') },
    cwd: '/',
    ...(user && { user }),
  })
  const DATABASE_URL = `postgres://lintel@127.0.0.1:${port}/${name}`
  await untilAnswering(DATABASE_URL, child)
  const end = async () => {
    child.kill()
    await child.ended
  }
  return { settings: { DATABASE_URL, DATABASE_POOLER: 'transaction' }, end }
}

async function untilAnswering(url: string, child: Child): Promise<void> {
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => {} })
  for (let tries = 0; ; tries += 1) {
    const error = await sql`select 1`.then(
      () => null,
      (reason) => reason,
    )
    if (!error) break
    if (child.hasEnded() || tries > 100) throw new Error(`pgbouncer did not start: ${error}\n${child.tail()}`)
    await pause(50)
  }
  await sql.end()
}
