/** Runs the programs that prove something, each in its own process, and adds up what they found. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Count {
  readonly passed: number
  readonly failed: number
}

export const checkout = fileURLToPath(new URL('..', import.meta.url))

interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** Prints the title and runs a Node program to its end; its output goes where ours goes. */
export async function ended(title: string, args: readonly string[]): Promise<End> {
  console.log(`\n== ${title}`)
  const child = spawn(process.execPath, args, { cwd: checkout, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise(resolve => {
    child.on('error', error => {
      console.error(`${title} could not be started: ${error.message}`)
      resolve({ code: 1, signal: null })
    })
    child.on('exit', (code, signal) => {
      if (code !== 0) console.error(`${title} ended with ${code ?? signal}`)
      resolve({ code, signal })
    })
  })
}

/** A program that is right or wrong as a whole counts as one. */
export async function program(title: string, args: readonly string[]): Promise<Count> {
  return (await ended(title, args)).code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * Every test of a vitest configuration. A run that ends badly without a failed test (a file that cannot be loaded) counts one failure; one that
 * is killed while it leaves, after its report says that all is well, is told and counts none.
 */
export async function tests(title: string, config: string, filters: readonly string[] = []): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-tests-'))
  const report = join(folder, 'report.json')
  try {
    const { code, signal } = await ended(title, [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ])
    const { success, numPassedTests, numFailedTests } = reportIn(report)
    if (code === 0 || (signal && success)) return { passed: numPassedTests, failed: numFailedTests }
    return { passed: numPassedTests, failed: Math.max(numFailedTests, 1) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Report {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
}

function reportIn(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return { success: false, numPassedTests: 0, numFailedTests: 1 }
  }
}

export const sum = (counts: readonly Count[]): Count =>
  counts.reduce((whole, count) => ({ passed: whole.passed + count.passed, failed: whole.failed + count.failed }), { passed: 0, failed: 0 })

/** The last line of a command that proves something, and its exit code. */
export function conclude(counts: readonly Count[]): void {
  const { passed, failed } = sum(counts)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}
