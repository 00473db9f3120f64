import type { Config } from '../config/config.ts'
import type { Installation, Log } from './access.ts'
import { bundledInstallation } from './bundled/installation.ts'
import { bundledServer } from './bundled/server.ts'
import { connectDatabase, type Database } from './database.ts'
import { givenInstallation } from './given.ts'
import { migrate, migrationFiles } from './migrate.ts'
import { assertRoles, nameRoles } from './roles.ts'

export type Opened<Schema = Record<never, never>> = Database<Schema> & { readonly installation: Installation }

/**
 * The database runs, its roles exist, every migration is in, the pools are open. Throws a SetupFault, whose sentence a person can act on, when that
 * cannot be. `close` ends the pools and then the server, if this process keeps it.
 */
export async function openDatabase<Schema = Record<never, never>>(
  config: Config,
  options: { readonly log: Log; readonly migrationsFolder?: string; readonly connections?: number },
): Promise<Opened<Schema>> {
  const { log, migrationsFolder, ...pools } = options
  const files = await migrationFiles(migrationsFolder)
  const ground = await groundOf(config, log)
  try {
    await assertRoles(ground.installation)
    await nameRoles(ground.installation)
    await migrate(ground.installation.owner, files, log)
    const bundled = ground.folder ? { folder: ground.folder, prepares: true } : {}
    const database = connectDatabase<Schema>(ground.installation, { log, ...pools, ...bundled })
    const close = async () => {
      await database.close()
      await ground.stop()
    }
    return { ...database, installation: ground.installation, close }
  } catch (error) {
    await ground.stop()
    throw error
  }
}

type Ground = { readonly installation: Installation; readonly folder: string | null; readonly stop: () => Promise<void> }

async function groundOf(config: Config, log: Log): Promise<Ground> {
  if (config.database.kind === 'given') {
    return { installation: await givenInstallation(config, config.database), folder: null, stop: async () => {} }
  }
  const server = await bundledServer(config.dataFolder, log)
  if (server.arrival === 'adopted') log('info', 'The database of the last run was still running; it is used on.')
  if (server.arrival === 'joined') log('info', 'Another Cairn process keeps the database of this data folder; this one joins it.')
  try {
    return { installation: await bundledInstallation(server), folder: server.folders.postgres, stop: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}
