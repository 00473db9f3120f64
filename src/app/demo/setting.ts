import type { Config } from '../../kit/config/config.ts'
import { isLoopback } from '../../kit/config/config.ts'
import { SetupFault } from '../../kit/db/access.ts'

/**
 * The settings of the demonstration: a data folder of its own beside the real one, its own key and database, on this machine only, and
 * no mail server, so that no invented person's mail ever leaves.
 */
export function demoConfig(config: Config): Config {
  if (!isLoopback(config.host))
    throw new SetupFault('The demonstration runs on this machine only: its people are invented and its tokens are printed. Leave HOST out.')
  if (config.database.kind === 'given')
    throw new SetupFault('The demonstration uses the database that Cairn brings, apart from any real one. Leave DATABASE_URL out.')
  const dataFolder = `${config.dataFolder}-demo`
  return { ...config, dataFolder, keyFile: `${dataFolder}/cairn.key`, smtpUrl: null }
}
