/** One instance in a process of its own: `node solve.bench.ts dense uniform 1000`, or `people <folder>` of a survey. Prints time of one core, memory and the total as JSON. */
import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { solveNetwork, solveSparse } from '../assignment/optimal.ts'
import { arcsFrom, type State } from '../assignment/state.ts'
import { runThrough } from '../run.ts'
import { solving } from '../solution.ts'
import { type DenseClass, densePoints, networkFrom, questionnaires, sparsePairs } from './instances.bench.ts'
import { surveyed } from './people.bench.ts'

const [kind = '', name = '', size = '0', written = ''] = process.argv.slice(2)
const n = Number(size)

function coreMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function totalOf({ slotArc, arcs }: State): number {
  return slotArc.reduce((sum, arc) => (arc === -1 ? sum : sum + (arcs.points[arc] ?? 0)), 0)
}

/** Generates, tells the peers' file if asked, then measures the solution alone. */
async function measured(): Promise<{ total: number; milliseconds: number }> {
  if (kind === 'dense') {
    const points = densePoints(name as DenseClass, n)
    if (written !== '') writeFileSync(written, points)
    const network = networkFrom(n, n, i => points.subarray(i * n, (i + 1) * n), new Int32Array(n).fill(1))
    return timed(() => totalOf(runThrough(solveNetwork(network))))
  }
  if (kind === 'sparse') {
    const degree = 50
    const { columns, points, capacities } = sparsePairs(n, degree, Number(name))
    if (written !== '') {
      writeFileSync(`${written}.columns`, columns)
      writeFileSync(`${written}.points`, points)
      writeFileSync(`${written}.capacities`, capacities)
    }
    return timed(() => {
      const lists = Array.from({ length: n }, (_, i) => ({
        column: columns.subarray(i * degree, (i + 1) * degree),
        points: points.subarray(i * degree, (i + 1) * degree),
      }))
      const none = new Int16Array(0)
      return totalOf(
        runThrough(
          solveSparse(
            networkFrom(n, n, () => none, capacities),
            arcsFrom(n, lists),
          ),
        ),
      )
    })
  }
  const objective = { kind: 'optimal' as const, first: kind === 'people' ? ('total' as const) : ('matched' as const) }
  const problem = kind === 'people' ? surveyed(name) : questionnaires(n)
  return timed(() => runThrough(solving(problem, objective)).result.total)
}

async function timed(work: () => number): Promise<{ total: number; milliseconds: number }> {
  // what was compiled for making the instance is not the engine's
  await setTimeout(100)
  const before = coreMilliseconds()
  const total = work()
  return { total, milliseconds: coreMilliseconds() - before }
}

console.log(JSON.stringify({ ...(await measured()), mebibytes: process.resourceUsage().maxRSS / 1024 }))
