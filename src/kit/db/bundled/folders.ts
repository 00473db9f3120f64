/*
 * Where the bundled database lies, below the data folder, and who may enter.
 *
 *   <data>                     711  ours
 *   <data>/postgres            711  ours
 *   <data>/postgres/18.4       755  the programs
 *   <data>/postgres/cluster    700  the server's user: the data
 *   <data>/postgres/socket     700  the server's user: where the server listens
 *   <data>/postgres/passwords.json, keeper, address.json, server.log   600  ours
 *
 * 711 lets the server's user, who is another than ours only when we are root, pass through without looking around.
 */
import { chmodSync, chownSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { SetupFault } from '../access.ts'
import { isRunning } from './processes.ts'
import { accountName, assertReachable, type ServerUser, serverUser, statOrNull } from './server-user.ts'

export type Folders = {
  readonly data: string
  readonly postgres: string
  readonly cluster: string
  readonly socket: string
  /** Whom the server runs as; null: ourselves. */
  readonly user: ServerUser | null
}

/** The folders exist and the server's user can work in them; else a sentence says which one and what to do. */
export function prepareFolders(dataFolder: string): Folders {
  ownFolder(dataFolder)
  const data = realpathSync(dataFolder)
  const postgres = join(data, 'postgres')
  ownFolder(postgres)
  const [cluster, socket] = [join(postgres, 'cluster'), join(postgres, 'socket')]
  const user = serverUser(cluster)
  const uid = user?.uid ?? process.getuid?.()
  const stats = statOrNull(cluster)
  if (stats && uid !== undefined && stats.uid !== uid) {
    throw new SetupFault(
      `The database in ${cluster} belongs to "${accountName(stats.uid)}", and Cairn runs as "${accountName(uid)}". Start Cairn as "${accountName(stats.uid)}" or as root, or set CAIRN_DATA to a folder of your own.`,
    )
  }
  if (user) {
    for (const folder of [data, postgres]) chmodSync(folder, 0o711)
    assertReachable(cluster, user)
  }
  serverFolder(socket, user)
  return { data, postgres, cluster, socket, user }
}

/** Where this process makes `path` aside before renaming it; what killed processes left half made is gone. */
export function asideOf(path: string): string {
  const [folder, prefix] = [dirname(path), `${basename(path)}.making-`]
  for (const name of readdirSync(folder).filter(each => each.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length))
    if (pid === process.pid || !isRunning(pid)) rmSync(join(folder, name), { recursive: true, force: true })
  }
  return join(folder, `${prefix}${process.pid}`)
}

/** A folder of mode 700 that belongs to whom the server runs as. */
export function serverFolder(path: string, user: ServerUser | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (user) chownSync(path, user.uid, user.gid)
  chmodSync(path, 0o700)
}

/** A folder of ours; a sentence when it is somebody else's or cannot be made. */
export function ownFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new SetupFault(
      `Cairn cannot make the folder ${path} for its data (${wordsOf(error)}). Make it yourself and give it to the account that Cairn runs as, or set CAIRN_DATA to another folder.`,
      error,
    )
  }
  const [stats, uid] = [statOrNull(path), process.getuid?.()]
  if (!stats?.isDirectory()) throw new SetupFault(`${path} is not a folder. Set CAIRN_DATA to the folder in which Cairn may keep its data.`)
  if (uid !== undefined && uid !== 0 && stats.uid !== uid) {
    throw new SetupFault(
      `The folder ${path} belongs to "${accountName(stats.uid)}", and Cairn runs as "${accountName(uid)}". Start Cairn as "${accountName(stats.uid)}", give the folder over with "chown -R ${accountName(uid)} ${path}" while nothing uses it, or set CAIRN_DATA to a folder of your own.`,
    )
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : ''
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied'
  if (code === 'ENOSPC') return 'the disk is full'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file of that name is in the way'
  return error.message
}
