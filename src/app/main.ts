/** The command line. Every command is one entry; what it prints is for the person at the keyboard. */
import { type Config, configFrom } from '../kit/config/config.ts'
import { KeyFault } from '../kit/config/key-file.ts'
import { machineFacts } from '../kit/config/machine.ts'
import { SetupFault } from '../kit/db/access.ts'

type Command = (config: Config, args: readonly string[]) => Promise<number>

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  work: async () => (await import('./commands/serve.ts')).workCommand,
  migrate: async () => (await import('./commands/operating.ts')).migrateCommand,
  doctor: async () => (await import('./commands/operating.ts')).doctorCommand,
  check: async () => (await import('./commands/operating.ts')).checkCommand,
  admin: async () => (await import('./commands/operating.ts')).adminCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  match: async () => (await import('./commands/match.ts')).matchCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  routes: async () => (await import('./commands/printing.ts')).routesCommand,
  jobs: async () => (await import('./commands/printing.ts')).jobsCommand,
}

const [name = '', ...args] = process.argv.slice(2)
process.exitCode = await run(name, args)

async function run(command: string, rest: readonly string[]): Promise<number> {
  const load = commands[command]
  if (!load) {
    console.error(`There is no command "${command}". The commands are: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  const config = configFrom(process.env, machineFacts())
  if (Array.isArray(config)) {
    for (const fault of config) console.error(fault.sentence)
    return 2
  }
  try {
    return await (await load())(config, rest)
  } catch (error) {
    // faults of the set-up carry a sentence that says what to do; everything else is a defect of ours
    if (error instanceof SetupFault || error instanceof KeyFault) {
      console.error(error.sentence)
      return 2
    }
    throw error
  }
}
