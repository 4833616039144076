// `fetch` to a model's server with a clock for each way of hanging: no connection, no answer, an answer that stops.
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'

/** All in milliseconds. `firstByteMs` counts until the head of the answer, `idleMs` between two pieces of its body. */
export type Clocks = { connectMs: number; firstByteMs: number; idleMs: number }

export const standardClocks: Clocks = { connectMs: 5_000, firstByteMs: 30_000, idleMs: 30_000 }

export type Way = { clocks?: Clocks; lookup?: LookupFunction }

/** Follows no redirect. Rejects with what the socket says, or with an error named TimeoutError. */
export function httpFetch(
  url: URL,
  init: RequestInit,
  { clocks = standardClocks, lookup }: Way = {},
): Promise<Response> {
  const signal = init.signal ?? new AbortController().signal
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  if (signal.aborted) return Promise.reject(signal.reason)
  const { request: send } = url.protocol === 'https:' ? https : http
  const request = send(url, {
    method: init.method ?? 'GET',
    headers: { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' },
    ...(lookup && { lookup }),
  })
  let answer: IncomingMessage | null = null
  // Whoever reads the body is to hear the reason too, and not that a socket was closed.
  const breakOff = (reason: Error) => {
    answer?.destroy(reason)
    request.destroy(reason)
  }
  const clock = openClock((what) => breakOff(timeout(what)))
  const stop = () => breakOff(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  request.on('close', () => {
    clock.stop()
    signal.removeEventListener('abort', stop)
  })
  request.on('error', reject)
  request.on('socket', (socket) => {
    if (!socket.connecting) return clock.start(clocks.firstByteMs, FIRST_BYTE)
    clock.start(clocks.connectMs, 'No connection')
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect'
    socket.once(ready, () => clock.start(clocks.firstByteMs, FIRST_BYTE))
  })
  request.on('response', (response) => {
    answer = response
    const beat = () => clock.start(clocks.idleMs, 'The answer stopped')
    beat()
    response.on('data', beat)
    response.pause()
    resolve(responseOf(response))
  })
  request.end(init.body as string | undefined)
  return promise
}

const FIRST_BYTE = 'No answer'

function openClock(over: (what: string) => void) {
  let timer: NodeJS.Timeout | undefined
  return {
    start: (milliseconds: number, what: string) => {
      clearTimeout(timer)
      timer = setTimeout(() => over(`${what} within ${milliseconds / 1000} s`), milliseconds)
    },
    stop: () => clearTimeout(timer),
  }
}

const timeout = (message: string) => Object.assign(new Error(message), { name: 'TimeoutError' })

const bodiless = new Set([101, 204, 205, 304])

function responseOf(response: IncomingMessage): Response {
  const { statusCode: status = 502, headers } = response
  const told = Object.entries(headers).map(([name, value]): [string, string] => [name, [value].flat().join(', ')])
  if (bodiless.has(status)) return new Response(null, { status, headers: told })
  return new Response(Readable.toWeb(response) as ReadableStream<Uint8Array>, { status, headers: told })
}
