import { execFile } from 'node:child_process'
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SetupFault } from '../access.ts'
import { asideOf, type Folders, serverFolder } from './folders.ts'
import type { Runtime } from './runtime.ts'

const run = promisify(execFile)

/** A cluster of this major version stands in its folder. Made aside and renamed, so a kill in between leaves nothing half made. */
export async function prepareCluster(folders: Folders, runtime: Runtime, password: string): Promise<void> {
  const major = majorOf(folders.cluster)
  if (major === runtime.major) return
  if (major !== null) {
    throw new SetupFault(
      `The data in ${folders.cluster} was written by PostgreSQL ${major}, and this Cairn brings PostgreSQL ${runtime.version}. Start the Cairn that wrote it, make a backup, and restore it here. Nothing was changed.`,
    )
  }
  const making = asideOf(folders.cluster)
  const passwordFile = join(folders.socket, `first-password.${process.pid}`)
  try {
    serverFolder(making, folders.user)
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (folders.user) chownSync(passwordFile, folders.user.uid, folders.user.gid)
    await initdb(folders, runtime, making, passwordFile)
    renameSync(making, folders.cluster)
  } catch (error) {
    // another process was quicker: its cluster has the same password
    if (majorOf(folders.cluster) !== runtime.major) throw asFault(error, folders)
  } finally {
    for (const path of [making, passwordFile]) rmSync(path, { recursive: true, force: true })
  }
}

async function initdb(folders: Folders, runtime: Runtime, making: string, passwordFile: string): Promise<void> {
  const order = ['--locale-provider=icu', '--icu-locale=und', '--locale=C', '--encoding=UTF8']
  const safety = ['--data-checksums', '--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`]
  await run(join(runtime.programs, 'initdb'), ['--pgdata', making, '--no-instructions', ...order, ...safety], {
    cwd: making,
    env: serverEnvironment(),
    ...(folders.user && { uid: folders.user.uid, gid: folders.user.gid }),
  })
}

/** Nothing of our environment reaches the server: it holds secrets, and PG… variables that would change its mind. */
export function serverEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '', LC_ALL: 'C', ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) }
}

function majorOf(cluster: string): string | null {
  const file = join(cluster, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

function asFault(error: unknown, folders: Folders): unknown {
  if (error instanceof SetupFault || !(error instanceof Error)) return error
  const said = 'stderr' in error ? String(error.stderr).trim() : error.message
  const isFull = said.includes('No space left') || ('code' in error && error.code === 'ENOSPC')
  return new SetupFault(
    isFull
      ? `The disk of ${folders.data} is full: a new database needs about 200 MB. Free some space, or set CAIRN_DATA to a folder on another disk.`
      : `Cairn could not make its database in ${folders.postgres}. PostgreSQL said: ${said}`,
    error,
  )
}
