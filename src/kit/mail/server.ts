/**
 * The way to the mail server. Sign-in links and a password pass there, so to another machine it is encrypted and the certificate is checked;
 * nothing is sent where that cannot be had. Within this machine nobody listens, and a mail server there seldom has a certificate.
 */
import { readFileSync } from 'node:fs'
import { createTransport, type Transporter } from 'nodemailer'
import { isLoopback } from '../config/config.ts'

export interface MailServer {
  /** `from` of every mail, such as `Cairn <mentoring@example.org>`. */
  readonly from: string
  readonly transport: Transporter
}

/** A mail server from its URL (`smtp://user:password@host:port?from=…`), with time-outs, so that a silent one holds nothing up. */
export function mailServerAt(smtpUrl: string, fallbackFrom: string): MailServer {
  const url = new URL(smtpUrl)
  const authority = url.searchParams.get('ca')
  const encryption = mayBePlain(url)
    ? { opportunisticTLS: true, tls: { rejectUnauthorized: false } }
    : { requireTLS: true, tls: { rejectUnauthorized: true, ...(authority ? { ca: readFileSync(authority, 'utf8') } : {}) } }
  const secure = url.protocol === 'smtps:'
  const auth = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : null
  return {
    from: url.searchParams.get('from') ?? fallbackFrom,
    transport: createTransport({
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(url.port || (secure ? 465 : 587)),
      secure,
      ...encryption,
      ...(auth ? { auth } : {}),
      pool: true,
      maxConnections: 3,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    } as object),
  }
}

const mayBePlain = (url: URL): boolean => url.searchParams.get('tls') === 'none' || isLoopback(url.hostname)

/** The mail server of the settings; null where none is set, so that mails are kept. */
export const mailServerOf = ({ smtpUrl, url }: { readonly smtpUrl: string | null; readonly url: string }): MailServer | null =>
  smtpUrl === null ? null : mailServerAt(smtpUrl, `Cairn <mentoring@${new URL(url).hostname}>`)

/** What the operator is told at the start where mails may pass a network unprotected; null: they cannot. */
export function unprotectedMail(smtpUrl: string | null): string | null {
  const url = smtpUrl === null ? null : new URL(smtpUrl)
  if (!url || isLoopback(url.hostname) || !mayBePlain(url)) return null
  return `SMTP_URL says tls=none, so mails to ${url.hostname}, links to sign in among them, may be read by everybody on the way there. Remove it unless that network is yours alone.`
}

/** Why a mail could not be handed over, with what to do where the encryption is at fault. */
export function mailFault(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  const { code } = error as { readonly code?: string }
  if (/certificate|self.signed|altnames/i.test(said))
    return `The certificate of the mail server could not be verified, so nothing was sent (${said}). Name the authority that signed it by adding ?ca=/path/to/ca.pem to SMTP_URL.`
  if (code === 'ETLS')
    return `The mail server offers no encryption (STARTTLS), so nothing was sent (${said}). Turn it on there, or use smtps:// in SMTP_URL.`
  return said
}
