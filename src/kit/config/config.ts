/*
 * The settings of an installation, read once at the start. `configFrom` is pure: the environment and the facts about the machine go in, and
 * either a complete configuration or every fault at once comes out, so that nobody mends one setting only to meet the next.
 */
import { isAbsolute, join, resolve } from 'node:path'
import { isNetwork } from './networks.ts'

/** What the defaults depend on besides the environment. */
export type Facts = { readonly isRoot: boolean; readonly home: string; readonly platform: string }

export type DatabaseSetting =
  | { readonly kind: 'bundled' }
  | { readonly kind: 'given'; readonly ownerUrl: string; readonly appUrl: string | null; readonly signInUrl: string | null }

export type Config = {
  /** 0 asks for any free port. */
  readonly port: number
  readonly host: string
  /** The address that people use, without a slash at its end. */
  readonly url: string
  readonly urlIsGiven: boolean
  readonly secureCookies: boolean
  readonly cookieName: '__Host-cairn' | 'cairn'
  readonly dataFolder: string
  readonly keyFile: string
  readonly database: DatabaseSetting
  /** Null: mails are kept and shown on a page. */
  readonly smtpUrl: string | null
  readonly rateLimits: boolean
  /** Addresses and networks whose word on where a request comes from is taken. */
  readonly proxies: readonly string[]
}

/** One thing that is wrong with a setting, and what to do about it. */
export type ConfigFault = { readonly setting: string; readonly sentence: string }

type Environment = Readonly<Record<string, string | undefined>>
type Read<T> = { readonly answer: T; readonly faults: readonly ConfigFault[] }

/** The whole configuration, or all that is wrong with it. An empty setting counts as not set. */
export function configFrom(env: Environment, facts: Facts): Config | ConfigFault[] {
  const setting = (name: string) => env[name]?.trim() || null
  const port = portFrom(setting('PORT'))
  const host = hostFrom(setting('HOST'))
  const url = urlFrom(setting('CAIRN_URL'), host.answer, port.answer)
  const dataFolder = folderFrom(setting('CAIRN_DATA'), setting('XDG_DATA_HOME'), facts)
  const database = databaseFrom(setting('DATABASE_URL'), setting('DATABASE_APP_URL'), setting('DATABASE_SIGN_IN_URL'))
  const smtpUrl = smtpFrom(setting('SMTP_URL'))
  const rateLimits = rateLimitsFrom(setting('CAIRN_RATE_LIMITS'), host.answer, url.answer)
  const proxies = proxiesFrom(setting('CAIRN_PROXIES'))
  const faults = [port, host, url, dataFolder, database, smtpUrl, rateLimits, proxies].flatMap(read => read.faults)
  if (faults.length > 0) return faults
  const secureCookies = url.answer.startsWith('https:')
  return {
    port: port.answer,
    host: host.answer,
    url: url.answer,
    urlIsGiven: setting('CAIRN_URL') !== null,
    secureCookies,
    cookieName: secureCookies ? '__Host-cairn' : 'cairn',
    dataFolder: dataFolder.answer,
    keyFile: resolve(setting('CAIRN_KEY_FILE') ?? join(dataFolder.answer, 'cairn.key')),
    database: database.answer,
    smtpUrl: smtpUrl.answer,
    rateLimits: rateLimits.answer,
    proxies: proxies.answer,
  }
}

/** The same configuration once the port is known; an address that was given stays. */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, url: config.urlIsGiven ? config.url : localUrl(config.host, port) }
}

function portFrom(text: string | null): Read<number> {
  if (text === null) return good(3000)
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return good(port)
  return bad(0, 'PORT', `PORT is "${text}", which is not a port. Give a number from 1 to 65535, or 0 for any free one.`)
}

function hostFrom(text: string | null): Read<string> {
  if (text === null) return good('127.0.0.1')
  const host = text.replace(/^\[(.*)\]$/, '$1')
  if (/^[\w.:-]+$/.test(host)) return good(host)
  return bad(
    '127.0.0.1',
    'HOST',
    `HOST is "${text}", which is not an address to listen on. Give one such as 127.0.0.1 or 0.0.0.0, without "http://" and without a port.`,
  )
}

function urlFrom(text: string | null, host: string, port: number): Read<string> {
  if (text === null) {
    if (isLoopback(host)) return good(localUrl(host, port))
    return bad(
      localUrl(host, port),
      'CAIRN_URL',
      `HOST is ${host}, so other machines can reach Cairn, but CAIRN_URL is not set. Set it to the https address that people use, for example https://mentoring.example.org.`,
    )
  }
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return bad(text, 'CAIRN_URL', `CAIRN_URL is "${text}", which is not a web address. Give one such as https://mentoring.example.org.`)
  }
  const faults: ConfigFault[] = []
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    faults.push({
      setting: 'CAIRN_URL',
      sentence: `CAIRN_URL is "${text}". Cairn needs an address of its own: give it without path, query, name and password, for example ${url.protocol}//${url.host}.`,
    })
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    faults.push({
      setting: 'CAIRN_URL',
      sentence: `CAIRN_URL is "${text}". Over plain http everybody on the way could read what people write and sign in as them, so Cairn starts only with https. Put a proxy that brings certificates (Caddy does by itself) in front and set CAIRN_URL to https://${url.host}.`,
    })
  }
  return { answer: url.origin, faults }
}

function folderFrom(text: string | null, dataHome: string | null, facts: Facts): Read<string> {
  if (text !== null) return good(resolve(text))
  if (facts.isRoot) return good('/var/lib/cairn')
  // the XDG base directory specification: a relative path is to be ignored
  if (dataHome !== null && isAbsolute(dataHome)) return good(join(dataHome, 'cairn'))
  if (!isAbsolute(facts.home))
    return bad('', 'CAIRN_DATA', 'Your account has no home folder. Set CAIRN_DATA to a folder in which Cairn may keep its data.')
  if (facts.platform === 'win32') return good(join(facts.home, 'AppData', 'Local', 'Cairn'))
  return good(join(facts.home, '.local', 'share', 'cairn'))
}

function databaseFrom(owner: string | null, app: string | null, signIn: string | null): Read<DatabaseSetting> {
  const given = [
    ['DATABASE_URL', owner],
    ['DATABASE_APP_URL', app],
    ['DATABASE_SIGN_IN_URL', signIn],
  ] as const
  const faults = given.flatMap(([setting, text]) => (text === null ? [] : databaseUrlFaults(setting, text)))
  if (owner === null) {
    const stray = given.flatMap(([setting, text]) => (text === null ? [] : [setting]))
    const sentence = `${stray.join(' and ')} is set, but DATABASE_URL is not. Set DATABASE_URL to the owner of the same database, or remove the others and Cairn uses the database that it brings.`
    return { answer: { kind: 'bundled' }, faults: stray.length > 0 ? [...faults, { setting: 'DATABASE_URL', sentence }] : faults }
  }
  if ((app === null) !== (signIn === null)) {
    const missing = app === null ? 'DATABASE_APP_URL' : 'DATABASE_SIGN_IN_URL'
    faults.push({
      setting: missing,
      sentence: `${missing} is not set, but the other one is. Set both, or neither and Cairn makes the two roles itself.`,
    })
  }
  return { answer: { kind: 'given', ownerUrl: owner, appUrl: app, signInUrl: signIn }, faults }
}

/** An address may hold a password, so a fault never repeats it. */
function databaseUrlFaults(setting: string, text: string): ConfigFault[] {
  const url = URL.parse(text)
  const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:'
  if (isPostgres && url.pathname.length > 1) return []
  return [
    {
      setting,
      sentence: `${setting} is not the address of a PostgreSQL database. It looks like postgres://name:password@host:5432/database.`,
    },
  ]
}

function smtpFrom(text: string | null): Read<string | null> {
  if (text === null) return good(null)
  const url = URL.parse(text)
  if (!url?.hostname || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:'))
    return bad(
      null,
      'SMTP_URL',
      'SMTP_URL is not the address of a mail server. It looks like smtps://name:password@mail.example.org:465 or smtp://name:password@mail.example.org:587.',
    )
  const stranger = [...url.searchParams.keys()].find(key => !['from', 'tls', 'ca'].includes(key))
  if (stranger !== undefined)
    return bad(
      null,
      'SMTP_URL',
      `SMTP_URL says "${stranger}", which Cairn does not know. After the question mark it knows from, ca and tls.`,
    )
  const tls = url.searchParams.get('tls')
  if (tls === null || (tls === 'none' && url.protocol === 'smtp:' && !url.searchParams.has('ca'))) return good(text)
  return bad(
    null,
    'SMTP_URL',
    'SMTP_URL can say tls=none with smtp:// and without ca, where the network to the mail server is yours alone. To every other machine the way is encrypted by itself, so leave tls out.',
  )
}

function rateLimitsFrom(text: string | null, host: string, url: string): Read<boolean> {
  if (text === null || text === 'on') return good(true)
  if (text !== 'off') return bad(true, 'CAIRN_RATE_LIMITS', `CAIRN_RATE_LIMITS is "${text}". It can be "on" (or not set) and "off".`)
  if (isLoopback(host) && isLoopback(URL.parse(url)?.hostname ?? '')) return good(false)
  return bad(
    true,
    'CAIRN_RATE_LIMITS',
    'CAIRN_RATE_LIMITS=off is for trials on this machine only: without limits passwords can be guessed. Remove it, or listen on 127.0.0.1 with a CAIRN_URL on localhost.',
  )
}

function proxiesFrom(text: string | null): Read<readonly string[]> {
  const networks = (text ?? '').split(/[\s,]+/).filter(one => one !== '')
  const wrong = networks.find(one => !isNetwork(one))
  if (wrong !== undefined)
    return bad(
      [],
      'CAIRN_PROXIES',
      `CAIRN_PROXIES names "${wrong}", which is no address of a machine and no network. Give the addresses of your proxies, or their networks, with commas between them, such as 10.0.0.2, 172.18.0.0/16 or fd00::/8.`,
    )
  const all = networks.find(one => one.endsWith('/0'))
  if (all === undefined) return good(networks)
  return bad(
    [],
    'CAIRN_PROXIES',
    `CAIRN_PROXIES names "${all}", which is every machine there is, so anybody could claim any address. Name the proxies alone.`,
  )
}

/** Whether only this machine can be reached under the name. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  return name === 'localhost' || name === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
}

function localUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}${port === 80 ? '' : `:${port}`}`
}

function good<T>(answer: T): Read<T> {
  return { answer, faults: [] }
}

function bad<T>(answer: T, setting: string, sentence: string): Read<T> {
  return { answer, faults: [{ setting, sentence }] }
}
