/*
 * The tests on a PostgreSQL that others packaged: `node .ci/slow/other-postgres.ts [folder of its programs] [arguments for vitest]` (Node 24).
 * The folder is by default that of the oldest version that we support, as Debian lays it out. Two clusters are made: one for the run's databases,
 * one that no Cairn has ever touched, for the tests about a database given by DATABASE_URL.
 */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serverUser } from '../../src/kit/db/bundled/server-user.ts'
import { accessFrom, oldestMajor } from '../../src/kit/db/given.ts'
import { connected } from '../../src/kit/db/roles.ts'
import { conclude, tests } from '../../tools/proof.ts'

const [programs = `/usr/lib/postgresql/${oldestMajor}/bin`, ...args] = process.argv.slice(2)
if (!existsSync(join(programs, 'postgres'))) {
  console.error(`There is no PostgreSQL in ${programs}. On Debian: apt-get install postgresql-${oldestMajor}`)
  process.exit(2)
}
const user = serverUser('/nonexistent')
const as = user ? { uid: user.uid, gid: user.gid } : {}
const password = 'only-for-tests'
const clusters = [start(), start()]
try {
  const urls = await Promise.all(clusters.map(ready))
  console.log(execFileSync(join(programs, 'postgres'), ['--version']).toString().trim())
  Object.assign(process.env, { CAIRN_TEST_DATABASE_URL: urls[0], CAIRN_TEST_BARE_DATABASE_URL: urls[1] })
  // the whole suite runs on this PostgreSQL elsewhere; here it is what a database given by DATABASE_URL needs
  const wanted = args.length > 0 ? args : ['src/kit/db/given', 'src/kit/db/database']
  conclude([await tests('Tests on this PostgreSQL', 'vitest.config.ts', wanted)])
} finally {
  for (const cluster of clusters) cluster.server.kill('SIGQUIT')
  await Promise.all(clusters.map(cluster => cluster.ended))
  for (const { folder } of clusters) rmSync(folder, { recursive: true })
}

function start() {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-other-'))
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)
  const cluster = join(folder, 'cluster')
  const how = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] as const, ...as }
  execFileSync(
    join(programs, 'initdb'),
    ['-D', cluster, '-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256', '-U', 'postgres', `--pwfile=${passwordFile}`, '--no-sync'],
    { ...how, stdio: [...how.stdio] },
  )
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'log_min_messages=fatal', 'max_connections=200']
  const server = spawn(join(programs, 'postgres'), ['-D', cluster, ...settings.flatMap(setting => ['-c', setting])], {
    cwd: folder,
    stdio: 'ignore',
    ...as,
  })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  return { folder, server, ended }
}

async function ready({ folder }: { folder: string }): Promise<string> {
  const url = `postgres://postgres:${password}@localhost:5432/postgres?host=${encodeURIComponent(folder)}`
  for (let tried = 0; ; tried += 1) {
    const error = await connected(accessFrom('the cluster', url), async () => null).catch(failure => failure)
    if (error === null) return url
    if (tried === 200) throw error
    await pause(50)
  }
}
