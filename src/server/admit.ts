// What every request goes through: a request id, the client's true address, no headers that pretend, no endless body.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { addressOf, isLocal } from './address.ts'
import { bodyLimit, closeAfterRefusal, hasBody, limitBody } from './body.ts'
import { contentSecurityPolicy, newNonce, securityHeaders } from './headers.ts'
import { refuse } from './refuse.ts'

/** What only we, or Next itself, may say to a handler. */
const pretended =
  /^(x-client-ip|x-client-local|x-real-ip|forwarded|x-forwarded-.*|x-middleware-.*|x-nextjs-.*|next-action|x-nonce|content-security-policy)$/

/** Next falls over the others, such as TRACE. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The request id, or null when the request was refused here. */
export function admit(request: IncomingMessage, response: ServerResponse): string | null {
  const [address, local] = [addressOf(request), isLocal(request)]
  const given = request.headers['x-request-id']
  const requestId = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
  const nonce = newNonce()
  const policy = contentSecurityPolicy(nonce)

  for (const name of Object.keys(request.headers)) if (pretended.test(name)) delete request.headers[name]
  request.headers['x-request-id'] = requestId
  request.headers['x-client-ip'] = address
  if (local) request.headers['x-client-local'] = '1'
  request.headers['x-nonce'] = nonce
  request.headers['content-security-policy'] = policy // Next reads the nonce for its own scripts here

  for (const [name, value] of securityHeaders()) response.setHeader(name, value)
  response.setHeader('content-security-policy', policy)
  response.setHeader('x-request-id', requestId)

  if (!methods.has(request.method ?? '')) {
    refuse(response, requestId, 'method-not-allowed', 'Nothing here answers to this method.')
    return null
  }
  if (!isDecodable(request.url ?? '/')) {
    refuse(response, requestId, 'invalid', 'This address is not valid UTF-8.')
    return null
  }
  const limit = bodyLimit(request.url ?? '/')
  const tooLarge = () => {
    refuse(response, requestId, 'too-large', `The body is larger than ${limit / 1024} KiB.`)
    closeAfterRefusal(request)
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    tooLarge()
    return null
  }
  if (hasBody(request)) limitBody(request, limit, tooLarge)
  return requestId
}

function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true
  try {
    decodeURIComponent(url.split('?', 1)[0] as string)
    return true
  } catch {
    return false
  }
}
