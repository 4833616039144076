// Whether the time of an answer tells who has an account: sign-ins with a wrong password, in turns for an address that has
// one and for one that has none. Run it against a web process that trusts one proxy and whose limits are out of the way:
//   TRUSTED_PROXY_HOPS=1 RATE_LIMIT_LOGIN=1000/min RATE_LIMIT_LOGIN_ACCOUNT=1000/min pnpm web
//   node bench/sign-in-times.ts http://localhost:3000 200
import { randomUUID } from 'node:crypto'

const [origin = 'http://localhost:3000', given = '200'] = process.argv.slice(2)
const rounds = Math.min(2000, Number(given))

const post = (path: string, email: string, password: string, n: number) =>
  fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.${n >> 8}.${n & 255}` },
    body: JSON.stringify({ email, password }),
  })

async function time(email: string, n: number): Promise<number> {
  const started = performance.now()
  const response = await post('/api/auth/login', email, 'not the password at all', n)
  await response.arrayBuffer()
  if (response.status !== 401) throw new Error(`signing in was answered with ${response.status}`)
  return performance.now() - started
}

const quantile = (values: number[], q: number) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] as number
}

const known = `${randomUUID()}@example.com`
const made = await post('/api/auth/register', known, 'a lintel carries the wall', 1)
if (made.status !== 201) throw new Error(`registering was answered with ${made.status}`)
const times = { known: [] as number[], unknown: [] as number[] }
for (let n = 0; n < 5; n++) await time(known, n)
for (let n = 0; n < rounds; n++)
  // Each comes first as often as second.
  for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const))
    times[kind].push(await time(kind === 'known' ? known : `${randomUUID()}@example.com`, n + 10))

for (const [kind, values] of Object.entries(times)) {
  const [p50, p95] = [0.5, 0.95].map((q) => quantile(values, q).toFixed(1))
  console.log(`${kind.padEnd(8)} ${values.length} answers: median ${p50} ms, p95 ${p95} ms`)
}
const ratio = quantile(times.known, 0.5) / quantile(times.unknown, 0.5)
console.log(`medians apart by ${(Math.abs(ratio - 1) * 100).toFixed(1)} %`)
process.exit(Math.abs(ratio - 1) <= 0.1 ? 0 : 1)
