/*
 * The PostgreSQL that Cairn brings, watched.
 *
 * A process finds the server in one of three states and ends in the same one: nothing runs → it starts it; a server runs whose keeper has died
 * (a kill -9 of Cairn leaves PostgreSQL running) → it adopts it; a living keeper runs it → it joins. The keeper restarts the server when it
 * dies and stops it at the end. Whoever joined watches too and takes over when server and keeper are both gone.
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Access, clientConfig, type Log, SetupFault } from '../access.ts'
import type { Folders } from './folders.ts'
import { keeperOf, lastServer, leaveKeeping, takeKeeping } from './keeper.ts'
import type { Passwords } from './passwords.ts'
import { clearRemains, type Place, type Postmaster, postmasterOf, spawnPostmaster, stopPostmaster, tell } from './postmaster.ts'
import { fingerprint, type ServerSettings, type Site, safe, siteOf, superuser } from './site.ts'

export type BundledServer = {
  readonly arrival: 'started' | 'adopted' | 'joined'
  readonly passwords: Passwords
  readonly folders: Folders
  readonly version: string
  /** The superuser on a database of the server. */
  readonly superuser: (database: string) => Access
  readonly place: Place
  /** The watch ends, and with it the server, if this process is its keeper. */
  readonly stop: () => Promise<void>
}

const watchEveryMs = 200
const longestPauseMs = 10_000
/** Recovery after a crash may take long; it is waited for as long as the server works on it, and this is only the end of all patience. */
const readyWithinMs = 10 * 60_000

/** The server on this data folder runs and answers, and will be brought back should it die. */
export async function bundledServer(dataFolder: string, log: Log, settings: ServerSettings = safe): Promise<BundledServer> {
  const site = await siteOf(dataFolder, log, settings)
  const { folders, passwords, place } = site
  const arrival = await arrive(site).catch(async error => {
    await stopOurs(site)
    throw error
  })
  const watch = watchOver(site)
  // a process that ends by an error of its own takes its server along; after kill -9 the next start adopts it
  const takeAlong = () => tellToStop(site)
  process.once('exit', takeAlong)
  return {
    arrival,
    passwords,
    folders,
    place,
    version: site.runtime.version,
    superuser: database => superuser(site, database),
    stop: async () => {
      process.off('exit', takeAlong)
      await watch.end()
      await stopOurs(site)
    },
  }
}

/** The server that we keep is asked to stop, without waiting for it. */
function tellToStop({ folders }: Site): void {
  const running = keeperOf(folders.postgres)?.pid === process.pid ? postmasterOf(folders.cluster) : null
  if (running) tell(running.pid, 'SIGINT')
}

/** Nothing runs on our behalf any more; a server that another process keeps is left alone. */
async function stopOurs({ folders }: Site): Promise<void> {
  if (keeperOf(folders.postgres)?.pid !== process.pid) return
  const running = postmasterOf(folders.cluster)
  if (running) await stopPostmaster(folders.cluster, running.pid)
  leaveKeeping(folders.postgres)
}

async function arrive(site: Site): Promise<BundledServer['arrival']> {
  const { postgres, cluster } = site.folders
  for (;;) {
    const server = lastServer(postgres)
    const isKeeper = takeKeeping(postgres, fingerprint(site))
    const running = postmasterOf(cluster)
    if (!isKeeper) {
      if (await isAnswering(site, () => keeperOf(postgres) !== null)) return 'joined'
    } else if (!running) {
      await start(site)
      return 'started'
    } else if (server !== null && server !== fingerprint(site)) {
      site.log('info', 'A database server of another version or setting was still running; it is started anew.')
      await stopPostmaster(cluster, running.pid)
    } else if (await isAnswering(site, () => postmasterOf(cluster) !== null)) {
      return 'adopted'
    }
  }
}

/** A new server answers. Throws a sentence when it would not. */
async function start(site: Site): Promise<Postmaster> {
  const { folders } = site
  await clearRemains(folders)
  const { pid, ended } = spawnPostmaster(folders, site.runtime, site.settings)
  let lastWords: string | null = null
  void ended.then(words => (lastWords = words))
  if (!(await isAnswering(site, () => lastWords === null))) throw new SetupFault(startSentence(lastWords ?? '', folders))
  const running = postmasterOf(folders.cluster)
  if (running?.pid !== pid) site.log('warn', `The database is served by process ${running?.pid}, not by the one that was started (${pid}).`)
  if (!running) throw new SetupFault(startSentence(lastWords ?? '', folders))
  return running
}

/** Whether the server has come to answer; false once `mayCome` says no. Its own word in postmaster.pid comes first, then a real connection. */
async function isAnswering(site: Site, mayCome: () => boolean): Promise<boolean> {
  const began = Date.now()
  let wasTold = false
  while (Date.now() - began < readyWithinMs) {
    if (postmasterOf(site.folders.cluster)?.isReady && (await connects(site))) return true
    if (!mayCome()) return false
    if (!wasTold && Date.now() - began > 5_000) {
      site.log('info', 'The database is not ready yet; after a crash it replays its log first. Waiting.')
      wasTold = true
    }
    await pause(15)
  }
  return false
}

async function connects(site: Site): Promise<boolean> {
  const client = new pg.Client({ ...clientConfig(superuser(site, 'postgres')), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '28P01') throw wrongPassword(site.folders)
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Looks five times a second whether the server lives, and brings it back with growing pauses as long as it dies again at once. */
function watchOver(site: Site): { end: () => Promise<void> } {
  const { postgres, cluster } = site.folders
  let isOver = false
  let failures = 0
  let timer: NodeJS.Timeout
  let looking = Promise.resolve()

  async function look(): Promise<void> {
    if (postmasterOf(cluster)) failures = 0
    else if (takeKeeping(postgres, fingerprint(site))) await bringBack()
    if (!isOver) timer = setTimeout(() => (looking = look()), failures === 0 ? watchEveryMs : Math.min(longestPauseMs, 100 * 2 ** failures))
  }

  async function bringBack(): Promise<void> {
    site.log('error', 'The database server has died and is started again.')
    try {
      await start(site)
      failures = 0
      site.log('info', 'The database server is back.')
    } catch (error) {
      failures += 1
      site.log('error', error instanceof Error ? error.message : String(error))
    }
  }

  timer = setTimeout(() => (looking = look()), watchEveryMs)
  return {
    end: async () => {
      isOver = true
      clearTimeout(timer)
      await looking
      clearTimeout(timer)
    },
  }
}

function startSentence(lastWords: string, folders: Folders): string {
  const log = join(folders.postgres, 'server.log')
  if (/No space left/i.test(lastWords)) {
    return `The database cannot start because the disk of ${folders.data} is full. Free some space; nothing that was saved is lost.`
  }
  if (/shared memory|semaphore/i.test(lastWords))
    return `The database cannot start: this machine gives it no shared memory (${lastWords}). A container needs --shm-size=256m or more.`
  return `The database in ${folders.cluster} does not start. PostgreSQL said: ${lastWords || 'nothing'}. Its log is ${log}.`
}

function wrongPassword(folders: Folders): SetupFault {
  return new SetupFault(
    `The database in ${folders.cluster} does not accept the password in ${join(folders.postgres, 'passwords.json')}: the two do not belong together. Put the file back from the same backup as the database.`,
  )
}
