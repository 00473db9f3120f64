/*
 * The disk of the product fills up under writes and is freed again: `node .ci/slow/disk-full.ts [seconds full]` (Node 24, Linux, as root: it
 * mounts a small disk of its own). Nothing acknowledged may be lost, writing answers "storage_full" with a sentence, reading goes on, the
 * operator is told, and all is well without a restart.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { productForBenchmark } from '../../benchmarks/product.ts'
import { serverOf, valuesIn } from '../../src/kit/testing/ledger.ts'

const seconds = Number(process.argv[2] ?? 60)
const disk = mkdtempSync(join(tmpdir(), 'cairn-disk-'))
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=711', 'tmpfs', disk])
try {
  const problems = await fillAndFree(join(disk, 'data'))
  for (const problem of problems) console.log(`  ${problem}`)
  console.log(problems.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed')
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  execFileSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true })
}

async function fillAndFree(dataFolder: string): Promise<string[]> {
  const product = await productForBenchmark({ CAIRN_DATA: dataFolder })
  const problems: string[] = []
  const kept: string[] = []
  const answers = new Map<string, number>()
  const note = (answer: string) => answers.set(answer, (answers.get(answer) ?? 0) + 1)
  const write = async (): Promise<boolean> => {
    const name = `Program ${crypto.randomUUID()}`
    const response = await product.send('POST', '/programs', { name, purpose: '', format: 'one-to-one' })
    const body = (await response.json()) as { code?: string; title?: string; detail?: string }
    if (response.status < 400) {
      kept.push(name)
      return true
    }
    note(`${response.status} ${body.code}`)
    if (response.status !== 503) problems.push(`a write answered ${response.status} ${body.code}`)
    if (body.code === 'storage_full' && !(body.title && body.detail && response.headers.get('retry-after')))
      problems.push('the answer does not say what happened, what is safe and when to try again')
    return false
  }
  for (let n = 0; n < 50; n += 1) await write()
  const server = serverOf(dataFolder)
  const ballast = join(disk, 'ballast')
  fill(ballast)
  for (let waited = 0; waited < 30 && !answers.has('503 storage_full'); waited += 1) {
    await write()
    await pause(1_000)
  }
  if (!answers.has('503 storage_full')) problems.push('nobody was told that the storage is full')
  for (let second = 0; second < seconds; second += 1) {
    if (await write()) problems.push('a write was taken although the disk is full')
    const status = await product.status('GET', '/programs')
    if (status !== 200) problems.push(`reading answered ${status}`)
    await pause(1_000)
  }
  const doctor = await product.command('doctor')
  if (doctor.code !== 1 || !/not good {2}disk space/.test(doctor.said)) problems.push(`the doctor says nothing of the disk: ${doctor.said}`)
  rmSync(ballast)
  let waited = 0
  while (!(await write()) && waited < 30) {
    waited += 1
    await pause(1_000)
  }
  if (waited === 30) problems.push('writing does not go on')
  const isSameServer = serverOf(dataFolder) === server
  const stored = await valuesIn(dataFolder, `select name from program where name like 'Program %'`)
  const lost = kept.filter(name => !stored.includes(name)).length
  const check = await product.command('check')
  await product.stop()
  const told = product
    .printed()
    .split('\n')
    .filter(line => line.includes('disk of the database is nearly full'))
  if (told.length !== 1) problems.push(`the operator was told ${told.length} times:\n${product.printed()}`)
  if (lost > 0 || stored.length !== kept.length) problems.push('acknowledged writes were lost or doubled')
  if (check.code !== 0) problems.push(check.said)
  console.log(
    `full for ${seconds} s: ${[...answers].map(([answer, count]) => `${count} × ${answer}`).join(', ')}; writing again after ${waited} s`,
  )
  console.log(`${kept.length} acknowledged, ${lost} lost; the server ${isSameServer ? 'lived through it' : 'was started anew'}`)
  return problems
}

function fill(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (const size of [2 ** 20, 2 ** 12]) {
      const block = Buffer.alloc(size)
      try {
        for (;;) writeSync(file, block)
      } catch {
        // full for blocks of this size
      }
    }
  } finally {
    closeSync(file)
  }
}
