// One message over the wire: to the very address that was looked at, no further than that, and not for long.
import { lookup } from 'node:dns/promises'
import { type ClientRequest, request as plainRequest, type RequestOptions } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP } from 'node:net'
import { env } from '#env.ts'
import { isAllowed } from './allowed-address.ts'

const TIMEOUT_MS = 10_000
/** Of an answer nothing but its status is wanted; whoever sends more is not listened to. */
const MOST_BYTES = 1024

export type Resolve = (hostname: string) => Promise<string[]>
type Message = { url: string; headers: Record<string, string>; body: string }

/** The status of the answer, redirects included: they are not followed. Throws an Error in words for the log. */
export async function post({ url, headers, body }: Message, resolve: Resolve = addressesOf): Promise<number> {
  const target = new URL(url)
  const mayBePrivate = env().WEBHOOK_ALLOW_PRIVATE
  if (target.protocol !== 'https:' && !mayBePrivate) throw new Error('Only https is allowed.')
  const address = await allowedAddress(target.hostname, mayBePrivate, resolve)
  return send(target, address, headers, body)
}

/** Every address of the name must be allowed: else the next look-up would choose. */
async function allowedAddress(hostname: string, mayBePrivate: boolean, resolve: Resolve): Promise<string> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host)
  const [first] = addresses
  if (first === undefined) throw new Error('The name of the host is not known.')
  if (!addresses.every((one) => isAllowed(one, mayBePrivate)))
    throw new Error('The address leads into a private network.')
  return first
}

const addressesOf: Resolve = async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true }).catch(() => [])
  return found.map(({ address }) => address)
}

function send(target: URL, address: string, headers: Record<string, string>, body: string): Promise<number> {
  const family = isIP(address)
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    lookup: (_, { all }, found) => (all ? found(null, [{ address, family }]) : found(null, address, family)),
  }
  const start = target.protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((resolve, reject) => {
    const asked = start(target, options)
    asked.on('error', (error) => reject(new Error(inWords(error))))
    asked.on('response', (response) => {
      let bytes = 0
      const enough = () => finish(asked, () => resolve(response.statusCode ?? 0))
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes >= MOST_BYTES) enough()
      })
      response.on('end', enough).on('error', enough)
    })
    asked.end(body)
  })
}

function finish(asked: ClientRequest, done: () => void): void {
  done()
  asked.destroy()
}

/** The code says it all, and nothing of the house. */
const inWords = (error: Error & { code?: string }) =>
  error.name === 'AbortError' || error.name === 'TimeoutError' || error.code === 'ABORT_ERR'
    ? 'No answer within 10 s.'
    : `The connection failed (${error.code ?? 'no reason given'}).`
