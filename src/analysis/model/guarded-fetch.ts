// The one way out to a model's server: never to a link-local or cloud-metadata address, and never on to where it points.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export const forbiddenAddress = 'forbidden address'

/** Rejects with an Error whose message is `forbiddenAddress`; a redirect is handed back as the answer it is. */
export const guardedFetch: typeof fetch = async (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input)
  if (await isForbidden(hostname)) throw new Error(forbiddenAddress)
  return fetch(input, { ...init, redirect: 'manual' })
}

/** `hostname` as a URL tells it: IPv6 in brackets, odd spellings of IPv4 already made plain. */
export async function isForbidden(hostname: string): Promise<boolean> {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (metadataName.test(host)) return true
  const addresses = isIP(host) ? [host] : await addressesOf(host)
  return addresses.some((address) => forbidden.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'))
}

const metadataName = /^(metadata|instance-data)(\.|$)/

const forbidden = new BlockList()
forbidden.addSubnet('169.254.0.0', 16)
forbidden.addSubnet('fe80::', 10, 'ipv6')
// Where clouds keep their metadata outside the link-local nets: AWS over IPv6, Alibaba, Azure.
forbidden.addAddress('fd00:ec2::254', 'ipv6')
forbidden.addAddress('100.100.100.200')
forbidden.addAddress('168.63.129.16')

/** None for a name that cannot be resolved: the request itself then says so. */
async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.map(({ address }) => address)
}
