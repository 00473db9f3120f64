import { expect, test } from 'vitest'
import { type Config, type ConfigFault, configFrom, type Facts, withPort } from './config.ts'

const linux: Facts = { isRoot: false, home: '/home/amina', platform: 'linux' }
const root: Facts = { isRoot: true, home: '/root', platform: 'linux' }

function config(env: Record<string, string>, facts = linux): Config {
  const read = configFrom(env, facts)
  if (Array.isArray(read)) throw new Error(read.map(fault => fault.sentence).join('\n'))
  return read
}

function faults(env: Record<string, string>): ConfigFault[] {
  const read = configFrom(env, linux)
  return Array.isArray(read) ? read : []
}

test('nothing set gives a complete configuration for trying it out', () => {
  expect(config({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    url: 'http://127.0.0.1:3000',
    urlIsGiven: false,
    secureCookies: false,
    cookieName: 'cairn',
    dataFolder: '/home/amina/.local/share/cairn',
    keyFile: '/home/amina/.local/share/cairn/cairn.key',
    database: { kind: 'bundled' },
    smtpUrl: null,
    rateLimits: true,
    proxies: [],
  })
})

test.each<[string, Record<string, string>, Partial<Config>]>([
  [
    'an https address gives the strict cookie',
    { CAIRN_URL: 'https://mentoring.example.org/' },
    { url: 'https://mentoring.example.org', secureCookies: true, cookieName: '__Host-cairn', urlIsGiven: true },
  ],
  ['a port of its own belongs to the address', { CAIRN_URL: 'https://example.org:8443' }, { url: 'https://example.org:8443' }],
  ['http is enough on this machine', { CAIRN_URL: 'http://localhost:8080' }, { url: 'http://localhost:8080', secureCookies: false }],
  ['also under its IPv6 name', { CAIRN_URL: 'http://[::1]:8080' }, { url: 'http://[::1]:8080' }],
  ['an IPv6 host gets brackets in the address', { HOST: '::1', PORT: '80' }, { host: '::1', url: 'http://[::1]' }],
  ['all machines may come in when the address is https', { HOST: '0.0.0.0', CAIRN_URL: 'https://example.org' }, { host: '0.0.0.0' }],
  [
    'a container may listen everywhere for a browser on this machine',
    { HOST: '0.0.0.0', CAIRN_URL: 'http://localhost:3000' },
    { host: '0.0.0.0' },
  ],
  ['empty means not set', { PORT: '', HOST: ' ', CAIRN_URL: '', SMTP_URL: '' }, { port: 3000, host: '127.0.0.1', smtpUrl: null }],
  ['any free port', { PORT: '0' }, { port: 0 }],
  [
    'a data folder is made absolute and holds the key',
    { CAIRN_DATA: '/srv/cairn/' },
    { dataFolder: '/srv/cairn', keyFile: '/srv/cairn/cairn.key' },
  ],
  ['the key may lie elsewhere', { CAIRN_KEY_FILE: '/run/secrets/key' }, { keyFile: '/run/secrets/key' }],
  ['the folder for data of the desktop', { XDG_DATA_HOME: '/mnt/share' }, { dataFolder: '/mnt/share/cairn' }],
  ['a relative one is ignored, as its standard says', { XDG_DATA_HOME: 'share' }, { dataFolder: '/home/amina/.local/share/cairn' }],
  [
    'a database of your own',
    { DATABASE_URL: 'postgres://o:p@db/cairn' },
    { database: { kind: 'given', ownerUrl: 'postgres://o:p@db/cairn', appUrl: null, signInUrl: null } },
  ],
  [
    'with roles of your own',
    { DATABASE_URL: 'postgresql://o@db/c', DATABASE_APP_URL: 'postgres://a@db/c', DATABASE_SIGN_IN_URL: 'postgres://s@db/c' },
    { database: { kind: 'given', ownerUrl: 'postgresql://o@db/c', appUrl: 'postgres://a@db/c', signInUrl: 'postgres://s@db/c' } },
  ],
  ['a mail server', { SMTP_URL: 'smtps://n:p@mail.example.org:465' }, { smtpUrl: 'smtps://n:p@mail.example.org:465' }],
  [
    'one in a network of your own',
    { SMTP_URL: 'smtp://mail.example.org?tls=none&from=a@example.org' },
    { smtpUrl: 'smtp://mail.example.org?tls=none&from=a@example.org' },
  ],
  [
    'proxies by address and by network',
    { CAIRN_PROXIES: '10.0.0.2, 172.18.0.0/16,fd00::/8 ::1' },
    { proxies: ['10.0.0.2', '172.18.0.0/16', 'fd00::/8', '::1'] },
  ],
  ['no limits for a trial on this machine', { CAIRN_RATE_LIMITS: 'off' }, { rateLimits: false }],
])('%s', (_, env, expected) => {
  expect(config(env)).toMatchObject(expected)
})

test('as root the data lie in a place of the system', () => {
  expect(config({ XDG_DATA_HOME: '/root/share' }, root).dataFolder).toBe('/var/lib/cairn')
})

test.each<[Record<string, string>, string, string]>([
  [{ PORT: 'http' }, 'PORT', 'not a port'],
  [{ PORT: '70000' }, 'PORT', 'not a port'],
  [{ PORT: '-1' }, 'PORT', 'not a port'],
  [{ PORT: '80.5' }, 'PORT', 'not a port'],
  [{ HOST: 'http://localhost' }, 'HOST', 'without "http://"'],
  [{ CAIRN_URL: 'mentoring' }, 'CAIRN_URL', 'not a web address'],
  [{ CAIRN_URL: 'ftp://example.org' }, 'CAIRN_URL', 'not a web address'],
  [{ CAIRN_URL: 'http://mentoring.example.org' }, 'CAIRN_URL', 'https://mentoring.example.org'],
  [{ CAIRN_URL: 'http://127.0.0.1.example.org' }, 'CAIRN_URL', 'only with https'],
  [{ CAIRN_URL: 'http://192.168.1.5:3000' }, 'CAIRN_URL', 'only with https'],
  [{ CAIRN_URL: 'https://example.org/mentoring' }, 'CAIRN_URL', 'address of its own'],
  [{ CAIRN_URL: 'https://a:b@example.org' }, 'CAIRN_URL', 'address of its own'],
  [{ HOST: '0.0.0.0' }, 'CAIRN_URL', 'other machines can reach'],
  [{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL', 'postgres://'],
  [{ DATABASE_URL: 'postgres://a:b@c' }, 'DATABASE_URL', 'postgres://'],
  [{ DATABASE_APP_URL: 'postgres://a:b@c/d' }, 'DATABASE_URL', 'DATABASE_APP_URL is set, but DATABASE_URL is not'],
  [{ DATABASE_URL: 'postgres://o@c/d', DATABASE_APP_URL: 'postgres://a@c/d' }, 'DATABASE_SIGN_IN_URL', 'both, or neither'],
  [{ SMTP_URL: 'smtp://mail.example.org?ignoreTLS=true' }, 'SMTP_URL', 'says "ignoreTLS"'],
  [{ SMTP_URL: 'smtp://mail.example.org?tls.rejectUnauthorized=false' }, 'SMTP_URL', 'does not know'],
  [{ SMTP_URL: 'smtp://mail.example.org?tls=off' }, 'SMTP_URL', 'tls=none with smtp://'],
  [{ SMTP_URL: 'smtps://mail.example.org?tls=none' }, 'SMTP_URL', 'tls=none with smtp://'],
  [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL', 'smtps://'],
  [{ CAIRN_PROXIES: 'proxy.example.org' }, 'CAIRN_PROXIES', 'names "proxy.example.org"'],
  [{ CAIRN_PROXIES: '10.0.0.1, 10.0.0.0/33' }, 'CAIRN_PROXIES', 'names "10.0.0.0/33"'],
  [{ CAIRN_PROXIES: 'fd00::/129' }, 'CAIRN_PROXIES', 'no network'],
  [{ CAIRN_PROXIES: '10.0.0.0/8/8' }, 'CAIRN_PROXIES', 'no network'],
  [{ CAIRN_PROXIES: '0.0.0.0/0' }, 'CAIRN_PROXIES', 'every machine there is'],
  [{ CAIRN_RATE_LIMITS: 'no' }, 'CAIRN_RATE_LIMITS', '"on" (or not set) and "off"'],
  [{ CAIRN_RATE_LIMITS: 'off', CAIRN_URL: 'https://example.org' }, 'CAIRN_RATE_LIMITS', 'this machine only'],
  [{ CAIRN_RATE_LIMITS: 'off', HOST: '0.0.0.0', CAIRN_URL: 'http://localhost' }, 'CAIRN_RATE_LIMITS', 'this machine only'],
])('%j is refused at %s, saying: %s', (env, setting, words) => {
  const found = faults(env)

  expect(found.map(fault => fault.setting)).toEqual([setting])
  expect(found[0]!.sentence).toContain(words)
})

test('all faults come at once', () => {
  const found = faults({ PORT: 'x', CAIRN_URL: 'http://example.org/a', SMTP_URL: 'x', CAIRN_RATE_LIMITS: 'off' })

  expect(found.map(fault => fault.setting)).toEqual(['PORT', 'CAIRN_URL', 'CAIRN_URL', 'SMTP_URL', 'CAIRN_RATE_LIMITS'])
})

test('no sentence repeats a password', () => {
  const found = faults({ DATABASE_URL: 'mysql://a:secret@c/d', SMTP_URL: 'http://a:secret@c' })

  expect(found).toHaveLength(2)
  expect(JSON.stringify(found)).not.toContain('secret')
})

test('once the port is known it is in the address, unless an address was given', () => {
  expect(withPort(config({ PORT: '0' }), 4321).url).toBe('http://127.0.0.1:4321')
  expect(withPort(config({ PORT: '0', CAIRN_URL: 'https://example.org' }), 4321).url).toBe('https://example.org')
})
