import { Unreadable } from './table.ts'

/** A source of bytes that is counted, limited and can be abandoned; its beginning can be had in one piece. */
export interface Intake {
  /** The first bytes, about `size` of them, and whether they are all. */
  readonly sample: (size: number) => Promise<{ readonly bytes: Uint8Array; readonly whole: boolean }>
  /** What comes after the sample, in pieces of a size worth reading. */
  readonly rest: () => AsyncGenerator<Uint8Array>
  readonly close: () => Promise<void>
  readonly bytesRead: () => number
}

/** The intake of a source. It throws `file_too_large` with the byte that passes the limit, and the signal's reason when it is aborted. */
export function intakeOf(source: AsyncIterable<Uint8Array>, limit: number, signal: AbortSignal | undefined): Intake {
  const iterator = source[Symbol.asyncIterator]()
  let bytesRead = 0
  let left: Uint8Array = nothing

  async function next(): Promise<Uint8Array | null> {
    signal?.throwIfAborted()
    const result = await iterator.next()
    if (result.done) return null
    bytesRead += result.value.length
    if (bytesRead > limit) throw new Unreadable('file_too_large', { limitBytes: limit })
    return result.value
  }

  /** What is left over and the next pieces, until they have a size; `ended` with the last. */
  async function gather(size: number): Promise<{ bytes: Uint8Array; ended: boolean }> {
    const pieces: Uint8Array[] = [left]
    let length = left.length
    left = nothing
    while (length < size) {
      const piece = await next()
      if (!piece) return { bytes: Buffer.concat(pieces), ended: true }
      pieces.push(piece)
      length += piece.length
    }
    return { bytes: Buffer.concat(pieces), ended: false }
  }

  async function sample(size: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
    const { bytes, ended } = await gather(size)
    left = bytes.subarray(size)
    return { bytes: bytes.subarray(0, size), whole: ended }
  }

  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { bytes, ended } = await gather(pieceBytes)
        // a source may give everything at once: it is read in parts, so that memory stays small
        for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
        if (ended) return
      }
    } finally {
      await close()
    }
  }

  async function close(): Promise<void> {
    await iterator.return?.()
  }

  return { sample, rest, close, bytesRead: () => bytesRead }
}

const pieceBytes = 64 * 1024
const nothing = new Uint8Array(0)
