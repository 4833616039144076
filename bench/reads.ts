// What a request pays for being somebody's: authenticated reads against a bare route that answers as many bytes.
import { openConnections } from './connections.ts'
import { inTurns } from './in-turns.ts'
import { submit, type User } from './users.ts'

type Sides = { origin: string; bare: string; users: User[]; say: (table: string) => void }

/** Of the fast side, for a burst that is no mere moment. */
const LONG_BURST = 6000

/**
 * The review has ended, so session, limit and review come from Redis. It is read in the one spelling that the front door
 * answers by itself, and in another one that it leaves to Next. The list of projects asks Postgres as well.
 */
export async function measureReads({ origin, bare, users, say }: Sides): Promise<void> {
  const { cookie } = users[0] as User
  const review = `${origin}/api/reviews/${await submit(origin, { cookie })}`
  await ended(review, cookie)
  const against = async (how: string, name: string, address: string, size?: number) => {
    const [mine, other] = [openConnections(address, { cookie }), openConnections(bare)]
    const sides = [
      { name, one: mine.ask },
      { name: 'bare route', one: other.ask },
    ] as const
    say(await inTurns(`Authenticated reads ${how}`, ...sides, size))
    mine.close()
    other.close()
  }
  await against('at the front door', 'GET /api/reviews/{id}', review, LONG_BURST)
  await against('at the front door', 'GET /healthz', `${origin}/healthz`, LONG_BURST)
  await against('at the front door', 'GET /metrics', `${origin}/metrics`, LONG_BURST)
  await against('through Next', 'GET /api/reviews/{id}?x', `${review}?x`)
  await against('through Next, with SQL', 'GET /api/projects', `${origin}/api/projects`)
}

async function ended(address: string, cookie: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(address, { headers: { cookie } })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`a read was answered with ${response.status}: ${text}`)
    if (JSON.parse(text).status === 'completed') return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the review to be read has not ended within 10 s')
}
