/** Starts everything in order, says one line when it is ready, and stops without losing what is under way. */
import { type Config, withPort } from '../kit/config/config.ts'
import { makeKey } from '../kit/config/key-file.ts'
import type { Log } from '../kit/db/access.ts'
import { type Opened, openDatabase } from '../kit/db/opening.ts'
import { startDaily } from '../kit/jobs/daily.ts'
import { startWorker, type Worker, type WorkerParts } from '../kit/jobs/worker.ts'
import { unprotectedMail } from '../kit/mail/server.ts'
import { unlock } from '../kit/vault/vault.ts'
import { organizationsForSystem } from '../organization/queries.ts'
import { dailyWorks, reactions } from './capabilities.ts'
import { prepareDemo, tellDemoLinks } from './demo/demo.ts'
import { type Installation, installationOf } from './installation.ts'
import { closed, listening } from './listening.ts'
import { prepareQueues } from './queues.ts'
import { buildScreensWhenStale, noScreens, type Screens, screensBuilt } from './screens.ts'

export interface Running {
  readonly url: string
  stop(): Promise<void>
}

/** The installation answers at `url`. `parts.worker` false leaves jobs to another process. */
export async function serve(settings: Config, log: Log, parts: { readonly worker: boolean; readonly demo?: boolean }): Promise<Running> {
  let config = settings
  const [database] = await Promise.all([openDatabase(config, { log }), buildScreensWhenStale(message => log('info', message))])
  let worker: Worker | null = null
  try {
    const installation = await prepared(() => config, database, await screensBuilt(), log)
    if (parts.demo) await prepareDemo(database, config, log)
    if (parts.worker) worker = await doingJobs(database, installation, log)
    const { server, port } = await listening(installation.app.fetch, config)
    config = withPort(config, port)
    log('info', `Cairn is ready at ${config.url}`)
    if (!(await installation.isSetUp())) log('info', `Set up: ${config.url}/set-up/${installation.setUpToken}`)
    if (parts.demo) await tellDemoLinks(installation, database, config.url, log)
    return {
      url: config.url,
      async stop() {
        await closed(server)
        await worker?.stop()
        installation.closeMail()
        await database.close()
      },
    }
  } catch (error) {
    await worker?.stop()
    await database.close()
    throw error
  }
}

/** Jobs are done, nothing is served. */
export async function work(config: Config, log: Log): Promise<{ stop(): Promise<void> }> {
  const database = await openDatabase(config, { log })
  try {
    const installation = await prepared(() => config, database, noScreens, log)
    const worker = await doingJobs(database, installation, log)
    return {
      async stop() {
        await worker.stop()
        installation.closeMail()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function prepared(config: () => Config, database: Opened, screens: Screens, log: Log): Promise<Installation> {
  const warning = unprotectedMail(config().smtpUrl)
  if (warning) log('warn', warning)
  unlock(await makeKey(config().keyFile))
  const installation = installationOf({ config, database, screens, log })
  await prepareQueues(database.installation, installation)
  return installation
}

/** Jobs that fall due and the work of each day are done until it is stopped. */
async function doingJobs(database: Opened, installation: Installation, log: Log): Promise<Worker> {
  const parts = workerParts(database, installation, log)
  const worker = await startWorker(parts)
  const organizationIds = async () => (await organizationsForSystem(database)).map(({ id }) => id)
  const daily = startDaily({ ...parts, works: dailyWorks, organizationIds })
  return {
    async stop() {
      await Promise.all([worker.stop(), daily.stop()])
    },
  }
}

function workerParts(database: Opened, installation: Installation, log: Log): WorkerParts {
  const { jobs, transaction, contextOf } = installation
  return {
    access: database.appAccess,
    jobs,
    reactions,
    transaction,
    contextOf,
    log: (level, message, facts) => log(level, facts ? `${message} ${JSON.stringify(facts)}` : message),
  }
}
