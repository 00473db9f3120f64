/** Files that a command is given and writes. Whatever the machine says no to is told as something that can be mended. */
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Unusable } from './unusable.ts'

const mostMegabytes = 50

/** The whole file; refused while it is read once it is too large, so that one without an end ends too. */
export async function inputAt(path: string, megabytes = mostMegabytes): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of createReadStream(path)) {
      pieces.push(piece)
      length += piece.length
      if (length > megabytes * 1024 * 1024) throw new Unusable(`${path} is larger than ${megabytes} MB.`)
    }
  } catch (error) {
    throw error instanceof Unusable ? error : unreadable(path, error)
  }
  return Buffer.concat(pieces)
}

/** Why a file could not be read, in words. */
export function unreadable(path: string, error: unknown): Unusable {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Unusable(`There is no file ${path}. Is the name right?`)
  if (code === 'EISDIR') return new Unusable(`${path} is a folder, so it cannot be read as a file.`)
  return new Unusable(`${path} cannot be read. May you read it?`)
}

/**
 * The folder is there and can be written into. Folders are made one by one from the nearest that exists: Node's own recursive way never
 * ends where a file system takes no folder although the one above is there, such as /proc.
 */
export async function folderMade(folder: string): Promise<void> {
  const missing: string[] = []
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found?.isDirectory()) break
    if (found) throw new Unusable(`${at} is a file, so no folder can be there. Name another folder.`)
    if (dirname(at) === at) break
    missing.unshift(at)
  }
  try {
    for (const one of missing) await mkdir(one).catch(thereByNow)
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Unusable(`${folder} cannot be made or written into. ${hintFor(error)}`)
  }
}

/** Somebody else may have made it meanwhile. */
function thereByNow(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error
}

export async function write(folder: string, name: string, text: string): Promise<void> {
  try {
    await writeFile(join(folder, name), text)
  } catch (error) {
    throw new Unusable(`${join(folder, name)} cannot be written. ${hintFor(error)}`)
  }
}

function hintFor(error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full.'
  return code === 'EISDIR' ? 'It is a folder.' : 'May you write there?'
}

const codeOf = (error: unknown): string | null => (error instanceof Error && 'code' in error ? String(error.code) : null)
