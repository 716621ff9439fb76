/** Where a webhook may go: a public address, looked up once and then used, so that nobody is led into the city's own network. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

const PRIVATE = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv4')

const PUBLIC_6 = new BlockList()
PUBLIC_6.addSubnet('2000::', 3, 'ipv6')
// Of the public range: documentation, and tunnels that carry an IPv4 address inside.
const TUNNELS = new BlockList()
for (const [address, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  TUNNELS.addSubnet(address, bits, 'ipv6')

/** Is it an address on the open internet? */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip)
  if (family === 4) return !PRIVATE.check(ip, 'ipv4')
  return family === 6 && PUBLIC_6.check(ip, 'ipv6') && !TUNNELS.check(ip, 'ipv6')
}

export interface Target {
  url: URL
  /** The address to connect to, whatever the name says next time. */
  ip: string
}

/** Throws an Error that says why the address can't be used. */
export async function targetOf(text: string, privateToo: boolean): Promise<Target> {
  const url = new URL(text)
  if (url.username || url.password) throw new Error('an address with a password in it')
  if (url.protocol !== 'https:' && !privateToo) throw new Error('only https')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
  const hidden = privateToo ? undefined : found.find(a => !isPublicAddress(a.address))
  // One private address among public ones is enough to refuse: it is a trick.
  if (hidden || !found[0]) throw new Error('a private address')
  return { url, ip: found[0].address }
}

/** Why can the address not be used at all, leaving aside what its name leads to just now? */
export function whyNotUrl(text: string, privateToo: boolean): string | null {
  if (!URL.canParse(text)) return 'not an address'
  const { username, password, hostname, protocol } = new URL(text)
  const host = hostname.replace(/^\[|\]$/g, '')
  if (username || password) return 'an address with a password in it'
  if (privateToo) return null
  if (protocol !== 'https:') return 'only https'
  const isHidden = isIP(host)
    ? !isPublicAddress(host)
    : /^localhost\.?$|\.(localhost|local|internal)\.?$/i.test(host)
  return isHidden ? 'a private address' : null
}
