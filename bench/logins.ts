// How the door holds when everybody comes at once: so many sign-ins in one moment, and how /healthz answers meanwhile.
// Run it against a web process that trusts one proxy and whose limit for one address is out of the way:
//   TRUSTED_PROXY_HOPS=1 RATE_LIMIT_LOGIN=1000/min pnpm web
//   node bench/logins.ts http://localhost:3000 500
import { request as ask } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const [origin = 'http://localhost:3000', given = '500'] = process.argv.slice(2)
const attempts = Math.min(2000, Number(given))
const clientOf = (n: number) => `198.51.${n >> 8}.${n & 255}`

type Answer = { status: number; ms: number }

/** Without a pool of connections: each stands for a browser of its own. */
function send(path: string, client: string, body?: string): Promise<Answer> {
  const started = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const headers = { 'x-forwarded-for': client, 'content-type': 'application/json' }
  const request = ask(origin + path, { method: body ? 'POST' : 'GET', headers, agent: false }, (response) => {
    response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - started }))
  })
  request.setTimeout(180_000, () => request.destroy(new Error('no answer within three minutes')))
  request.on('error', reject).end(body)
  return promise
}

/** /healthz again and again, from the first sign-in to the last answer. */
async function watchHealth(work: Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  let over = false
  work.finally(() => {
    over = true
  })
  while (!over && times.length < 5000) {
    times.push((await send('/healthz', '192.0.2.1')).ms)
    await pause(10)
  }
  return times
}

const quantile = (values: number[], q: number) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN)

const signIn = (n: number) =>
  send(
    '/api/auth/login',
    clientOf(n),
    JSON.stringify({ email: `nobody-${n}@example.com`, password: 'not the password' }),
  )

for (let n = 0; n < 3; n++) await signIn(60_000 + n) // what starts at its first use has started
const started = performance.now()
const crowd = Promise.all(Array.from({ length: attempts }, (_, n) => signIn(n)))
const health = await watchHealth(crowd)
const answers = await crowd
const seconds = ((performance.now() - started) / 1000).toFixed(1)

const count = (status: number) => answers.filter((answer) => answer.status === status).length
const times = answers.map(({ ms }) => ms)
console.log(`${attempts} sign-ins at once, all answered after ${seconds} s`)
console.log(`  reached the hash (401)  ${count(401)}`)
console.log(`  turned away (503)       ${count(503)}`)
console.log(`  anything else           ${attempts - count(401) - count(503)}`)
console.log(`  answer p50 / p99        ${quantile(times, 0.5)} / ${quantile(times, 0.99)} ms`)
console.log(
  `  /healthz, ${health.length} times: p50 ${quantile(health, 0.5)}, p99 ${quantile(health, 0.99)}, max ${quantile(health, 1)} ms`,
)
