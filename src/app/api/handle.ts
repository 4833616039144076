// The wrappers every handler is made with: who asks, may they, how often; and what was thrown becomes an answer.
import type { Actor } from '#accounts/actor.ts'
import { requireAdministrator } from '#accounts/administer.ts'
import { identify } from '#accounts/identify.ts'
import type { LimitState } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import type { Scope } from '#contract/settings.ts'
import { giveBackToLimit, type LimitName, takeFromLimit } from '#limits.ts'
import { requestSeconds, requests } from '#metrics.ts'
import { contextOf, inSpan } from '#tracing.ts'
import { answerFor, sayWhatIsLeft } from './answer.ts'
import { refuseCrossSite } from './cross-site.ts'
import type { Answer } from './plain.ts'

/** What a read needs of a request: the front door has no more at hand when it answers one by itself. */
export type Asked = Pick<Request, 'method' | 'url'> & { headers: Pick<Headers, 'get'> }

export type Call<Of extends Asked = Request> = {
  request: Of
  params: Params
  /** The client's address, as the front door saw it. */
  address: string
  /** The access token's id; null for callers without a session. */
  jti: string | null
}
export type SignedInCall<Of extends Asked = Request> = Call<Of> & { actor: Actor }

/** A catch-all parameter is a list. */
export type Params = Record<string, string | string[]>

// A route without parameters is given none.
type Context = { params: Promise<Params | undefined> }
export type Route<Of extends Asked = Request, An extends Answer = Response> = (
  request: Of,
  context: Context,
) => Promise<An | Response>

/** For everybody; limited by address. */
export const open = <Of extends Asked = Request, An extends Answer = Response>(
  limit: LimitName | null,
  handler: (call: Call<Of>) => Promise<An>,
): Route<Of, An> => route(limit, async (call) => ({ key: call.address, answer: () => handler(call) }))

/**
 * For signed-in people; limited by user. A stranger is told 401 before anything is read.
 * @param scope what an API token must be allowed to do here; null where only a person in a browser may.
 * @param lookAhead for whoever holds a cookie of ours: asks for what the handler may tell if the session goes on, while that
 * is asked; so is the limit. The handler is given it, or nothing.
 */
export const signedIn = <Of extends Asked = Request, An extends Answer = Response, Ahead = never>(
  limit: LimitName,
  scope: Scope | null,
  handler: (call: SignedInCall<Of> & { ahead: Ahead | undefined }) => Promise<An>,
  lookAhead?: (params: Params) => Ahead,
): Route<Of, An> =>
  route(limit, async (call) => {
    const seen: { ahead?: Ahead; taken?: Taken } = {}
    const session = await identify(call.request.headers, (userId) => {
      if (!lookAhead) return
      seen.ahead = lookAhead(call.params)
      seen.taken = takeAhead(limit, userId)
    })
    if (!session) {
      seen.taken?.giveBack()
      throw new Problem('unauthenticated', 'Please sign in.')
    }
    if (session.scopes && (scope === null || !session.scopes.includes(scope)))
      throw new Problem('forbidden', scope ? `This token lacks the scope ${scope}.` : 'No token may do this.')
    const { actor, jti } = session
    const { ahead, taken } = seen
    return { key: actor.userId, left: taken?.left, answer: () => handler({ ...call, ahead, actor, jti }) }
  })

type Taken = { left: Promise<LimitState>; giveBack: () => void }

/** Of whom the token names, before it is known whether their session goes on: if not, they are owed it again. */
function takeAhead(limit: LimitName, userId: string): Taken {
  const left = takeFromLimit(limit, userId)
  left.catch(() => {}) // whoever waits for it is told
  return { left, giveBack: () => void left.then(() => giveBackToLimit(limit, userId)).catch(() => {}) }
}

/** For the instance's administrator; for everybody else there is nothing here. */
export const administrator = (limit: LimitName, handler: (call: SignedInCall) => Promise<Response>): Route =>
  signedIn(limit, null, async (call) => {
    requireAdministrator(call.actor)
    return handler(call)
  })

/** `left`: where it was taken from the limit already. */
type Admitted<An> = { key: string; left?: Promise<LimitState> | undefined; answer: () => Promise<An> }
type Admit<Of extends Asked, An> = (call: Call<Of>) => Promise<Admitted<An>>

function route<Of extends Asked, An extends Answer>(limit: LimitName | null, admit: Admit<Of, An>): Route<Of, An> {
  return async (request, context) => {
    const stop = requestSeconds.startTimer()
    const name = `${request.method} ${await template(request, context)}`
    const response = await inSpan(name, spanOf(request, name), async (span) => {
      const answer = await attempt(limit, admit, request, context)
      span?.setAttribute('http.response.status_code', answer.status)
      return answer
    })
    stop({ route: name })
    requests.inc({ route: name, status: response.status })
    response.headers.set('cache-control', 'no-store')
    return response
  }
}

const spanOf = ({ method, headers }: Asked, name: string) => ({
  kind: 'SERVER' as const,
  parent: contextOf(headers),
  attributes: {
    'http.request.method': method,
    'http.route': name.slice(method.length + 1),
    'lintel.request_id': headers.get('x-request-id') ?? '',
  },
})

async function attempt<Of extends Asked, An extends Answer>(
  limit: LimitName | null,
  admit: Admit<Of, An>,
  request: Of,
  context: Context,
): Promise<An | Response> {
  try {
    refuseCrossSite(request)
    const address = request.headers.get('x-client-ip') ?? 'unknown'
    const admitted = await admit({ request, params: (await context.params) ?? {}, address, jti: null })
    const left = limit && (await (admitted.left ?? takeFromLimit(limit, admitted.key)))
    const response = await admitted.answer()
    if (limit && left) sayWhatIsLeft(response, limit, left.remaining, left.resetSeconds)
    return response
  } catch (error) {
    return answerFor(error, request)
  }
}

/** The path with the names of its parameters, so that metrics do not grow with whatever somebody asks for. */
async function template(request: Asked, context: Context): Promise<string> {
  let path = `${pathOf(request.url)}/`
  const params: [string, string | string[]][] = Object.entries((await context.params) ?? {})
  for (const [name, value] of params.reverse()) {
    const part = `/${[value].flat().join('/')}/`
    const at = path.lastIndexOf(part)
    if (at < 0) return '(in another spelling)'
    path = `${path.slice(0, at)}/{${name}}${path.slice(at + part.length - 1)}`
  }
  return path.slice(0, -1)
}

/** Of an address that `URL` has been through already, which takes longer than to look for its third slash. */
function pathOf(url: string): string {
  const [address = ''] = url.split(/[?#]/, 1)
  return address.slice(address.indexOf('/', address.indexOf('://') + 3))
}
