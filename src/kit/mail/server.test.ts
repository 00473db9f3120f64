import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { doJob } from '../jobs/worker.ts'
import { type MailTables, post } from './mail.ts'
import { mailJob } from './sending.ts'
import { mailServerAt, unprotectedMail } from './server.ts'

/*
 * Connections to 0.0.0.0 end on this machine, and yet it is no loopback address by its name: here it stands for another machine.
 * The certificates are for that address and for other.test, signed by themselves, from 2020 to 2120; they and their key were made for these
 * tests and stand nowhere else.
 */
const pem = (kind: string, text: string): string => `-----BEGIN ${kind}-----\n${text.replace(/.{64}/g, '$&\n')}\n-----END ${kind}-----\n`
const key = pem(
  'PRIVATE KEY',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyQRz/EVKHgMEP/7hWb+DhaeI8fMl2KqwFXFY6WfFTOShRANCAARTxrPgsJE1w5' +
    '8EmjPMDSvn8xN81baXkRQ2wqgeFgjacibTglhE9fN4EdV+Fpk0CPnfQoUvQXgyqqHjI7zQvWKQ',
)
const cert = pem(
  'CERTIFICATE',
  'MIIBWDCB/6ADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCW1haWwudGVzdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMF' +
    'owFDESMBAGA1UEAwwJbWFpbC50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEU8az4LCRNcOfBJozzA0r5/MTfNW2l5EUNsKoHhYI2nIm' +
    '04JYRPXzeBHVfhaZNAj530KFL0F4Mqqh4yO80L1ikKNAMD4wDwYDVR0RBAgwBocEAAAAADAMBgNVHRMEBTADAQH/MB0GA1UdDgQWBBROLyQ2H+' +
    'VgxIxJCaHgXlZmoK6PRjAKBggqhkjOPQQDAgNIADBFAiA+EK718WORTzGAPzOi/mbfM44IZxNgLHPbTpv+OfMRbAIhAIa9SUQejMtwsJ0Y5Faz' +
    '3ifoXJ3PHvBnHiVzaSd/tQd/',
)
const ofAnother = pem(
  'CERTIFICATE',
  'MIIBXzCCAQWgAwIBAgIBAjAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAltYWlsLnRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMD' +
    'BaMBQxEjAQBgNVBAMMCW1haWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFPGs+CwkTXDnwSaM8wNK+fzE3zVtpeRFDbCqB4WCNpy' +
    'JtOCWET183gR1X4WmTQI+d9ChS9BeDKqoeMjvNC9YpCjRjBEMBUGA1UdEQQOMAyCCm90aGVyLnRlc3QwDAYDVR0TBAUwAwEB/zAdBgNVHQ4EFg' +
    'QUTi8kNh/lYMSMSQmh4F5WZqCuj0YwCgYIKoZIzj0EAwIDSAAwRQIhAIcAwTWPC/WKps2AU4y/MEvut7oy81EfRgGZ33/ZUR+rAiBI/E6tTmjA' +
    'sjQ/trgmTzirLjCDBWGSVikfc1q+QoObvw==',
)
const folder = mkdtempSync(join(tmpdir(), 'cairn-mail-'))
const [ca, caOfAnother] = [join(folder, 'ca.pem'), join(folder, 'other.pem')]
writeFileSync(ca, cert)
writeFileSync(caOfAnother, ofAnother)
afterAll(() => rmSync(folder, { recursive: true }))

const world = await aWorld()
const { organizationId } = world.halden
const open: { close(): unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** A mail server, and all that reaches it: mails, and passwords with whether they came encrypted. */
async function smtp(options: SMTPServerOptions) {
  const [mails, passwords]: [string[], string[]] = [[], []]
  const server = new SMTPServer({
    allowInsecureAuth: true,
    authOptional: true,
    onAuth: ({ password }, connection, done) => {
      passwords.push(`${password} ${connection.secure ? 'encrypted' : 'plain'}`)
      done(null, { user: 'cairn' })
    },
    onData(stream, connection, done) {
      stream.resume()
      stream.on('end', () => {
        mails.push(connection.secure ? 'encrypted' : 'plain')
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '0.0.0.0', resolve))
  open.push({ close: () => server.close() })
  return { mails, passwords, port: (server.server.address() as AddressInfo).port }
}

/** One try to send a mail by this SMTP_URL; what became of it. */
async function tried(smtpUrl: string): Promise<{ state: string; answer: string | null }> {
  const server = mailServerAt(smtpUrl, 'Cairn <mentoring@example.org>')
  open.push({ close: () => server.transport.close() })
  const job = mailJob(server, () => new Date())
  const rendered = { subject: 'Sign in', text: 'A link.\n', html: '<p>A link.</p>' }
  const mailId = await world.as(organizationId, ctx =>
    post(ctx, { personId: null, address: 'amina@example.org', reason: 'test.mail', rendered }),
  )
  const parts = { jobs: [job], reactions: [], transaction: world.transaction, contextOf: world.contextOf, log: () => undefined }
  await doJob(parts, job, `send ${mailId}`, { organizationId, payload: { mailId } }, new AbortController().signal).catch(() => undefined)
  const { state, lastAnswer } = await world.as(organizationId, ctx =>
    ctx.tx.withTables<MailTables>().selectFrom('mail').select(['state', 'lastAnswer']).where('id', '=', mailId).executeTakeFirstOrThrow(),
  )
  return { state, answer: lastAnswer }
}
const plain: SMTPServerOptions = { disabledCommands: ['STARTTLS'] }

test('another machine that offers no encryption gets no password and no mail, and the mail waits, with the reason in words', async () => {
  const { mails, passwords, port } = await smtp(plain)

  const { state, answer } = await tried(`smtp://cairn:secret@0.0.0.0:${port}`)

  expect([state, mails, passwords]).toEqual(['due', [], []])
  expect(answer).toContain('The mail server offers no encryption (STARTTLS), so nothing was sent')
})

test.each<[string, SMTPServerOptions, string]>([
  ['by STARTTLS', { key, cert }, 'smtp'],
  ['from the first word on', { key, cert, secure: true }, 'smtps'],
])('another machine whose certificate nobody vouches for, %s, gets nothing either', async (_, options, protocol) => {
  const { mails, passwords, port } = await smtp(options)

  const { state, answer } = await tried(`${protocol}://cairn:secret@0.0.0.0:${port}`)

  expect([state, mails, passwords]).toEqual(['due', [], []])
  expect(answer).toContain('The certificate of the mail server could not be verified, so nothing was sent')
})

test.each<[string, SMTPServerOptions, string]>([
  ['by STARTTLS', { key, cert }, 'smtp'],
  ['from the first word on', { key, cert, secure: true }, 'smtps'],
])('with an authority that is named the mail goes, %s', async (_, options, protocol) => {
  const { mails, passwords, port } = await smtp(options)

  const { state } = await tried(`${protocol}://cairn:secret@0.0.0.0:${port}?ca=${ca}`)

  expect([state, mails, passwords]).toEqual(['sent', ['encrypted'], ['secret encrypted']])
})

test('a certificate for another name is refused, though its authority is known', async () => {
  const { mails, port } = await smtp({ key, cert: ofAnother })

  const { state, answer } = await tried(`smtp://0.0.0.0:${port}?ca=${caOfAnother}`)

  expect([state, mails]).toEqual(['due', []])
  expect(answer).toContain('could not be verified')
})

test('to a mail server on this machine mails go plain, or under a certificate of its own', async () => {
  const [without, own] = [await smtp(plain), await smtp({ key, cert })]

  const states = [await tried(`smtp://127.0.0.1:${without.port}`), await tried(`smtp://127.0.0.1:${own.port}`)].map(({ state }) => state)

  expect([states, without.mails, own.mails]).toEqual([['sent', 'sent'], ['plain'], ['encrypted']])
})

test('tls=none sends plain to another machine, and the start says so in words, without the password', async () => {
  const { mails, port } = await smtp(plain)
  const url = `smtp://cairn:secret@0.0.0.0:${port}?tls=none`

  expect([(await tried(url)).state, mails]).toEqual(['sent', ['plain']])
  expect(unprotectedMail(url)).toMatch(/^SMTP_URL says tls=none, so mails to 0\.0\.0\.0, /)
  expect(unprotectedMail(url)).not.toContain('secret')
  for (const calm of [null, 'smtp://mail.example.org', 'smtp://localhost?tls=none']) expect(unprotectedMail(calm)).toBeNull()
})

test('nothing above was a defect of ours', () => {
  expect(world.bugs).toEqual([])
})
