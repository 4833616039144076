// Where a client is. Only what a trusted proxy added to X-Forwarded-For counts; the rest is what the client made up.
import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { once } from '#once.ts'

/** IPv6 as its /64: the rest is the client's to choose. */
export function addressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const forwarded = request.headers['x-forwarded-for']
  const hops = env().TRUSTED_PROXY_HOPS
  if (hops === 0) {
    if (forwarded !== undefined) warnOnce()
    return network(peer)
  }
  const chain = String(forwarded ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return network(chain.at(-hops) ?? peer)
}

export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain
  return isIPv6(plain) ? `${expand(plain).slice(0, 4).join(':')}::/64` : 'unknown'
}

function expand(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].map((part) => part.replace(/^0+(?=.)/, ''))
}

const ofProxies = /^(forwarded|via|x-real-ip|x-forwarded-.*)$/

/** From this very machine, and not by way of a proxy on it, nor of a page whose name was made to mean this machine. */
export const isLocal = ({ socket, headers }: IncomingMessage): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? 'localhost') &&
  !Object.keys(headers).some((name) => ofProxies.test(name))

const warnOnce = () =>
  once('forwarded-but-untrusted', () => {
    log.warn('X-Forwarded-For arrives, but TRUSTED_PROXY_HOPS is 0: everybody behind the proxy shares one address')
    return true
  })
