/** Addresses of machines, and networks of them as CIDR writes them (`10.0.0.0/8`, `fd00::/8`). */
import { BlockList, isIP } from 'node:net'

export const loopbackNetworks: readonly string[] = ['127.0.0.0/8', '::1']

/** Whether the text is an address of a machine, or a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsIn[version === 4 ? 'ipv4' : 'ipv6'])
}

/** Tells whether an address lies in one of the networks. */
export function within(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = familyOf(address)
    list.addSubnet(address, bits === undefined ? bitsIn[family] : Number(bits), family)
  }
  return address => isIP(address) > 0 && list.check(address, familyOf(address))
}

const bitsIn = { ipv4: 32, ipv6: 128 } as const
const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6')
