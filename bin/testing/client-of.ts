// The typed client of somebody, whose requests go straight to the handlers.
import { type Client, createClient } from '#contract/client.ts'
import { call } from './call.ts'
import type { Person } from './people.ts'
import { allRoutes, type Route } from './routes.ts'

export async function clientOf(as: Person): Promise<Client> {
  // A fixed address comes before one with a parameter in its place, as in Next.
  const inOrder = (await allRoutes()).toSorted((a, b) => a.params.length - b.params.length)
  const routes = inOrder.map((route) => ({ route, pattern: patternOf(route) }))
  return createClient(async (path, { method = 'GET', headers, body }) => {
    const [address = ''] = path.split('?')
    const found = routes.find(({ route, pattern }) => route.verb === method && pattern.test(address))
    if (!found) throw new Error(`nobody answers ${method} ${path}`)
    const params = Object.fromEntries(Object.entries(found.pattern.exec(address)?.groups ?? {}).map(decoded))
    const sent = body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : body
    const more = sent === undefined ? {} : { body: sent }
    return call(found.route.handler, { method, path, params, headers: headers as Record<string, string>, as, ...more })
  })
}

const decoded = ([name, value]: [string, string]): [string, string] => [name, decodeURIComponent(value)]

/** A catch-all answers for nobody here. */
const patternOf = ({ address }: Route) =>
  new RegExp(`^${address.replace(/\{\.\.\.\w+\}/g, '(?!)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
