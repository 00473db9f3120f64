/**
 * From where a request comes: the address of the socket, unless a proxy of ours holds its other end. Each proxy adds the address that it
 * saw itself to the end of X-Forwarded-For, so the list is read from its end, and the first address that is no proxy of ours is the caller's.
 * What stands before it was written by the caller, who may write anything.
 */
import { isIP } from 'node:net'

/** The address of the caller. A header counts only as far as proxies vouch for it. */
export function callerAddress(socket: string, forwardedFor: string | null, isProxy: (address: string) => boolean): string {
  const told = (forwardedFor ?? '').split(',').map(plainAddress)
  let address = plainAddress(socket) ?? socket
  while (isProxy(address)) {
    const before = told.pop()
    if (!before) return address
    address = before
  }
  return address
}

/** An address without the port that some proxies add, and in one way of writing; null: it is none. */
function plainAddress(text: string): string | null {
  const bare = text.trim().replace(/^::ffff:(?=[\d.]+$)/i, '')
  const address = /^\[(.+)\](?::\d+)?$/.exec(bare)?.[1] ?? /^([\d.]+):\d+$/.exec(bare)?.[1] ?? bare
  return isIP(address) > 0 ? address.toLowerCase() : null
}
