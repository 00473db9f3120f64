import type { Config } from '../../kit/config/config.ts'
import type { Log } from '../../kit/db/access.ts'
import { serve, work } from '../serve.ts'

const log: Log = (level, message) => (level === 'error' ? console.error(message) : console.log(message))

/** Serves until it is told to stop (Ctrl-C, SIGTERM); a second signal ends at once. */
export async function serveCommand(config: Config): Promise<number> {
  return untilStopped(await serve(config, log, { worker: true }))
}

/** Does jobs until it is told to stop, beside processes that serve. */
export async function workCommand(config: Config): Promise<number> {
  const working = await work(config, log)
  log('info', 'Cairn is doing its jobs.')
  return untilStopped(working)
}

async function untilStopped(running: { stop(): Promise<void> }): Promise<number> {
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  await running.stop()
  return 0
}
