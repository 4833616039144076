// Accepted submissions a second, against a bare route that writes one row.
import postgres from 'postgres'
import { inTurns } from './in-turns.ts'
import { smallCode, submit, type User } from './users.ts'

type Sides = { origin: string; bare: string; database: string; users: User[] }

/**
 * Before each round what still waits is deleted, so that neither the cap nor the worker's backlog grows from round to
 * round; the worker runs throughout, as it would for people.
 */
export async function measureSubmissions({ origin, bare, database, users }: Sides): Promise<string> {
  const sql = postgres(database, { max: 1 })
  const table = await inTurns(
    'Accepted submissions',
    {
      name: 'POST /api/reviews',
      one: (n) => submit(origin, users[n % users.length] as User),
      before: () => sql`delete from reviews`,
    },
    { name: 'bare route, one insert', one: () => insertBare(bare) },
  )
  await sql.end()
  return table
}

async function insertBare(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ code: smallCode }) })
  await response.text()
  if (response.status !== 202) throw new Error(`the bare route answered ${response.status}`)
}
