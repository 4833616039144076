// What one more process brings: reviews a second against workers, reads a second against web processes.
import type { Variables } from '../../bin/launch/child.ts'
import { startWeb, startWorker } from '../../bin/testing/processes.ts'
import { openConnections } from '../connections.ts'
import { submit, type User } from '../users.ts'
import { openLine } from './live-line.ts'
import { makePeople } from './people.ts'

const SECONDS = 8
const IN_FLIGHT = 16

type Place = { origin: string; settings: Variables; say: (line: string) => void }

/** @param settings of a running Lintel, whose worker and web process are the first of each. */
export async function measureCurves({ origin, settings, say }: Place, most: number): Promise<void> {
  const { PORT: _web, WORKER_PORT: _worker, ...rest } = settings
  const shared = { ...rest, LOG_LEVEL: 'info' } // which says when one has started
  const users = await makePeople(settings, IN_FLIGHT)
  say(`\nOne process more (${IN_FLIGHT} in flight, ${SECONDS} s each)`)
  const processes = []
  for (let count = 1; count <= most; count++) {
    if (count > 1) processes.push(await startWorker({ ...shared, LEASE_SECONDS: '30' }))
    await reviewsASecond(origin, users, 2)
    say(`  workers ${count}         ${(await reviewsASecond(origin, users, SECONDS)).toFixed(1)} reviews a second`)
  }
  const path = `/api/reviews/${await submit(origin, users[0] as User)}`
  const origins = [origin]
  for (let count = 1; count <= most; count++) {
    if (count > 1) {
      const web = await startWeb(shared)
      processes.push(web)
      origins.push(web.origin)
    }
    const addresses = origins.map((one) => one + path)
    await readsASecond(addresses, users[0] as User, 2)
    const rate = await readsASecond(addresses, users[0] as User, SECONDS)
    say(`  web processes ${count}   ${rate.toFixed(0)} reads a second`)
  }
  await Promise.all(processes.map((one) => one.stop()))
}

/** From handing in to the end on the socket, each user one after the other. */
async function reviewsASecond(origin: string, users: User[], seconds: number): Promise<number> {
  let ended = 0
  const until = performance.now() + seconds * 1000
  const hand = async (user: User) => {
    const line = await openLine(origin, user.cookie)
    let bell = Promise.withResolvers<void>()
    line.hear((text) => text.includes('"type":"ended"') && bell.resolve())
    while (performance.now() < until) {
      bell = Promise.withResolvers()
      line.say({ type: 'follow', reviewId: await submit(origin, user) })
      await bell.promise
      ended += 1
    }
    line.close()
  }
  await Promise.all(users.map(hand))
  return ended / seconds
}

async function readsASecond(addresses: string[], { cookie }: User, seconds: number): Promise<number> {
  let answered = 0
  const until = performance.now() + seconds * 1000
  const lines = addresses.map((address) => openConnections(address, { cookie }))
  const hand = async (n: number) => {
    while (performance.now() < until) {
      await lines[n % lines.length]?.ask()
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT * lines.length }, (_, n) => hand(n)))
  for (const line of lines) line.close()
  return answered / seconds
}
