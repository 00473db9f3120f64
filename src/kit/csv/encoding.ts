/**
 * Which encoding a file has, from a sample of its bytes.
 *
 * A byte-order mark decides. Without one, text in UTF-16 shows a zero in every second byte. Bytes that are valid UTF-8 with at least
 * one character beyond ASCII are UTF-8: by chance that hardly ever happens. What is left is either a one-byte encoding or UTF-8 with
 * a damaged place, and the two are told apart by asking whether the text *reads*: an accented letter belongs beside another letter
 * ("Inès"), a sign such as © may stand alone. When most of the high bytes read, it is Windows Western (or the old Macintosh's, whose
 * letters lie where Windows has its signs); when they do not, one bad byte must not change how the whole file is read, so it stays
 * UTF-8 and the reader reports the line.
 */
import { isUtf8 } from 'node:buffer'
import type { Encoding } from './table.ts'

export interface EncodingFound {
  readonly encoding: Encoding
  readonly markBytes: number
  readonly sure: boolean
}

/** The encoding of the sample; `whole` says that the sample is the entire file, so that it does not end inside a character by chance. */
export function encodingOf(sample: Uint8Array, whole: boolean): EncodingFound {
  for (const [encoding, mark] of marks)
    if (mark.every((byte, at) => sample[at] === byte)) return { encoding, markBytes: mark.length, sure: true }
  const wide = wideOf(sample)
  if (wide) return { encoding: wide, markBytes: 0, sure: true }
  const complete = whole ? sample : sample.subarray(0, sample.length - unfinishedBytes(sample))
  if (isUtf8(complete)) return { encoding: 'utf-8', markBytes: 0, sure: true }
  const { valid, bad } = sequencesIn(complete)
  const western = readsAs('windows-1252', complete)
  const macintosh = readsAs('macintosh', complete)
  const best = Math.max(western, macintosh)
  if (valid >= bad || best < 0.5) return { encoding: 'utf-8', markBytes: 0, sure: false }
  return { encoding: macintosh > western ? 'macintosh' : 'windows-1252', markBytes: 0, sure: best > 0.9 }
}

/** Up to `limit` different words of the text with a letter beyond ASCII: what a person looks at to see that an encoding is right. */
export function tellingWords(text: string, limit = 5): string[] {
  const words = new Set<string>()
  for (const [word] of text.matchAll(/(?<![\p{L}\p{M}'’-])[\p{L}\p{M}'’-]{0,40}[^\p{ASCII}\p{Cs}\s][\p{L}\p{M}'’-]{0,40}/gu)) {
    if (/\p{L}/u.test(word) && word.length <= 40) words.add(word)
    if (words.size >= limit) break
  }
  return [...words]
}

/** How many bytes at the end begin a UTF-8 character without ending it. */
export function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc2) return lengthAfter(byte) > back ? back : 0
  }
  return 0
}

/** The length of the valid UTF-8 character at a place, 0 when there is none. */
export function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = lengthAfter(first)
  if (length === 0 || at + length > bytes.length) return 0
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const lengthAfter = (first: number): number => (first >= 0xf5 || first < 0xc2 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2)

/** UTF-16 of mostly Latin text: four of ten pairs have a zero on the same side. */
function wideOf(sample: Uint8Array): Encoding | null {
  const pairs = Math.min(sample.length, 8192) >> 1
  let even = 0
  let odd = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (sample[2 * pair] === 0) even++
    if (sample[2 * pair + 1] === 0) odd++
  }
  if (pairs < 2 || Math.max(even, odd) < pairs * 0.4) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

function sequencesIn(bytes: Uint8Array): { valid: number; bad: number } {
  let valid = 0
  let bad = 0
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at)
    if (length > 1) valid++
    if (length === 0) bad++
    at += length || 1
  }
  return { valid, bad }
}

/** The share of characters beyond ASCII that stand where such characters stand in written language. */
function readsAs(encoding: 'windows-1252' | 'macintosh', bytes: Uint8Array): number {
  const text = new TextDecoder(encoding).decode(bytes)
  let high = 0
  let read = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character < '\x80') continue
    high++
    const before = text.charAt(at - 1)
    const after = text.charAt(at + 1)
    if (letter.test(character) ? isInWord(before, character, after) : sign.test(character)) read++
  }
  return high === 0 ? 0 : read / high
}

/** Beside another letter, and no capital between a letter and a small one: that is how one encoding's letters look in another. */
function isInWord(before: string, character: string, after: string): boolean {
  const isCapitalWithin = character !== character.toLowerCase() && letter.test(before) && after !== after.toUpperCase()
  return (letter.test(before) || letter.test(after)) && !isCapitalWithin
}

const letter = /\p{L}/u
const sign = /[©®°§€£–—‘’“”„…•«»¿¡·×½¼¾²³\u00a0ºª™´`¨]/u
