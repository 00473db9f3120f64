import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Random, systemRandom } from '../ids/ids.ts'

/** The key file cannot be used; the sentence says why and what to do. */
export class KeyFault extends Error {
  readonly sentence: string
  constructor(sentence: string) {
    super(sentence)
    this.name = 'KeyFault'
    this.sentence = sentence
  }
}

const keyBytes = 32

/** The master key of the installation; null when there is no such file. Throws a KeyFault when it is not one that may be used. */
export async function readKey(path: string): Promise<Buffer | null> {
  const text = readOrNull(path)
  if (text === null) return null
  const key = Buffer.from(text.trim(), 'base64url')
  if (key.length !== keyBytes) {
    throw new KeyFault(
      `The key file ${path} does not hold a key of Cairn. Put the right file back from where you keep it: without it messages and mails cannot be read.`,
    )
  }
  if (openness(path) === 'writable') {
    throw new KeyFault(`Others on this machine may change the key file ${path}. Close it with "chmod 600 ${path}".`)
  }
  return key
}

/** The master key: the one in the file, or a new one that is in it from now on, for our account alone. A file is never overwritten. */
export async function makeKey(path: string, random: Random = systemRandom): Promise<Buffer> {
  const making = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o711 })
    writeFileSync(making, `${Buffer.from(random(keyBytes)).toString('base64url')}\n`, { mode: 0o600, flush: true })
    linkSync(making, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new KeyFault(
        `The key file ${path} cannot be made (${wordsOf(error)}). Give Cairn a folder that it may write to, or set CAIRN_KEY_FILE.`,
      )
  } finally {
    rmSync(making, { force: true })
  }
  const key = await readKey(path)
  if (!key) throw new KeyFault(`The key file ${path} has vanished while it was made. Start again.`)
  return key
}

/** What other accounts of this machine may do with the file. Secrets that a container is handed are often readable, so that alone is only worth a word. */
export function openness(path: string): 'closed' | 'readable' | 'writable' {
  if (process.platform === 'win32') return 'closed'
  const { mode } = statSync(path)
  if ((mode & 0o022) !== 0) return 'writable'
  return (mode & 0o044) === 0 ? 'closed' : 'readable'
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new KeyFault(
      `The key file ${path} cannot be read (${wordsOf(error)}). It must belong to the account that Cairn runs as, with mode 600.`,
    )
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function wordsOf(error: unknown): string {
  if (codeOf(error) === 'EACCES') return 'permission denied'
  if (codeOf(error) === 'ENOSPC') return 'the disk is full'
  return error instanceof Error ? error.message : String(error)
}
