// The one way out to a model's server: never to a link-local or cloud-metadata address, and never on to where it points.
import { type LookupAddress, type LookupOptions, lookup as lookUp } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { type Clocks, httpFetch } from './http-fetch.ts'

export const forbiddenAddress = 'forbidden address'

/** Rejects with an Error whose message is `forbiddenAddress`; a redirect is handed back as the answer it is. */
export const guardedFetch =
  (clocks?: Clocks): typeof fetch =>
  async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (isForbiddenHost(url.hostname)) throw new Error(forbiddenAddress)
    return httpFetch(url, init, { lookup: guardedLookup(), ...(clocks && { clocks }) })
  }

type Told = (error: Error | null, addresses: LookupAddress[]) => void
type Resolve = (hostname: string, options: LookupOptions & { all: true }, told: Told) => void
const bySystem: Resolve = (hostname, options, told) => lookUp(hostname, options, told)

/** The connection goes to the very address that was looked at: a name cannot mean another one a moment later. */
export const guardedLookup =
  (resolve = bySystem): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true } as LookupOptions & { all: true }, (error, addresses) => {
      const bad = !error && addresses.some(({ address }) => isForbiddenAddress(address))
      if (error || bad) return done(error ?? new Error(forbiddenAddress), '', 4)
      if (options.all) return done(null, addresses)
      const [first] = addresses
      done(null, first?.address ?? '', first?.family)
    })
  }

/** `hostname` as a URL tells it: IPv6 in brackets, odd spellings of IPv4 already made plain. */
export function isForbiddenHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  return metadataName.test(host) || (isIP(host) !== 0 && isForbiddenAddress(host))
}

const isForbiddenAddress = (address: string) => forbidden.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const metadataName = /^(metadata|instance-data)(\.|$)/

const forbidden = new BlockList()
forbidden.addSubnet('169.254.0.0', 16)
forbidden.addSubnet('fe80::', 10, 'ipv6')
// Where clouds keep their metadata outside the link-local nets: AWS over IPv6, Alibaba, Azure.
forbidden.addAddress('fd00:ec2::254', 'ipv6')
forbidden.addAddress('100.100.100.200')
forbidden.addAddress('168.63.129.16')
