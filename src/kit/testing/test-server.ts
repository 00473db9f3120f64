/*
 * The PostgreSQL of one run of the tests: the one that Cairn brings, without fsync.
 *
 * Making a cluster takes a second and migrating it another, so the stopped result (`seed-<hash of the migrations>`) is kept and every run starts
 * a copy of it: runs never meet, and a run that was killed leaves only a folder, which the next one sweeps away. All of it lies in memory where the
 * system has a place for that: every test file has a database of its own, a thousand small files, which on a disk take longer than most tests.
 */
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Log } from '../db/access.ts'
import { forgetPlace } from '../db/bundled/place.ts'
import { postmasterOf, stopPostmaster } from '../db/bundled/postmaster.ts'
import { isRunning } from '../db/bundled/processes.ts'
import { layOutRuntime } from '../db/bundled/runtime.ts'
import { type BundledServer, bundledServer } from '../db/bundled/server.ts'
import type { ServerSettings } from '../db/bundled/site.ts'
import type { MigrationFile } from '../db/migrate.ts'
import { hashOf, makeTemplate, rolePassword, type TestServer } from './template.ts'

const hasty: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '64MB',
}
const silent: Log = (level, message) => {
  if (level === 'error') console.error(message)
}

export type OwnTestServer = { readonly server: TestServer; readonly dataFolder: string; readonly end: () => Promise<void> }

/** A server of this run's own with the migrated template; `end` leaves nothing behind. */
export async function startTestServer(files: readonly MigrationFile[]): Promise<OwnTestServer> {
  const folder = ownFolder(placeInMemory() ?? tmpdir())
  await sweep(folder)
  // a place in memory is seldom one from which programs may be started
  const common = join(ownFolder(tmpdir()), 'programs')
  const { version } = await layOutRuntime(common)
  const programs = join(common, version)
  const seed = join(folder, `seed-${version}-${hashOf(files)}`)
  if (!existsSync(seed)) await makeSeed(folder, programs, seed, files)
  utimesSync(seed, new Date(), new Date())
  const run = dataFolder(folder, programs)
  // cp, for it keeps the owner: as root the cluster belongs to another account
  execFileSync('cp', ['-a', join(seed, 'postgres', 'cluster'), join(seed, 'postgres', 'passwords.json'), join(run, 'postgres')])
  const bundled = await bundledServer(run, silent, hasty)
  return { server: testServer(bundled), dataFolder: run, end: () => endOf(bundled, run) }
}

async function makeSeed(folder: string, programs: string, seed: string, files: readonly MigrationFile[]): Promise<void> {
  const making = dataFolder(folder, programs)
  const bundled = await bundledServer(making, silent, hasty)
  try {
    await makeTemplate(testServer(bundled), files)
  } catch (error) {
    await endOf(bundled, making)
    throw error
  }
  await bundled.stop()
  // another run may have been quicker; its seed is as good
  if (existsSync(seed)) rmSync(making, { recursive: true, force: true })
  else renameSync(making, seed)
}

function testServer(bundled: BundledServer): TestServer {
  return { admin: bundled.superuser('postgres'), rolePassword, template: 'cairn_template' }
}

async function endOf(bundled: BundledServer, run: string): Promise<void> {
  await bundled.stop()
  forgetPlace(join(run, 'postgres'))
  rmSync(run, { recursive: true, force: true })
}

const memory = '/dev/shm'
/** A server with the databases of a run, and the runs beside it. */
const roomBytes = 2 * 1024 ** 3

/** Where files are in memory and there is room for them; null: nowhere. */
function placeInMemory(): string | null {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= roomBytes ? memory : null
  } catch {
    return null
  }
}

/** A folder of this account's own: in a place where everybody may write, one that somebody else made is not used. */
function ownFolder(place: string): string {
  const uid = process.getuid?.() ?? 0
  const folder = join(place, `cairn-test-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const stats = lstatSync(folder)
  if (!stats.isDirectory() || stats.uid !== uid || (stats.mode & 0o022) !== 0)
    throw new Error(`${folder} is not a folder of ours alone; remove it`)
  return folder
}

/** A data folder of its own, whose programs are the common ones. */
function dataFolder(folder: string, programs: string): string {
  const run = mkdtempSync(join(folder, `run-${process.pid}-`))
  mkdirSync(join(run, 'postgres'), { mode: 0o711 })
  symlinkSync(programs, join(run, 'postgres', basename(programs)))
  return run
}

/** What killed runs left is gone, servers included, and so are seeds that nobody used for two days. */
async function sweep(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const pid = Number(/^run-(\d+)-/.exec(name)?.[1])
    if (pid && !isRunning(pid)) {
      const running = postmasterOf(join(path, 'postgres', 'cluster'))
      if (running) await stopPostmaster(join(path, 'postgres', 'cluster'), running.pid)
      forgetPlace(join(path, 'postgres'))
      rmSync(path, { recursive: true, force: true })
    }
    if (name.startsWith('seed-') && Date.now() - statSync(path).mtimeMs > 2 * 86_400_000) rmSync(path, { recursive: true, force: true })
  }
}
