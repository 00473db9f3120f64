import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { expect, test } from 'vitest'
import { mailFinding } from './operating.ts'

const url = 'https://mentoring.example.org'

test('the doctor says that mails are kept where no mail server is set', async () => {
  expect(await mailFinding({ url, smtpUrl: null })).toMatchObject({
    subject: 'mail',
    state: 'good',
    sentence: expect.stringContaining('kept'),
  })
})

test('the doctor asks the mail server, and says when it takes us and when it does not', async () => {
  const server = new SMTPServer({ authOptional: true })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const asked = () => mailFinding({ url, smtpUrl: `smtp://127.0.0.1:${port}` })

  expect(await asked()).toEqual({ subject: 'mail', state: 'good', sentence: `127.0.0.1:${port} takes mails from us. Nothing was sent.` })

  await new Promise<void>(done => server.close(() => done()))
  expect(await asked()).toMatchObject({ subject: 'mail', state: 'bad', sentence: expect.stringMatching(/did not take us: .+SMTP_URL/) })
})
