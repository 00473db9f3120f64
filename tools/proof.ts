/** Runs the programs that prove something, each in its own process, and adds up what they found. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Count {
  readonly passed: number
  readonly failed: number
  /** What failed, a line each; said again at the end of a long run. */
  readonly failures?: readonly string[]
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
  return (await ended(title, args)).code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, failures: [title] }
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
    const { success, numPassedTests, numFailedTests, testResults } = reportIn(report)
    if (code === 0 || (signal && success)) return { passed: numPassedTests, failed: numFailedTests }
    const failures = testResults.flatMap(failuresOf)
    return {
      passed: numPassedTests,
      failed: Math.max(numFailedTests, 1),
      failures: failures.length > 0 ? failures : [`${title}: ${code ?? signal}`],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Report {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly FileReport[]
}

interface FileReport {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[]
}

function failuresOf({ name, status, message, assertionResults }: FileReport): string[] {
  const file = relative(checkout, name)
  const failed = assertionResults.filter(result => result.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : []
  return failed.map(result => `${file} > ${result.fullName}: ${firstLine(result.failureMessages[0] ?? '')}`)
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''

function reportIn(path: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return { success: false, numPassedTests: 0, numFailedTests: 1, testResults: [] }
  }
}

export const sum = (counts: readonly Count[]): Count =>
  counts.reduce((whole, count) => ({ passed: whole.passed + count.passed, failed: whole.failed + count.failed }), { passed: 0, failed: 0 })

/** The last lines of a command that proves something are `failed: what`, then `N passed, N failed`; its exit code says the same. */
export function conclude(counts: readonly Count[]): void {
  const { passed, failed } = sum(counts)
  const failures = counts.flatMap(count => count.failures ?? [])
  console.log(['', ...failures.map(failure => `failed: ${failure}`), `${passed} passed, ${failed} failed`].join('\n'))
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
}
