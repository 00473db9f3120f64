/** The product itself, started as anybody starts it, on a free port with a data folder of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const main = fileURLToPath(new URL('../../src/app/main.ts', import.meta.url))

export interface Product {
  readonly url: string
  /** All that it printed. */
  readonly printed: () => string
  /** What the pattern's group found in what it printed, once it is there. */
  said(pattern: RegExp): Promise<string>
  /** Another command of the same installation, such as `demo actors --json`; what it printed. */
  run(args: readonly string[]): Promise<string>
  stop(): Promise<void>
}

/** Makes what an installation shall hold before its first start. */
export type Prepare = (env: Readonly<Record<string, string | undefined>>) => Promise<void>

/** Runs until `stop`; throws with what it printed when it does not get ready. */
export async function product(
  settings: Readonly<Record<string, string>>,
  args: readonly string[] = ['serve'],
  prepare?: Prepare,
): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-journey-'))
  // as root the database runs under another account, which must be able to pass through
  chmodSync(folder, 0o711)
  const env = { PATH: process.env.PATH, HOME: folder, PORT: '0', CAIRN_DATA: join(folder, 'data'), CAIRN_RATE_LIMITS: 'off', ...settings }
  await prepare?.(env)
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (printed += piece.toString('utf8')))
  const stop = async () => {
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  const saying = (pattern: RegExp) => said(child, () => pattern.exec(printed)?.[1])
  try {
    const url = await saying(/^Cairn is ready at (\S+)$/m)
    const run = async (more: readonly string[]) => (await promisify(execFile)(process.execPath, [main, ...more], { env })).stdout
    return { url, printed: () => printed, said: saying, run, stop }
  } catch (error) {
    await stop()
    throw new Error(`${error instanceof Error ? error.message : error}\n${printed}`)
  }
}

const patienceMinutes = 3

async function said(child: ChildProcess, find: () => string | undefined): Promise<string> {
  const until = Date.now() + patienceMinutes * 60_000
  while (Date.now() < until) {
    const found = find()
    if (found !== undefined) return found
    if (child.exitCode !== null) throw new Error(`Cairn ended with ${child.exitCode} before it was ready:`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(`Cairn was not ready after ${patienceMinutes} minutes:`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await exit
  clearTimeout(late)
}
