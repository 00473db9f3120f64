/*
 * The disk of the database fills up under writes and is freed again: `node .ci/slow/disk-full.ts [seconds full]` (Node 24, Linux, as root: it mounts a
 * small disk of its own). Nothing acknowledged may be lost, writing answers "storage_full", reading goes on, and all is well without a restart.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { compare, rowsIn, serverOf, startLedger } from '../../src/kit/testing/ledger.ts'

const seconds = Number(process.argv[2] ?? 60)
const disk = mkdtempSync(join(tmpdir(), 'cairn-disk-'))
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=711', 'tmpfs', disk])
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
  mkdirSync(dataFolder)
  const app = startLedger({ dataFolder })
  await app.says('kept')
  await pause(1_000)
  const server = serverOf(dataFolder)
  const ballast = join(disk, 'ballast')
  fill(ballast)
  const full = app.lines.length
  await app.says('outage storage_full', full)
  const reads: string[] = []
  for (let second = 0; second < seconds; second += 1) {
    reads.push(
      await rowsIn(dataFolder).then(
        rows => `${rows.length} rows`,
        error => `reading failed: ${error.message}`,
      ),
    )
    await pause(1_000)
  }
  const codes = Map.groupBy(
    app.lines.slice(full).filter(line => !line.startsWith('kept')),
    line => line,
  )
  console.log(
    `full for ${seconds} s, ${free()} bytes free: ${[...codes].map(([line, all]) => `${all.length} × ${line}`).join(', ')}; last read: ${reads.at(-1)}`,
  )
  const isSameServer = serverOf(dataFolder) === server
  rmSync(ballast)
  const freed = app.lines.length
  await app.says('kept', freed)
  app.process.kill('SIGTERM')
  await app.ended
  const { acknowledged, lost, twice, bugs } = await compare(dataFolder, app.lines, [])
  console.log(
    `${acknowledged} acknowledged, ${lost} lost, ${twice} twice, ${bugs.length} bugs; the server ${isSameServer ? 'lived through it' : 'was started anew'}`,
  )
  return [
    ...(lost + twice > 0 ? ['acknowledged writes were lost or doubled'] : []),
    ...bugs.slice(0, 3),
    ...reads.filter(read => read.startsWith('reading failed')).slice(0, 3),
    ...(codes.has('outage storage_full') ? [] : ['nobody was told that the storage is full']),
  ]
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

function free(): number {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}
