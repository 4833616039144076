// Where a webhook may go: the open internet. People name the address, so it must not lead into the house.
import { BlockList, isIP } from 'node:net'

/** `address` is an IP address as the resolver tells it. */
export function isAllowed(address: string, mayBePrivate: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (!isIP(address) || never.check(address, family)) return false
  if (mayBePrivate) return true
  return family === 'ipv4'
    ? !notGlobal.check(address)
    : global6.check(address, 'ipv6') && !notGlobal.check(address, 'ipv6')
}

// Where clouds keep their metadata: not even whoever allows private addresses wants these.
const never = new BlockList()
never.addSubnet('169.254.0.0', 16)
never.addAddress('100.100.100.200')
never.addAddress('168.63.129.16')
never.addSubnet('fe80::', 10, 'ipv6')
never.addAddress('fd00:ec2::254', 'ipv6')

/** IPv4 that is not global unicast (RFC 6890 and its registry), and what of IPv6 leads back to IPv4 or nowhere. */
const notGlobal = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notGlobal.addSubnet(net, prefix)
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notGlobal.addSubnet(net, prefix, 'ipv6')

const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
