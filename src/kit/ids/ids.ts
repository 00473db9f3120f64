import { randomFillSync } from 'node:crypto'

/** Gives that many random bytes. Handed in wherever chance is needed, so that a test can say what falls. */
export type Random = (byteCount: number) => Uint8Array

const fetched = new Uint8Array(4096)
let used = fetched.length

/** The machine's own secure randomness, fetched for many at once; no byte is given twice. */
export const systemRandom: Random = byteCount => {
  if (byteCount > fetched.length) return randomFillSync(new Uint8Array(byteCount))
  if (used + byteCount > fetched.length) {
    randomFillSync(fetched)
    used = 0
  }
  const given = fetched.slice(used, used + byteCount)
  fetched.fill(0, used, used + byteCount)
  used += byteCount
  return given
}

/** The same bytes for the same seed (mulberry32), for tests and demonstrations only: whoever knows the seed knows every token. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return byteCount =>
    Uint8Array.from({ length: byteCount }, () => {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return (mixed ^ (mixed >>> 14)) & 0xff
    })
}

/**
 * An id whose order is the order of its making, to the millisecond (RFC 9562, version 7): 48 bits of time, 74 of chance.
 * Made here and not in the database, where `uuidv7()` exists only from PostgreSQL 18 on.
 */
export function uuidv7(now: Date, random: Random): string {
  const bytes = new Uint8Array(16)
  bytes.set(random(10), 6)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(now.getTime() / 2 ** 16))
  view.setUint16(4, now.getTime() % 2 ** 16)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Below every id that is made from this moment on, and above every id of before. */
export function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}

/** A secret for a link or a bearer: 128 bits in 22 characters that need no escaping in a URL. */
export function token(random: Random): string {
  return Buffer.from(random(16)).toString('base64url')
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether this is a UUID in the one spelling that we write: lower case with hyphens. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}
