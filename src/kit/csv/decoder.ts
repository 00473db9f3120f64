/**
 * Bytes to text, piece by piece, losing nothing: a byte that is no character of UTF-8 becomes one lone surrogate (U+DC00 + byte), which
 * valid text never contains. So a bad byte travels with its cell, and the row that holds it can be reported by line and column.
 */
import { isUtf8 } from 'node:buffer'
import { characterLength, unfinishedBytes } from './encoding.ts'
import type { Encoding } from './table.ts'

export interface Decoder {
  readonly push: (bytes: Uint8Array) => string
  /** What was still open at the end of the file. */
  readonly end: () => string
}

export function decoderFor(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return utf8Decoder()
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be'
  let bytesSeen = 0
  return {
    push: bytes => {
      bytesSeen += bytes.length
      return decoder.decode(bytes, { stream: true })
    },
    // half a character at the end of UTF-16 is a bad byte as well
    end: () => (isWide && bytesSeen % 2 === 1 ? badCharacter(0xff) : decoder.decode()),
  }
}

/** Whether a text holds a byte that could not be decoded. */
export const hasBadCharacter = (text: string): boolean => !text.isWellFormed()

/** The text with its bad bytes as a one-byte encoding reads them: what probably was meant. */
export function probablyMeant(text: string): string {
  return text.replace(/(?<![\ud800-\udbff])[\udc00-\udcff]/g, bad => western.decode(Uint8Array.of(bad.charCodeAt(0) & 0xff)))
}

const western = new TextDecoder('windows-1252')
const badCharacter = (byte: number): string => String.fromCharCode(0xdc00 + byte)

function utf8Decoder(): Decoder {
  let open = new Uint8Array(0)
  return {
    push: bytes => {
      const all = open.length === 0 ? bytes : Buffer.concat([open, bytes])
      const keep = unfinishedBytes(all)
      open = Uint8Array.from(all.subarray(all.length - keep))
      return decoded(all.subarray(0, all.length - keep))
    },
    end: () => decoded(open),
  }
}

function decoded(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return asText(bytes)
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at)
    if (length === 0) {
      text += asText(bytes.subarray(from, at)) + badCharacter(bytes[at] ?? 0)
      from = at + 1
    }
    at += length || 1
  }
  return text + asText(bytes.subarray(from))
}

const asText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
