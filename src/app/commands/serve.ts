import type { Config } from '../../kit/config/config.ts'
import type { Log } from '../../kit/db/access.ts'
import { demoConfig } from '../demo/setting.ts'
import { serve, work } from '../serve.ts'
import { usageOf } from './help.ts'

const log: Log = (level, message) => (level === 'error' ? console.error(message) : console.log(message))

/** Serves until it is told to stop (Ctrl-C, SIGTERM); told again, it ends at once. */
export async function serveCommand(config: Config, args: readonly string[]): Promise<number> {
  const demo = args.includes('--demo')
  if (args.some(arg => arg !== '--demo')) {
    console.error(usageOf('serve'))
    return 2
  }
  return untilStopped(await serve(demo ? demoConfig(config) : config, log, { worker: true, demo }))
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
  // one Ctrl-C may arrive twice, from the terminal and from who started us
  const toldAt = Date.now()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => Date.now() - toldAt > 2_000 && process.exit(1))
  await running.stop()
  return 0
}
