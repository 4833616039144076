// What a request pays for being somebody's: an authenticated read against a bare route that answers the same way.
import { inTurns } from './in-turns.ts'
import { submit, type User } from './users.ts'

type Sides = { origin: string; bare: string; users: User[] }

/** The read is that of a review that has ended: session and review both come from Redis. */
export async function measureReads({ origin, bare, users }: Sides): Promise<string> {
  const owner = users[0] as User
  const address = `${origin}/api/reviews/${await submit(origin, owner)}`
  await ended(address, owner)
  return inTurns(
    'Authenticated reads',
    { name: 'GET /api/reviews/{id}', one: () => read(address, owner) },
    { name: 'bare route', one: () => read(bare) },
  )
}

async function read(address: string, { cookie }: { cookie?: string } = {}): Promise<string> {
  const response = await fetch(address, { headers: cookie ? { cookie } : {} })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`a read was answered with ${response.status}: ${text}`)
  return text
}

async function ended(address: string, owner: User): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (JSON.parse(await read(address, owner)).status === 'completed') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the review to be read has not ended within 10 s')
}
