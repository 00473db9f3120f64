/** The checkout's last commit as somebody else gets it, and commands run there as they would run them. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('..', import.meta.url))

/** The folder holds a clean clone; answers its commit. What is not committed is not in it. */
export function cloneInto(folder: string): string {
  const git = (args: readonly string[]) => execFileSync('git', args, { cwd: checkout, encoding: 'utf8' }).trim()
  const commit = git(['rev-parse', 'HEAD'])
  git(['clone', '--quiet', '--no-local', '--no-checkout', checkout, folder])
  execFileSync('git', ['checkout', '--quiet', commit], { cwd: folder })
  return commit.slice(0, 12)
}

/** An environment without what this process was told about itself: settings of Cairn, of npm and of Node. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CAIRN|npm|DATABASE|SMTP|VITEST)_|^(NODE_OPTIONS|PORT|HOST|INIT_CWD)$/.test(name)),
  )
}
