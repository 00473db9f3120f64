/** The command line: every command is one entry; what it prints is for the person at the keyboard. */
import { type Config, configFrom } from '../kit/config/config.ts'
import { KeyFault } from '../kit/config/key-file.ts'
import type { machineFacts } from '../kit/config/machine.ts'
import { SetupFault } from '../kit/db/access.ts'
import { briefly, type CommandName, help, overview } from './commands/help.ts'

type Args = readonly string[]
/** Some need the settings of an installation; the others work wherever they are called, however it is set. */
type Entry =
  | { readonly set: () => Promise<(config: Config, args: Args) => Promise<number>> }
  | { readonly alone: () => Promise<(args: Args) => Promise<number>> }

const commands: Readonly<Record<CommandName, Entry>> = {
  serve: { set: async () => (await import('./commands/serve.ts')).serveCommand },
  work: { set: async () => (await import('./commands/serve.ts')).workCommand },
  migrate: { set: async () => (await import('./commands/operating.ts')).migrateCommand },
  doctor: { set: async () => (await import('./commands/operating.ts')).doctorCommand },
  check: { set: async () => (await import('./commands/operating.ts')).checkCommand },
  'admin invite': { set: async () => (await import('./commands/admin.ts')).inviteCommand },
  match: { alone: async () => (await import('./commands/match.ts')).matchCommand },
  verify: { alone: async () => (await import('./commands/verify.ts')).verifyCommand },
  'demo names': { alone: async () => (await import('./commands/demo.ts')).namesCommand },
  'demo actors': { set: async () => (await import('./commands/demo.ts')).actorsCommand },
  routes: { alone: async () => (await import('./commands/printing.ts')).routesCommand },
  jobs: { alone: async () => (await import('./commands/printing.ts')).jobsCommand },
}

/** Does what the words ask for; 0 when it is done, 2 when they or the settings cannot be used, which has been told. */
export async function runCommand(words: Args, env: NodeJS.ProcessEnv, facts: ReturnType<typeof machineFacts>): Promise<number> {
  const isHelp = words.some(word => word === '--help' || word === '-h') || words[0] === 'help'
  const others = words.filter(word => word !== '--help' && word !== '-h')
  const [first = '', ...rest] = others[0] === 'help' ? others.slice(1) : others
  const { name, begun } = namedBy(first, rest)
  if (isHelp && (first === '' || begun.length > 0)) {
    console.log(first === '' ? overview() : begun.map(one => help[one]).join('\n\n'))
    return 0
  }
  if (name !== null) return run(commands[name], name.includes(' ') ? rest.slice(1) : rest, () => configFrom(env, facts))
  const asked = first === '' ? 'Say what to run.' : begun.length > 0 ? `Say what to do with "${first}".` : `There is no command "${first}".`
  console.error([asked, begun.length > 0 ? begun.map(briefly).join('\n\n') : overview()].join('\n\n'))
  return 2
}

/** The command that the words name, and all whose first word is theirs, or the one alone. */
function namedBy(first: string, [second]: Args): { readonly name: CommandName | null; readonly begun: readonly CommandName[] } {
  const names = Object.keys(commands) as CommandName[]
  const name = names.find(one => one === first || one === `${first} ${second}`) ?? null
  return { name, begun: name ? [name] : names.filter(one => one.startsWith(`${first} `)) }
}

async function run(entry: Entry, args: Args, settings: () => ReturnType<typeof configFrom>): Promise<number> {
  if ('alone' in entry) return (await entry.alone())(args)
  const config = settings()
  if (Array.isArray(config)) {
    for (const fault of config) console.error(fault.sentence)
    return 2
  }
  try {
    return await (await entry.set())(config, args)
  } catch (error) {
    // faults of the set-up carry a sentence that says what to do; everything else is a defect of ours
    if (!(error instanceof SetupFault || error instanceof KeyFault)) throw error
    console.error(error.sentence)
    return 2
  }
}
