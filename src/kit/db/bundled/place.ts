import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Folders } from './folders.ts'
import type { Place } from './postmaster.ts'
import { type ServerUser, statOrNull } from './server-user.ts'

const socketPort = 5432
/** Sockets have at most 103 bytes on macOS and 107 on Linux; we stay clear of both. */
const longestSocket = 100

/**
 * Where the server listens: a socket inside the data folder; where that path is too long, in a short folder of its own that nobody could
 * guess or make before us; where there are no sockets, on loopback. The same again after a restart, so that open pools find it.
 */
export async function placeOf(folders: Folders): Promise<Place> {
  if (process.platform !== 'win32' && fits(folders.socket)) return { host: folders.socket, port: socketPort }
  const file = join(folders.postgres, 'address.json')
  const last = readPlace(file)
  if (last && (await isStillOurs(last, folders.user))) return last
  const place = await newPlace(folders.user)
  writeFileSync(file, JSON.stringify(place), { mode: 0o600 })
  return place
}

async function newPlace(user: ServerUser | null): Promise<Place> {
  const parents = process.platform === 'win32' ? [] : [process.env.XDG_RUNTIME_DIR, '/run', tmpdir(), '/tmp']
  for (const parent of parents) {
    if (!parent || !fits(join(parent, 'cairn-XXXXXX'))) continue
    const folder = shortFolder(parent, user)
    if (folder) return { host: folder, port: socketPort }
  }
  return { host: '127.0.0.1', port: await freePort(0) }
}

function shortFolder(parent: string, user: ServerUser | null): string | null {
  try {
    const folder = mkdtempSync(join(parent, 'cairn-'))
    if (user) chownSync(folder, user.uid, user.gid)
    return folder
  } catch {
    return null
  }
}

async function isStillOurs(place: Place, user: ServerUser | null): Promise<boolean> {
  if (!place.host.startsWith('/')) return (await freePort(place.port)) === place.port
  const stats = statOrNull(place.host)
  if (!stats?.isDirectory()) return false
  return stats.uid === (user?.uid ?? process.getuid?.()) && (stats.mode & 0o077) === 0
}

/** That port when it is free, else one that is. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => (wanted === 0 ? reject(error) : resolve(freePort(0))))
    probe.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted))
    })
  })
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestSocket
}

function readPlace(file: string): Place | null {
  try {
    const { host, port } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof host === 'string' && typeof port === 'number' ? { host, port } : null
  } catch {
    return null
  }
}

/** The short folder, where there is one, is gone with its data folder. */
export function forgetPlace(postgresFolder: string): void {
  const place = readPlace(join(postgresFolder, 'address.json'))
  if (place?.host.startsWith('/')) rmSync(place.host, { recursive: true, force: true })
}
