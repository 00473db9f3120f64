/** A mail server that takes every mail and keeps it: what people would find in their mail. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  readonly to: string
  readonly subject: string
  /** The part written as plain text. */
  readonly text: string
}

export interface Mailbox {
  readonly url: string
  readonly mails: readonly Mail[]
  /** The newest mail to the address whose subject has these words; waits for it for up to ten seconds. */
  mailTo(address: string, words: string): Promise<Mail>
  close(): Promise<void>
}

export async function mailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, taken) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        mails.push(readMail(Buffer.concat(pieces).toString('latin1'), session.envelope.rcptTo.map(to => to.address).join(', ')))
        taken()
      })
    },
  })
  // a client that goes away is no fault of the server
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async mailTo(address, words) {
      for (let tries = 0; tries < 200; tries += 1) {
        const found = mails.findLast(mail => mail.to === address && mail.subject.includes(words))
        if (found) return found
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      const there = mails.map(mail => `"${mail.subject}" to ${mail.to}`).join(', ') || 'none'
      throw new Error(`No mail to ${address} about "${words}" arrived. The mails are: ${there}.`)
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

/** Reads what our own sender writes: headers that may be folded and encoded, and a plain part in any of the usual encodings. */
function readMail(raw: string, to: string): Mail {
  const { headers, body } = split(raw)
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1)
        .map(part => split(part.replace(/^\r\n/, '')))
    : [{ headers, body }]
  const plain = parts.find(part => (part.headers.get('content-type') ?? 'text/plain').startsWith('text/plain'))
  if (!plain) throw new Error('a mail without a part of plain text')
  const text = decoded(plain.body, plain.headers.get('content-transfer-encoding') ?? '7bit').replaceAll('\r\n', '\n')
  return { to, subject: wordsOf(headers.get('subject') ?? ''), text }
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { headers, body: raw.slice(end + 4) }
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8')
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const wordsOf = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?B\?([^?]*)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('utf8'))
    .replace(/=\?utf-8\?Q\?([^?]*)\?=/gi, (_, text: string) => decoded(text.replaceAll('_', ' '), 'quoted-printable'))
