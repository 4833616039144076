// Every address of the HTTP interface with its handler, read from the tree: a new route is in every matrix by itself.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Handler } from './call.ts'

export type Route = {
  verb: string
  address: string
  /** Such as `GET /api/reviews/{id}`. */
  name: string
  handler: Handler
  /** A catch-all begins with three dots. */
  params: string[]
  readsJson: boolean
}

const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Where nobody is asked who they are. */
export const isOpenDoor = (address: string) =>
  /^\/(api\/auth\/(register|login|refresh|logout|reset|\{\.\.\.nextauth\})|api\/\{\.\.\.path\}|api\/openapi\.json|healthz|readyz|metrics)$/.test(
    address,
  )

export async function allRoutes(): Promise<Route[]> {
  const routes: Route[] = []
  for (const file of globSync('src/app/**/route.ts').sort()) {
    const address = path
      .dirname(file)
      .replace(/^src\/app/, '')
      .replace(/\[([^\]]+)\]/g, '{$1}')
    const params = [...address.matchAll(/\{((?:\.\.\.)?\w+)\}/g)].map(([, name]) => name as string)
    const handlers: Record<string, Handler> = await import(path.resolve(file))
    const source = readFileSync(file, 'utf8')
    for (const verb of verbs) {
      const handler = handlers[verb]
      const own = new RegExp(`^export const ${verb} =[^]*?(?=^export |(?![^]))`, 'm').exec(source)?.[0] ?? ''
      const readsJson = own.includes('readJson(')
      if (handler) routes.push({ verb, address, name: `${verb} ${address}`, handler, params, readsJson })
    }
  }
  return routes
}

export const pathOf = ({ address }: Route, values: Record<string, string>) =>
  address.replace(/\{(?:\.\.\.)?(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ''))

/** As Next hands them to a handler: a catch-all as a list. */
export const paramsOf = ({ params }: Route, values: Record<string, string>): Record<string, string | string[]> =>
  Object.fromEntries(
    params.map((name) => {
      const plain = name.replace('...', '')
      return [plain, plain === name ? (values[plain] ?? '') : (values[plain] ?? '').split('/')]
    }),
  )
