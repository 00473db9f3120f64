import { refused } from '../wire/refusal.ts'

const jsonLimitBytes = 1_000_000

/** The body as JSON; anything else is a refusal. Read with a limit while it arrives, so a long body costs nothing. */
export async function jsonBody(request: Request): Promise<unknown> {
  if (!/^application\/json(?:\s*;|$)/i.test(request.headers.get('content-type') ?? '')) throw refused('wrong_content_type')
  const text = await limitedText(request, jsonLimitBytes)
  try {
    return JSON.parse(text, (key, value) => {
      if (key === '__proto__') throw new Error('not a key of ours')
      return value
    })
  } catch {
    throw refused('unreadable')
  }
}

/** The fields of an urlencoded form, as action links and pages without script send them. A repeated field is refused. */
export async function formBody(request: Request): Promise<Record<string, string>> {
  if (!/^application\/x-www-form-urlencoded(?:\s*;|$)/i.test(request.headers.get('content-type') ?? '')) throw refused('wrong_content_type')
  const fields: Record<string, string> = Object.create(null)
  for (const [key, value] of new URLSearchParams(await limitedText(request, 100_000))) {
    if (key in fields) throw refused('unreadable')
    fields[key] = value
  }
  return fields
}

async function limitedText(request: Request, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of limitedStream(request, maxBytes)) pieces.push(piece)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw refused('unreadable')
  }
}

/** The body piece by piece; throws `too_large` as soon as more than `maxBytes` have arrived. */
export async function* limitedStream(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) throw refused('too_large', { maxMegabytes: Math.round(maxBytes / 1_000_000) })
  let seen = 0
  if (!request.body) return
  for await (const piece of request.body) {
    seen += piece.byteLength
    if (seen > maxBytes) throw refused('too_large', { maxMegabytes: Math.round(maxBytes / 1_000_000) })
    yield piece
  }
}
