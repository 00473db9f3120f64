import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { SetupFault } from '../access.ts'

/** The account that the server runs under, when that is another than ours. */
export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number }

/**
 * PostgreSQL refuses to run as root. As root the server gets the account that owns the cluster already, else `postgres`, else `nobody`;
 * as anybody else it runs under our own account and the answer is null.
 */
export function serverUser(cluster: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const accounts = knownAccounts()
  const owner = statOrNull(cluster)
  if (owner && owner.uid !== 0) {
    return accounts.find(account => account.uid === owner.uid) ?? { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  }
  const account = ['postgres', 'nobody'].map(name => accounts.find(each => each.name === name)).find(each => each !== undefined)
  if (account) return account
  throw new SetupFault(
    'Cairn runs as root, and PostgreSQL must not. It would use the account "postgres" or "nobody", but this machine has neither. Add one ("useradd --system postgres"), or start Cairn as an ordinary user.',
  )
}

function knownAccounts(): ServerUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Throws with the folder's name when the server's account cannot pass through a folder on the way to `path`. */
export function assertReachable(path: string, user: ServerUser): void {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stats = statOrNull(folder)
    if (stats && !mayPass(stats, user)) {
      throw new SetupFault(
        `The database runs as the user "${user.name}", which cannot enter the folder ${folder}. Allow that with "chmod o+x ${folder}", or set CAIRN_DATA to a folder elsewhere, such as /var/lib/cairn.`,
      )
    }
    if (folder === dirname(folder)) return
  }
}

function mayPass(stats: Stats, user: ServerUser): boolean {
  if (stats.uid === user.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === user.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}

export function statOrNull(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

/** The name of an account, for sentences. */
export function accountName(uid: number): string {
  if (process.platform === 'win32') return String(uid)
  return knownAccounts().find(account => account.uid === uid)?.name ?? `user ${uid}`
}
