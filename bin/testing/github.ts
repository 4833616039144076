// A GitHub Enterprise Server for the browser stories, as far as signing in goes: whoever enters the name `ada` there has the
// primary address ada@github.example, verified unless the name begins with "unverified".
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Variables } from '../launch/child.ts'

type Grant = { name: string; challenge: string; redirectUri: string }
/** `asked`: what of its API, in this order. */
export type GitHub = { settings: Variables; asked: string[]; close(): void }

export async function startGitHub(port: number): Promise<GitHub> {
  const url = `http://127.0.0.1:${port}`
  const client = { id: 'lintel', secret: randomBytes(24).toString('hex') }
  const [codes, tokens, asked] = [new Map<string, Grant>(), new Map<string, string>(), [] as string[]]

  function authorize(query: URLSearchParams, response: ServerResponse) {
    const name = query.get('login')
    const [redirectUri, challenge] = [query.get('redirect_uri') ?? '', query.get('code_challenge') ?? '']
    if (query.get('client_id') !== client.id || !query.get('state') || !challenge) return end(response, 400, {})
    if (!name) return form(response, query)
    const code = randomBytes(10).toString('hex')
    codes.set(code, { name, challenge, redirectUri })
    const back = new URL(redirectUri)
    for (const [key, value] of [
      ['code', code],
      ['state', query.get('state') as string],
      ['iss', `${url}/login/oauth`],
    ])
      back.searchParams.set(key as string, value as string)
    response.writeHead(302, { location: back.href }).end()
  }

  async function exchange(request: IncomingMessage, response: ServerResponse) {
    const given = new URLSearchParams(await text(request))
    const code = given.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
    const isClient = request.headers.authorization === basic || given.get('client_secret') === client.secret
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || !isClient || grant.challenge !== challenge || grant.redirectUri !== given.get('redirect_uri'))
      return end(response, 200, { error: 'bad_verification_code' }) // GitHub says 200 even then
    const token = `gho_${randomBytes(18).toString('hex')}`
    tokens.set(token, grant.name)
    end(response, 200, { access_token: token, token_type: 'bearer', scope: 'read:user,user:email' })
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    if (pathname === '/login/oauth/authorize') return authorize(searchParams, response)
    if (pathname === '/login/oauth/access_token') return exchange(request, response)
    const name = tokens.get(/^(?:Bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
    if (pathname.startsWith('/api/')) asked.push(`${pathname}${name ? '' : ' without a token'}`)
    if (!name) return end(response, 401, { message: 'Bad credentials' })
    if (pathname === '/api/v3/user') return end(response, 200, userOf(name))
    if (pathname === '/api/v3/user/emails') return end(response, 200, emailsOf(name))
    end(response, 404, { message: 'Not Found' })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    settings: { GITHUB_URL: url, GITHUB_CLIENT_ID: client.id, GITHUB_CLIENT_SECRET: client.secret },
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function form(response: ServerResponse, query: URLSearchParams): void {
  const kept = [...query].map(([key, value]) => `<input type="hidden" name="${key}" value="${escaped(value)}">`)
  const page = `<!doctype html><title>GitHub</title><form>${kept.join('')}<label>Name <input name="login"></label>`
  response.writeHead(200, { 'content-type': 'text/html' }).end(`${page}<button>Authorize</button></form>`)
}
const escaped = (value: string) => value.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

/** The public address is whatever its owner likes to show, here everybody's the same. */
const userOf = (name: string) => ({ id: idOf(name), login: name, name: null, email: 'anybody@github.example' })
const idOf = (name: string) => createHash('sha256').update(name).digest().readUInt32BE()

const emailsOf = (name: string) => [
  { email: `${name}.second@github.example`, primary: false, verified: true },
  { email: `${name}@github.example`, primary: true, verified: !name.startsWith('unverified') },
]
