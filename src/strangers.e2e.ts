// Every address of a running Lintel, in every spelling and with every method, asked by somebody anonymous: nothing of
// anybody's is shown, and nothing falls over.
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { allRoutes, isOpenDoor, pathOf } from '../bin/testing/routes.ts'
import { newVisitor, type Visitor } from '../bin/testing/visitor.ts'

const AT_ONCE = 8
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const openPages = ['/login', '/register', '/reset', '/docs']
/** To who asks for a page's data Next tells a redirect inside of it, and of that a HEAD sees nothing. */
const sendsToSignIn = (method: string, address: string, text: string) =>
  text.includes('NEXT_REDIRECT;replace;/login?') || (method === 'HEAD' && address.endsWith('.rsc'))
/** What is the same for everybody, and speaks of lists and people without having any. */
const aboutTheInterface = ['/docs', '/api/openapi.json']

type Spelling = [path: string, headers?: OutgoingHttpHeaders]
const spellings = (address: string): Spelling[] => [
  [address],
  [`${address}/`],
  [`/${address}`],
  [`${address}//`],
  [address.toUpperCase()],
  [address.replace(/\/(\w)/, (_, letter) => `/${letter.toUpperCase()}`)],
  [`${address}.rsc`],
  [`${address}?_rsc=1`, { rsc: '1' }],
  [address, { rsc: '1', 'next-router-prefetch': '1', 'next-router-state-tree': '%5B%22%22%5D' }],
  [address, { rsc: '1', 'next-router-segment-prefetch': '/_tree', 'next-url': '/login' }],
  [`${address}.json`],
  [`/_next/data/build${address}.json`, { 'x-nextjs-data': '1' }],
  [`${address}%2e`],
  [`${address}/%2e`],
  [`${address}%00`],
  [`${address}%2f`],
  [`${address}%5c`],
  [`${address};a=b`],
  [address.replace(/(?<=.)\//g, '%2f')],
  [address.replace(/\w/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
  [`/login/..${address}`],
  [`/login/%2e%2e${address}`],
  [`/_next/static/..%2f..${address}`],
  [`http://localhost${address}`],
  [address, { 'x-middleware-subrequest': Array(5).fill('src/proxy:src/middleware:proxy').join(':') }],
  [address, { 'x-middleware-next': '1', 'x-middleware-rewrite': '/editor', 'x-middleware-prefetch': '1' }],
  [address, { 'x-middleware-override-headers': 'cookie', 'x-middleware-request-cookie': '__Host-at=x' }],
  [address, { 'x-client-local': '1', 'x-client-ip': '127.0.0.1', 'next-action': 'x'.repeat(40) }],
  [address, { 'x-http-method-override': 'GET', 'x-original-url': '/login', 'x-rewrite-url': '/login' }],
  [address, { authorization: 'Bearer', cookie: '__Host-at=; __Host-rt=; at=x' }],
  [
    '/login',
    { 'x-original-url': address, 'x-rewrite-url': address, 'x-matched-path': address, 'x-invoke-path': address },
  ],
]

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
test.afterAll(() => agent.destroy())

function ask(
  origin: string,
  method: string,
  [address, headers = {}]: Spelling,
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(origin)
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>()
  const asked = request({ agent, hostname, port, method, path: address, headers }, (response) => {
    let text = JSON.stringify(response.headers)
    response.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
  })
  asked.setTimeout(20_000, () => asked.destroy(new Error(`${method} ${address}: no answer`)))
  asked.on('error', reject).end()
  return promise
}

const post = (origin: string, where: string, cookie: string, body: unknown) => {
  const headers = { cookie, 'content-type': 'application/json' }
  return fetch(origin + where, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** What exists, of somebody who is not the one who asks. */
async function belongings(origin: string, { cookie }: Visitor): Promise<Record<string, string>> {
  const projects = await (await fetch(`${origin}/api/projects`, { headers: { cookie } })).json()
  const review = await (await post(origin, '/api/reviews', cookie, { code: 'x = 1', language: 'python' })).json()
  return { '/api/projects': projects.items[0].id, '/api/reviews': review.id }
}

async function allAddresses(theirs: Record<string, string>): Promise<Map<string, boolean>> {
  const pages = globSync('src/app/**/page.tsx').map((file) => path.dirname(file).replace(/^src\/app/, '') || '/')
  const addresses = new Map(pages.map((page) => [page, openPages.includes(page)]))
  for (const route of await allRoutes()) {
    const own = Object.entries(theirs).find(([place]) => route.address.startsWith(place))?.[1] ?? randomUUID()
    const values = { id: own, fileId: randomUUID(), commentId: randomUUID(), path: 'nothing', nextauth: 'providers' }
    addresses.set(pathOf(route, values), isOpenDoor(route.address))
  }
  return addresses
}

test('Z2: no spelling of any address, with any method, shows anything to somebody anonymous', async ({ baseURL }) => {
  test.setTimeout(400_000)
  const origin = baseURL as string
  const owner = await newVisitor(origin)
  const isOfOwner = (text: string) => text.includes(owner.email)
  const tells = (text: string) => isOfOwner(text) || /Sample: order|"items"|"user":/.test(text)
  for (const own of ['/editor', '/settings', '/api/users/me', '/api/projects']) {
    const seen = await ask(origin, 'GET', [own, { cookie: owner.cookie }])
    expect([seen.status, tells(seen.text)], own).toEqual([200, true])
  }
  const addresses = await allAddresses(await belongings(origin, owner))
  const asked = [...addresses].flatMap(([address, isOpen]) =>
    spellings(address).flatMap((spelling) =>
      methods.map((method) => ({
        method,
        spelling,
        mayAnswer: isOpen || spelling[0] === '/login',
        shows: aboutTheInterface.includes(address) ? isOfOwner : tells,
      })),
    ),
  )
  expect(addresses.size).toBeGreaterThan(35)
  const wrong = new Map<string, string>()
  const statuses = new Map<number, number>()
  const next = asked.values()
  const asking = async () => {
    for (const { method, spelling, mayAnswer, shows } of next) {
      const { status, text } = await ask(origin, method, spelling)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      const name = `${method} ${spelling[0]} ${JSON.stringify(spelling[1] ?? {})}`
      // Next answers OPTIONS by itself, with the methods there are.
      const isAnswer =
        status < 300 &&
        !mayAnswer &&
        !sendsToSignIn(method, spelling[0], text) &&
        !(method === 'OPTIONS' && status === 204)
      if (status >= 500 || isAnswer || shows(text)) wrong.set(name, `${status} ${text.slice(0, 200)}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, asking))
  test.info().annotations.push({ type: 'asked', description: `${asked.length}: ${JSON.stringify([...statuses])}` })
  expect(Object.fromEntries([...wrong].slice(0, 20))).toEqual({})
})
