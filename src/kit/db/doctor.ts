/** What `cairn doctor` finds, in words. It changes nothing, starts nothing, and goes on after what is broken. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { KeyFault, openness, readKey } from '../config/key-file.ts'
import { type Access, type Installation, SetupFault } from './access.ts'
import { bundledAccess } from './bundled/installation.ts'
import { keeperOf } from './bundled/keeper.ts'
import { readPasswords } from './bundled/passwords.ts'
import { postmasterOf } from './bundled/postmaster.ts'
import { accountName, statOrNull } from './bundled/server-user.ts'
import { accessFrom, givenAccesses, ownPasswordsFile } from './given.ts'
import { appliedMigrations, migrationFiles } from './migrate.ts'
import { assertRoles, connected } from './roles.ts'

export type Finding = { readonly subject: string; readonly state: 'good' | 'warning' | 'bad'; readonly sentence: string }

/** Everything that can be said about the installation, good and bad. */
export async function doctor(config: Config): Promise<Finding[]> {
  const findings = [...dataFolder(config), await keyFile(config)]
  if (config.database.kind === 'bundled') {
    const { finding, installation } = bundled(config)
    findings.push(finding)
    if (installation) findings.push(...(await database(installation.owner, installation)))
  } else {
    const owner = accessFrom('DATABASE_URL', config.database.ownerUrl)
    const areRolesKnown = config.database.appUrl !== null || existsSync(ownPasswordsFile(config))
    findings.push(...(await database(owner, areRolesKnown ? givenAccesses(config, config.database) : null)))
  }
  return findings
}

function dataFolder(config: Config): Finding[] {
  const { dataFolder } = config
  const stats = statOrNull(dataFolder)
  if (!stats) return [good('data folder', `${dataFolder} does not exist yet; the first start makes it.`)]
  if (!stats.isDirectory()) return [bad('data folder', `${dataFolder} is not a folder. Set CAIRN_DATA to one.`)]
  try {
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    const [owner, us] = [accountName(stats.uid), accountName(process.getuid?.() ?? 0)]
    return [
      bad(
        'data folder',
        `${dataFolder} belongs to "${owner}", and "${us}" may not write there. Run Cairn as "${owner}", or set CAIRN_DATA to a folder of your own.`,
      ),
    ]
  }
  return [good('data folder', `${dataFolder} is there and may be written to.`), diskSpace(dataFolder)]
}

function diskSpace(folder: string): Finding {
  const disk = statfsSync(folder)
  const free = disk.bavail * disk.bsize
  const said = `${(free / 2 ** 30).toFixed(1)} GB are free on the disk of ${folder}`
  if (free < 2 ** 27) return bad('disk space', `${said}. Below 0.06 GB Cairn only reads, so that nothing is lost. Free some space now.`)
  if (free < 2 ** 30) return warning('disk space', `${said}. Free some before it runs out.`)
  return good('disk space', `${said}.`)
}

async function keyFile({ keyFile: path }: Config): Promise<Finding> {
  try {
    const key = await readKey(path)
    if (!key) return good('key file', `${path} does not exist yet; the first start makes it.`)
    if (openness(path) === 'closed')
      return good('key file', `${path} is there, and only this account can read it. Keep a copy apart from the backups.`)
    return warning('key file', `Others on this machine can read ${path}. Close it with "chmod 600 ${path}".`)
  } catch (error) {
    if (error instanceof KeyFault) return bad('key file', error.sentence)
    throw error
  }
}

function bundled(config: Config): { finding: Finding; installation: Installation | null } {
  const postgres = join(config.dataFolder, 'postgres')
  const cluster = join(postgres, 'cluster')
  if (!existsSync(postgres)) return { finding: good('database server', 'There is none yet; the first start makes it.'), installation: null }
  const running = postmasterOf(cluster)
  if (!running) {
    const log = join(postgres, 'server.log')
    return {
      finding: warning(
        'database server',
        `It is not running. It runs while Cairn does ("npm start"); if it should be running now, ${log} says why not.`,
      ),
      installation: null,
    }
  }
  const keeper = keeperOf(postgres)
  const finding = keeper
    ? good('database server', `It runs (process ${running.pid}), and Cairn (process ${keeper.pid}) watches it.`)
    : warning(
        'database server',
        `It runs (process ${running.pid}), but the Cairn that started it is gone. The next start takes it over; to stop it now: kill -INT ${running.pid}.`,
      )
  return { finding, installation: bundledAccess(running, readPasswords(join(postgres, 'passwords.json'))) }
}

async function database(owner: Access, installation: Installation | null): Promise<Finding[]> {
  try {
    return [...(await connected(owner, ownersView)), await roles(installation)]
  } catch (error) {
    return [bad('database', `It cannot be reached as "${owner.user}" at ${owner.host}: ${error instanceof Error ? error.message : error}.`)]
  }
}

async function ownersView(client: Parameters<Parameters<typeof connected>[1]>[0]): Promise<Finding[]> {
  const { rows } = await client.query<{ version: string; bytes: string }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes`,
  )
  const size = `${(Number(rows[0]?.bytes ?? 0) / 2 ** 20).toFixed(0)} MB`
  return [good('database', `It is PostgreSQL ${rows[0]?.version}, and the data take ${size}.`), await migrations(client)]
}

async function migrations(client: Parameters<typeof appliedMigrations>[0]): Promise<Finding> {
  const [applied, files] = [(await appliedMigrations(client)) ?? new Map<string, string>(), await migrationFiles()]
  const changed = files.filter(file => applied.has(file.name) && applied.get(file.name) !== file.sha256)
  const waiting = files.filter(file => !applied.has(file.name))
  const strangers = applied.size - (files.length - waiting.length)
  if (changed.length > 0)
    return bad('migrations', `Changed after they ran: ${changed.map(file => file.name).join(', ')}. Put the files back as they were.`)
  if (strangers > 0)
    return bad('migrations', 'The database was last used by a newer Cairn. Start that one, or restore the backup made before the upgrade.')
  if (waiting.length > 0) return warning('migrations', `${waiting.length} are waiting; the next start or "cairn migrate" brings them in.`)
  return good('migrations', `All ${files.length} are in.`)
}

async function roles(installation: Installation | null): Promise<Finding> {
  if (!installation) return warning('roles', 'The roles of the application and of sign-in have not been made yet; the first start does it.')
  try {
    await assertRoles(installation)
    return good(
      'roles',
      `"${installation.app.user}" and "${installation.signIn.user}" can connect, and neither can pass the fence between organizations.`,
    )
  } catch (error) {
    return bad(
      'roles',
      error instanceof SetupFault ? error.sentence : `A role cannot connect: ${error instanceof Error ? error.message : error}.`,
    )
  }
}

function good(subject: string, sentence: string): Finding {
  return { subject, state: 'good', sentence }
}

function warning(subject: string, sentence: string): Finding {
  return { subject, state: 'warning', sentence }
}

function bad(subject: string, sentence: string): Finding {
  return { subject, state: 'bad', sentence }
}
