/** Asks a mail server whether it takes us; nothing is sent. */
import { createTransport } from 'nodemailer'
import { type MailServer, mailFault } from './server.ts'

const longestMs = 3000

/** `host:port` and what was wrong, null where it takes us. Never longer than some seconds, and a failure is an answer, not an error. */
export async function askedServer({ transport }: MailServer): Promise<{ readonly server: string; readonly answer: string | null }> {
  const { host, port } = transport.options as { readonly host?: string; readonly port?: number | string }
  const server = `${host ?? ''}:${port ?? ''}`
  try {
    await createTransport({
      ...transport.options,
      pool: false,
      connectionTimeout: longestMs,
      greetingTimeout: longestMs,
      socketTimeout: longestMs,
    } as object).verify()
    return { server, answer: null }
  } catch (error) {
    return { server, answer: mailFault(error) }
  }
}
