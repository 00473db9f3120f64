/*
 * The application and its database are killed under writes, 20 rounds each: `node .ci/slow/kill-rounds.ts [rounds]` (Node 24).
 * No acknowledged write may be lost or doubled and no process may need help. How long it took is told beside the bar of 5 seconds;
 * it fails nothing, because it says as much about what else the machine was doing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killApplication, killDatabase, type Rounds } from '../../src/kit/testing/ledger.ts'

const rounds = Number(process.argv[2] ?? 20)
const failures = [await run('kill -9 of the database', killDatabase), await run('kill -9 of the application', killApplication)].filter(
  isGood => !isGood,
)
console.log(`${2 - failures.length} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 ? 1 : 0

async function run(title: string, kill: (dataFolder: string, rounds: number) => Promise<Rounds>): Promise<boolean> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'cairn-kills-'))
  try {
    const { acknowledged, lost, twice, bugs, outages, backMs } = await kill(dataFolder, rounds)
    const back = backMs.toSorted((a, b) => a - b).map(Math.round)
    console.log(
      `${title}, ${rounds} rounds: ${acknowledged} acknowledged, ${lost} lost, ${twice} twice, ${bugs.length} bugs; back after ${back.join(' ')} ms (bar 5000)`,
    )
    for (const line of [...bugs.slice(0, 5), ...outages]) console.log(`  ${line}`)
    return acknowledged > rounds && lost === 0 && twice === 0 && bugs.length === 0
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
