import { type AddressInfo, createServer, type Server } from 'node:net'
import { createTransport } from 'nodemailer'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { doJob, startWorker, type WorkerParts } from '../jobs/worker.ts'
import { type MailTables, post, sendMailKind } from './mail.ts'
import { mailJob } from './sending.ts'
import type { MailServer } from './server.ts'

const world = await aWorld()
const organizationId = world.halden.organizationId
const ended = new AbortController().signal

interface Taken {
  readonly to: readonly string[]
  readonly raw: string
}
const open: { close(): unknown }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** A mail server that answers each mail as `answer` says: an error refuses it with that code, nothing takes it. */
async function smtp(answer: (taken: Taken, nth: number) => Error | null, port = 0, more: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  let tries = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const mail = { to: session.envelope.rcptTo.map(to => to.address), raw: Buffer.concat(pieces).toString('utf8') }
        tries += 1
        const refused = answer(mail, tries)
        if (!refused) taken.push(mail)
        done(refused)
      })
    },
    ...more,
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  open.push({ close: () => server.close() })
  return { taken, tries: () => tries, port: (server.server.address() as AddressInfo).port }
}

function serverAt(port: number, auth?: { user: string; pass: string }): MailServer {
  const times = { connectionTimeout: 500, greetingTimeout: 500, socketTimeout: 1000 }
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    pool: true,
    maxConnections: 3,
    ...times,
    ...(auth ? { auth } : {}),
  } as object)
  open.push({ close: () => transport.close() })
  return { from: 'Cairn <mentoring@example.org>', transport }
}

const refusedWith = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode })
const aMail = (subject = 'Your proposal', address: string | null = 'amina@example.org') =>
  world.as(organizationId, ctx =>
    post(ctx, {
      personId: null,
      address,
      reason: 'test.mail',
      rendered: { subject, text: 'Good morning, Amina.\n', html: '<p>Good morning, Amina.</p>' },
    }),
  )
const parts = (server: MailServer | null): Omit<WorkerParts, 'access'> => ({
  jobs: [mailJob(server, () => new Date())],
  reactions: [],
  transaction: world.transaction,
  contextOf: world.contextOf,
  log: () => undefined,
})
const tried = (server: MailServer | null, mailId: string) => {
  const [job] = parts(server).jobs
  if (!job) throw new Error('no job')
  return doJob(parts(server), job, `send ${mailId}`, { organizationId, payload: { mailId } }, ended)
}
const stored = (mailId: string): Promise<MailTables['mail']> =>
  world.as(organizationId, ctx =>
    ctx.tx.withTables<MailTables>().selectFrom('mail').selectAll().where('id', '=', mailId).executeTakeFirstOrThrow(),
  )
const messageIdOf = (raw: string): string => /^message-id: (.*)$/im.exec(raw)?.[1]?.trim() ?? ''

test('a mail that is refused for now is tried again with the same Message-ID, and sent once', async () => {
  const seen: string[] = []
  const { taken, port } = await smtp(({ raw }, nth) => {
    seen.push(messageIdOf(raw))
    return nth === 1 ? refusedWith(451) : null
  })
  const mailId = await aMail()
  await expect(tried(serverAt(port), mailId)).rejects.toThrow()
  expect(await stored(mailId)).toMatchObject({ state: 'due', attempts: 1 })
  for (let times = 0; times < 2; times += 1) await tried(serverAt(port), mailId)
  expect(await stored(mailId)).toMatchObject({ state: 'sent', attempts: 2 })
  expect(taken.length).toBe(1)
  expect(seen).toEqual([`<${mailId}@example.org>`, `<${mailId}@example.org>`])
})

test('when the connection breaks before the answer, the same Message-ID lets the server tell a repeat', async () => {
  let isBroken = true
  const seen: string[] = []
  const { port } = await smtp(({ raw }) => {
    seen.push(messageIdOf(raw))
    return null
  })
  const wire = await between(port, () => isBroken)
  const mailId = await aMail()
  await expect(tried(serverAt(wire), mailId)).rejects.toThrow()
  expect((await stored(mailId)).state).toBe('due')
  isBroken = false
  await tried(serverAt(wire), mailId)
  expect((await stored(mailId)).state).toBe('sent')
  expect(new Set(seen)).toEqual(new Set([`<${mailId}@example.org>`]))
})

test('a mail that is refused for good is shown as failed with the words of the server, and never tried again', async () => {
  const { tries, port } = await smtp(() => refusedWith(550))
  const mailId = await aMail()
  for (let times = 0; times < 3; times += 1) await tried(serverAt(port), mailId)
  expect(tries()).toBe(1)
  const mail = await stored(mailId)
  expect([mail.state, mail.attempts]).toEqual(['failed', 1])
  expect(mail.lastAnswer).toContain('550')
})

test('a refused sign-in is about us, so the mail waits until it is mended', async () => {
  const { taken, port } = await smtp(() => null, 0, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ password }, _, done) => (password === 'right' ? done(null, { user: 'cairn' }) : done(refusedWith(535))),
  })
  const mailId = await aMail()
  await expect(tried(serverAt(port, { user: 'cairn', pass: 'wrong' }), mailId)).rejects.toThrow()
  expect((await stored(mailId)).state).toBe('due')
  await tried(serverAt(port, { user: 'cairn', pass: 'right' }), mailId)
  expect([(await stored(mailId)).state, taken.length]).toEqual(['sent', 1])
})

test('a server that takes the call and says nothing holds up one job for its time-out, and no transaction', async () => {
  const silent = createServer(() => undefined)
  const port = await listening(silent)
  const mailId = await aMail()
  const trying = tried(serverAt(port), mailId)
  await new Promise(resolve => setTimeout(resolve, 200))
  const { rows } = await world.database.ownerPool.query(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  )
  expect(rows[0].count).toBe(0)
  await expect(trying).rejects.toThrow()
  expect(await stored(mailId)).toMatchObject({ state: 'due', attempts: 1 })
})

test('without a mail server, or without an address, a mail is kept', async () => {
  const [withAddress, without] = [await aMail(), await aMail('Your proposal', null)]
  await tried(null, withAddress)
  expect([(await stored(withAddress)).state, (await stored(without)).state]).toEqual(['kept', 'kept'])
})

test('what a person wrote adds no header and no recipient', async () => {
  const { taken, port } = await smtp(() => null)
  await tried(serverAt(port), await aMail('Hello\r\nBcc: everybody@example.org\r\nSubject: forged'))
  const [mail] = taken
  const head = mail?.raw.slice(0, mail.raw.indexOf('\r\n\r\n')) ?? ''
  expect(mail?.to).toEqual(['amina@example.org'])
  expect(head.match(/^subject:/gim)?.length).toBe(1)
  expect(head).not.toMatch(/^bcc:/im)
})

test('mails carry both parts, say that they are automatic, and lie sealed in the database', async () => {
  const { taken, port } = await smtp(() => null)
  const mailId = await aMail()
  await tried(serverAt(port), mailId)
  expect(taken[0]?.raw).toMatch(/^auto-submitted: auto-generated/im)
  expect(taken[0]?.raw).toContain('text/plain')
  expect(taken[0]?.raw).toContain('text/html')
  expect((await stored(mailId)).sealed?.includes(Buffer.from('Good morning'))).toBe(false)
})

test('five hundred mails that fall due while the server is away are all delivered, each once, though the worker is replaced meanwhile', async () => {
  const port = await freePort()
  await world.database.ownerPool.query('delete from queue.job')
  const ids = await world.as(organizationId, async ctx => {
    const made: string[] = []
    for (let n = 0; n < 500; n += 1)
      made.push(
        await post(ctx, {
          personId: null,
          address: `person-${n}@example.org`,
          reason: 'test.mail',
          rendered: { subject: `Mail ${n}`, text: 'Hello.\n', html: '<p>Hello.</p>' },
        }),
      )
    return made
  })
  // the world's clock is ahead of the queue's
  await world.database.ownerPool.query('update queue.job set start_after = now()')
  const worker = () => startWorker({ ...parts(serverAt(port)), access: world.database.appAccess, pollingSeconds: 0.5 })
  const first = await worker()
  await expect
    .poll(async () => (await world.database.ownerPool.query('select count(*)::int as count from mail where attempts > 0')).rows[0].count, {
      timeout: 20_000,
    })
    .toBeGreaterThan(20)
  await first.stop()
  const second = await worker()
  const { taken } = await smtp(() => null, port)
  const unsent = async (): Promise<number> => {
    // the pauses between tries double; here they are over at once
    await world.database.ownerPool.query(`update queue.job set start_after = now() where name = $1 and state = 'retry'`, [
      sendMailKind.name,
    ])
    return (await world.database.ownerPool.query(`select count(*)::int as count from mail where state = 'due' and id = any($1)`, [ids]))
      .rows[0].count
  }
  await expect.poll(unsent, { timeout: 60_000, interval: 250 }).toBe(0)
  await second.stop()
  const messageIds = taken.map(mail => messageIdOf(mail.raw))
  expect(messageIds.length).toBe(500)
  expect(new Set(messageIds)).toEqual(new Set(ids.map(id => `<${id}@example.org>`)))
}, 120_000)

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<{ destroy(): unknown }>()
  server.on('connection', socket => sockets.add(socket.on('error', () => undefined)))
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return (server.address() as AddressInfo).port
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>(resolve => server.close(() => resolve()))
  return port
}

/** A wire to the server that, while it is broken, swallows the server's answer to the end of a mail and hangs up. */
async function between(port: number, isBroken: () => boolean): Promise<number> {
  const { connect } = await import('node:net')
  const proxy = createServer(client => {
    const server = connect(port, '127.0.0.1')
    let isMailOver = false
    client.on('data', piece => {
      if (piece.toString('latin1').endsWith('\r\n.\r\n')) isMailOver = true
      server.write(piece)
    })
    server.on('data', piece => {
      if (isMailOver && isBroken()) client.destroy()
      else client.write(piece)
    })
    for (const socket of [client, server]) socket.on('error', () => undefined)
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  return listening(proxy)
}
