/*
 * Migrations are plain numbered SQL files, forward only. Each runs once, in one transaction, as the owner, and is recorded with the hash of its
 * text: a file that was changed after it ran would mean a database unlike everybody else's, so that is refused. Several processes may start at
 * once: each takes the lock for the length of one file and looks again whether it is still to be done.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Access, clientConfig, type Log, SetupFault } from './access.ts'

export type MigrationFile = { readonly name: string; readonly sql: string; readonly sha256: string }

/** Any number, as long as nobody else takes it: held only while one file runs, and only by transactions. */
const lockNumber = 6_251_947

/** The migrations in their order. */
export async function migrationFiles(folder = fileURLToPath(new URL('../../../migrations/', import.meta.url))): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter(name => /^\d{4}-.+\.sql$/.test(name)).sort()
  const twice = names.find((name, at) => name.slice(0, 4) === names[at - 1]?.slice(0, 4))
  if (twice) throw new Error(`two migrations have the number ${twice.slice(0, 4)}`)
  return Promise.all(names.map(name => migrationFile(join(folder, name))))
}

async function migrationFile(path: string): Promise<MigrationFile> {
  // a checkout may have given the lines other ends
  const sql = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n')
  return { name: basename(path, '.sql'), sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

/** Every migration is in the database; the answer is how many of them were new. Nothing is half done, whatever happens in between. */
export async function migrate(owner: Access, files: readonly MigrationFile[], log: Log): Promise<number> {
  const client = new pg.Client({ ...clientConfig(owner), application_name: 'cairn migration' })
  client.on('error', () => {})
  await client.connect()
  try {
    await locked(client, () =>
      client.query(
        'create table if not exists migration (name text primary key, sha256 text not null, at timestamptz not null default now())',
      ),
    )
    await refuseStrangers(client, files)
    let added = 0
    for (const file of files) if (await locked(client, () => apply(client, file, log))) added += 1
    return added
  } finally {
    await client.end()
  }
}

/** The names of the migrations that are in the database; null when there has never been one. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string> | null> {
  const { rows: tables } = await client.query(`select from pg_tables where tablename = 'migration' and schemaname = 'public'`)
  if (tables.length === 0) return null
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
  return new Map(rows.map(row => [row.name, row.sha256]))
}

/** A database that holds what we do not know is newer than this Cairn, or another product's. */
async function refuseStrangers(client: pg.Client, files: readonly MigrationFile[]): Promise<void> {
  const applied = await appliedMigrations(client)
  const known = new Set(files.map(file => file.name))
  const stranger = [...(applied?.keys() ?? [])].find(name => !known.has(name))
  if (stranger) {
    throw new SetupFault(
      `The database was last used by a newer Cairn (it holds the migration "${stranger}", which this one does not know). Start the newer Cairn, or restore the backup made before the upgrade. Nothing was changed.`,
    )
  }
}

async function apply(client: pg.Client, file: MigrationFile, log: Log): Promise<boolean> {
  const { rows } = await client.query<{ sha256: string }>('select sha256 from migration where name = $1', [file.name])
  const there = rows[0]
  if (there?.sha256 === file.sha256) return false
  if (there) {
    throw new SetupFault(
      `The migration "${file.name}" was changed after it had run on this database. Put the file back as it was (git checkout migrations/${file.name}.sql) and write a new one for the change. Nothing was changed.`,
    )
  }
  try {
    await client.query(file.sql)
  } catch (error) {
    throw new SetupFault(
      `The migration "${file.name}" failed and was undone: ${error instanceof Error ? error.message : error}. The database is as it was before it.`,
      error,
    )
  }
  await client.query('insert into migration (name, sha256) values ($1, $2)', [file.name, file.sha256])
  log('info', `The migration "${file.name}" is in.`)
  return true
}

/** The work in one transaction, one process at a time. */
async function locked<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lockNumber])
    const answer = await work()
    await client.query('commit')
    return answer
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
