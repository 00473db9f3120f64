import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { systemRandom, token } from '../../ids/ids.ts'
import { SetupFault } from '../access.ts'

/** Generated once for an installation and known to nobody. */
export type Passwords = { readonly superuser: string; readonly owner: string; readonly app: string; readonly signIn: string }

/** The passwords in the file, made now when there is none; only our account may read it. */
export function passwordsIn(file: string): Passwords {
  const made: Passwords = {
    superuser: token(systemRandom),
    owner: token(systemRandom),
    app: token(systemRandom),
    signIn: token(systemRandom),
  }
  const making = `${file}.${process.pid}`
  writeFileSync(making, JSON.stringify(made), { mode: 0o600 })
  try {
    // whole or not there, and of two processes that make one the first wins
    linkSync(making, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(making, { force: true })
  }
  return readPasswords(file)
}

/** The passwords of the file; a sentence when it cannot be read. */
export function readPasswords(file: string): Passwords {
  try {
    const { superuser, owner, app, signIn } = JSON.parse(readFileSync(file, 'utf8'))
    if ([superuser, owner, app, signIn].every(each => typeof each === 'string' && each !== '')) return { superuser, owner, app, signIn }
    throw new Error('a password is missing')
  } catch (error) {
    throw new SetupFault(
      `The file ${file} holds the passwords of Cairn's database and cannot be read (${error instanceof Error ? error.message : error}). Put it back from a backup; your data is untouched.`,
      error,
    )
  }
}
