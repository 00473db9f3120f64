/** One data folder with all that is needed to run its server: who, where, with which programs, passwords and settings. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Access, Log } from '../access.ts'
import { prepareCluster } from './cluster.ts'
import { type Folders, prepareFolders } from './folders.ts'
import { type Passwords, passwordsIn, readPasswords } from './passwords.ts'
import { placeOf } from './place.ts'
import { type Place, postmasterOf } from './postmaster.ts'
import { layOutRuntime, type Runtime } from './runtime.ts'

export type ServerSettings = Readonly<Record<string, string>>

/** The settings that keep the promise: what was acknowledged is on the disk; and no row's content gets into the log. */
export const safe: ServerSettings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
const always: ServerSettings = {
  max_connections: '100',
  max_wal_size: '512MB',
  shared_buffers: '128MB',
  jit: 'off',
  // a page by an index costs about what one in order costs: disks have no arms any more, and most of it is in memory
  random_page_cost: '1.1',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  unix_socket_permissions: '0700',
}

export type Site = {
  readonly folders: Folders
  readonly runtime: Runtime
  readonly passwords: Passwords
  readonly place: Place
  readonly settings: readonly string[]
  readonly log: Log
}

/** Folders, programs, passwords and cluster are ready; nothing runs yet that did not run before. */
export async function siteOf(dataFolder: string, log: Log, settings: ServerSettings): Promise<Site> {
  const folders = prepareFolders(dataFolder)
  const runtime = await layOutRuntime(folders.postgres)
  const passwordFile = join(folders.postgres, 'passwords.json')
  // new ones beside a cluster that has others would only hide that the file was lost
  const passwords = existsSync(folders.cluster) ? readPasswords(passwordFile) : passwordsIn(passwordFile)
  await prepareCluster(folders, runtime, passwords.superuser)
  const running = postmasterOf(folders.cluster)
  const place = running ?? (await placeOf(folders))
  const listening = place.host.startsWith('/')
    ? { listen_addresses: '', unix_socket_directories: place.host }
    : { listen_addresses: place.host, unix_socket_directories: '' }
  const all = { ...always, ...settings, ...listening, port: String(place.port) }
  const words = Object.entries(all).flatMap(([name, text]) => ['-c', `${name}=${text}`])
  return { folders, runtime, passwords, place: { host: place.host, port: place.port }, settings: words, log }
}

/** Which server this is: another version or other settings make another one. */
export function fingerprint(site: Site): string {
  return createHash('sha256')
    .update([site.runtime.version, ...site.settings].join('\n'))
    .digest('hex')
    .slice(0, 16)
}

/** How the superuser reaches a database of the server. */
export function superuser(site: Site, database: string): Access {
  return { ...site.place, database, user: 'postgres', password: site.passwords.superuser }
}
