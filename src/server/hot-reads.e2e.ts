// The two roads of a running Lintel: what the front door answers by itself, and the same address by way of Next.
import { expect, test } from 'playwright/test'
import { newVisitor } from '../../bin/testing/visitor.ts'

/** Next writes in pieces, and says of every answer that it may differ for its own pages. */
const ofNextAlone = ['vary', 'transfer-encoding', 'connection', 'keep-alive', 'content-length']
const unlike = /nonce-[\w-]{22}|[rt]=\d+|\w{8}(-\w{4}){3}-\w{12}/g

async function told(address: string, headers: Record<string, string>) {
  const response = await fetch(address, { headers })
  const shared = [...response.headers].filter(([name]) => name !== 'date' && !ofNextAlone.includes(name))
  const body = (await response.text()).replace(unlike, '')
  return {
    throughNext: response.headers.get('vary')?.startsWith('rsc') ?? false,
    answer: {
      status: response.status,
      headers: shared.map(([name, value]) => [name, value.replace(unlike, '')]),
      body,
    },
  }
}

test('the same answer at the door and through Next: health, readiness, a review, for whoever asks', async ({
  baseURL,
}) => {
  const [owner, stranger] = [await newVisitor(baseURL as string), await newVisitor(baseURL as string)]
  const id = await submit(baseURL as string, owner.cookie)
  const review = `/api/reviews/${id}`
  await expect
    .poll(async () => (await (await fetch(baseURL + review, { headers: { cookie: owner.cookie } })).json()).status, {
      timeout: 20_000,
    })
    .toBe('completed')
  const cases: [path: string, headers: Record<string, string>, status: number][] = [
    ['/readyz', {}, 200],
    ['/healthz', {}, 200],
    ['/metrics', { 'x-forwarded-for': '203.0.113.9' }, 401],
    [review, {}, 401],
    [review, { cookie: owner.cookie }, 200],
    [review, { cookie: owner.cookie, rsc: '1', 'next-router-prefetch': '1' }, 200],
    [review, { cookie: owner.cookie, 'if-none-match': '*', 'accept-encoding': 'identity' }, 200],
    [review, { cookie: stranger.cookie }, 404],
    [review, { cookie: owner.cookie, authorization: 'Bearer lintel_wrong' }, 401],
    [review.replace(/.$/, (last) => (last === '0' ? '1' : '0')), { cookie: owner.cookie }, 404],
  ]
  for (const [path, headers, status] of cases) {
    const name = `${path} ${Object.keys(headers)}`
    const [door, next] = [await told(baseURL + path, headers), await told(`${baseURL}${path}?x`, headers)]
    expect.soft([door.throughNext, next.throughNext], name).toEqual([false, true])
    expect.soft(door.answer, name).toEqual(next.answer)
    expect.soft(door.answer.status, name).toBe(status)
  }
})

test('a limit that is used up is told on both roads, whichever of them was asked first', async ({ baseURL }) => {
  const { cookie } = await newVisitor(baseURL as string)
  const address = `${baseURL}/api/reviews/${await submit(baseURL as string, cookie)}`
  const status = async (more = '') => (await fetch(address + more, { headers: { cookie } })).status
  const seen = new Set<number>()
  for (let round = 0; round < 200 && !seen.has(429); round++)
    for (const one of await Promise.all(Array.from({ length: 20 }, () => status()))) seen.add(one)
  expect([...seen]).toEqual([200, 429])
  const after = await Promise.all(Array.from({ length: 40 }, (_, n) => status(n % 2 ? '?x' : '')))
  // A token comes back every tenth of a second.
  expect([...new Set(after)].filter((one) => one !== 200)).toEqual([429])
})

test('what the door does not take is answered as ever', async ({ baseURL }) => {
  const { cookie } = await newVisitor(baseURL as string)
  const address = `${baseURL}/api/reviews/${await submit(baseURL as string, cookie)}`
  const status = async (method: string, more = '') =>
    (await fetch(address + more, { method, headers: { cookie } })).status
  expect(await status('HEAD')).toBe(200)
  expect(await status('OPTIONS')).toBe(204)
  expect(await status('PUT')).toBe(405)
  expect(await status('GET', '/')).toBe(200) // redirected to the address without the slash
})

async function submit(origin: string, cookie: string): Promise<string> {
  const headers = { 'content-type': 'application/json', cookie }
  const body = JSON.stringify({ code: 'import os\nos.system(input())\n', language: 'python' })
  return (await (await fetch(`${origin}/api/reviews`, { method: 'POST', headers, body })).json()).id
}
