// POST: one row from one body, and nothing else.
import postgres from 'postgres'

const sql = postgres(process.env.DATABASE_URL, { max: 10 })

export async function POST(request) {
  const { code } = await request.json()
  const [row] = await sql`insert into bare (code) values (${code}) returning id`
  return Response.json({ id: row?.id, status: 'pending' }, { status: 202 })
}

export const dynamic = 'force-dynamic'

/** A review's worth of JSON, from nowhere. */
export const GET = () => Response.json({ id: 'x', status: 'completed', findings: [{ title: 'x'.repeat(600) }] })
