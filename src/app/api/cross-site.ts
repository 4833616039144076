// Another site must not make a signed-in browser change anything here.
import { Problem } from '#contract/problem.ts'
import { env } from '#env.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Browsers say where a request comes from, in `Sec-Fetch-Site` or at least in `Origin`. A caller that says neither is no
 * browser. The origin is compared with the configured one: the Host header is the caller's to choose.
 */
export function refuseCrossSite(request: Pick<Request, 'method'> & { headers: Pick<Headers, 'get'> }): void {
  if (safe.has(request.method)) return
  // No browser sends a bearer by itself, and cookies do not count beside it. The password of a proxy in front it does.
  if (/^Bearer /i.test(request.headers.get('authorization') ?? '')) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const fromHere =
    (site === 'same-origin' && !isRebound(request.headers.get('host'))) ||
    (origin !== null ? origin === env().APP_ORIGIN : site === null)
  if (!fromHere)
    throw new Problem(
      'cross-site',
      `This request comes from another site than ${env().APP_ORIGIN}. Is APP_ORIGIN set to the address you use?`,
    )
}

/**
 * A name of somebody else's that suddenly means this machine is the same origin to a browser. Where Lintel is used from
 * the machine it runs on, only names of that machine count; elsewhere a proxy in front may send any.
 */
const isRebound = (host: string | null) =>
  host !== null && isLoopback(new URL(env().APP_ORIGIN).host) && !isLoopback(host)

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host)
