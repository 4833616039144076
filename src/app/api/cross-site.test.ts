// Every changing address of the tree, asked the way another site would make a browser ask.
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../../bin/testing/call.ts'
import { newAdministrator, type Person } from '../../../bin/testing/people.ts'
import { allRoutes, paramsOf, pathOf, type Route } from '../../../bin/testing/routes.ts'
import { db } from '../../db/client.ts'
import { env } from '../../env.ts'

let routes: Route[]
let person: Person
test.beforeAll(async () => {
  routes = await allRoutes()
  person = await newAdministrator()
})
const changing = () => routes.filter(({ verb }) => !['GET', 'HEAD', 'OPTIONS'].includes(verb))
async function isCrossSite(response: Response): Promise<boolean> {
  expect(response.status).toBeLessThan(500)
  return response.status === 403 && (await problemOf(response)).code === 'cross-site'
}

function ask(route: Route, headers: Record<string, string>, body?: unknown, as?: Person) {
  const values = { id: randomUUID(), fileId: randomUUID(), commentId: randomUUID(), path: 'nothing', nextauth: 'csrf' }
  const where = { path: pathOf(route, values), params: paramsOf(route, values) }
  return call(route.handler, { ...where, method: route.verb, headers, as, ...(body !== undefined && { body }) })
}

const sites = ['same-origin', 'same-site', 'cross-site', 'none', null]
const authorizations = [null, 'Bearer x', 'bearer x', 'Basic eDp5', '']
const origins = () => {
  const here = env().APP_ORIGIN
  return [here, null, 'null', 'https://evil.example', here.replace('http:', 'https:'), `${here}.evil.example`]
}

test('C1: at every changing address, 150 ways to ask: only this site, or no browser, passes', async () => {
  test.setTimeout(120_000)
  expect(changing().length).toBeGreaterThan(15)
  for (const route of changing())
    for (const site of sites)
      for (const origin of origins())
        for (const authorization of authorizations) {
          const fromHere = site === 'same-origin' || origin === env().APP_ORIGIN || (site === null && origin === null)
          // A browser sends a bearer never by itself, the password of a proxy in front always.
          const passes = fromHere || /^bearer /i.test(authorization ?? '')
          const headers = {
            ...(site && { 'sec-fetch-site': site }),
            ...(origin && { origin }),
            ...(authorization !== null && { authorization }),
          }
          const refused = await isCrossSite(await ask(route, headers))
          if (refused === passes) expect.soft(refused, `${route.name} ${JSON.stringify(headers)}`).toBe(!passes)
        }
})

test('C1: reading is never asked where it comes from', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  for (const route of routes.filter(({ verb }) => verb === 'GET'))
    expect.soft(await isCrossSite(await ask(route, headers)), route.name).toBe(false)
})

const foreign = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain; application/json',
  'application/jsonp',
  'application/merge-patch+json',
  'text/json',
  '',
]

test('C2: every address that reads JSON reads nothing else', async () => {
  const readers = routes.filter(({ readsJson }) => readsJson)
  expect(readers.length).toBeGreaterThan(10)
  for (const route of readers)
    for (const type of foreign) {
      const response = await ask(route, { 'content-type': type, 'if-match': '"1"' }, '{}', person)
      expect.soft(response.status, `${route.name} with ${type}`).toBe(415)
      expect.soft((await problemOf(response)).code).toBe('wrong-content-type')
    }
})

test('C2: a GET changes nothing', async () => {
  const tables = await db().execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  expect(tables.length).toBeGreaterThan(10)
  const everything = async () => {
    const digests: [string, unknown][] = []
    for (const { name } of tables) {
      const digest = sql`md5(coalesce(string_agg(t::text, '|' order by t::text), ''))`
      const [row] = await db().execute(sql`select ${digest} as digest from ${sql.identifier(name)} t`)
      digests.push([name, row?.digest])
    }
    return digests
  }
  const before = await everything()
  // That somebody took everything along is written down, as with a project, of which nobody has the one asked for here.
  const asked = routes.filter(({ name }) => name.startsWith('GET ') && name !== 'GET /api/users/me/export')
  for (const route of asked) await ask(route, {}, undefined, person)
  expect(await everything()).toEqual(before)
})

test('C1: a name that was made to mean this machine is another site, whatever the browser makes of it', async () => {
  const [login] = changing().filter(({ address }) => address === '/api/auth/login') as [Route]
  const refused = (host: string, more: Record<string, string> = {}) =>
    ask(login, { host, 'sec-fetch-site': 'same-origin', ...more }).then(isCrossSite)
  for (const host of ['evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example:3000', '192.0.2.7', ''])
    expect.soft(await refused(host), host).toBe(true)
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])
    expect.soft(await refused(host), host).toBe(false)
  expect(await refused('evil.example:3000', { origin: 'null' })).toBe(true)
})
