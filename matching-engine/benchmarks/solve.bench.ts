/** One instance in a process of its own: `node solve.bench.ts dense uniform 1000`. Prints time of one core, memory and the total as JSON. */
import { writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { solveNetwork, solveSparse } from '../assignment/optimal.ts'
import { arcsFrom, type State } from '../assignment/state.ts'
import type { Problem } from '../problem.ts'
import { runThrough } from '../run.ts'
import { solving } from '../solution.ts'
import { type DenseClass, densePoints, networkFrom, sparsePairs } from './instances.bench.ts'

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
  const problem = questionnaires(n)
  return timed(() => runThrough(solving(problem, { kind: 'optimal' })).result.total)
}

/** n mentees and n / 2 mentors with two places: skewed skills, years, a language, times. */
function questionnaires(mentees: number): Problem {
  let state = 1
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * below)
  }
  const skills = (most: number) => ({
    kind: 'choices' as const,
    choices: [...new Set(Array.from({ length: 1 + random(most) }, () => `skill ${Math.floor((random(200) * random(200)) / 200)}`))],
  })
  const person = (prefix: string, index: number) => ({
    id: `${prefix}${index}`,
    capacity: prefix === 'mentor' ? 2 : 1,
    traits: {
      wanted: skills(6),
      offered: skills(14),
      years: { kind: 'number' as const, number: random(30) },
      site: { kind: 'choices' as const, choices: [`site ${random(12)}`] },
      level: { kind: 'scale' as const, step: random(7) },
    },
  })
  return {
    seed: 'bench',
    mentees: Array.from({ length: mentees }, (_, index) => person('mentee', index)),
    mentors: Array.from({ length: mentees / 2 }, (_, index) => person('mentor', index)),
    criteria: [
      { id: 'skills', kind: 'set', mode: 'complementary', mentee: 'wanted', mentor: 'offered', weightPoints: 6000 },
      { id: 'years', kind: 'distance', mode: 'complementary', gap: 8, reach: 10, mentee: 'years', mentor: 'years', weightPoints: 2000 },
      { id: 'level', kind: 'scale', mode: 'complementary', steps: 7, mentee: 'level', mentor: 'level', weightPoints: 2000 },
    ],
    requirements: [{ id: 'another site', kind: 'notSame', mentee: 'site', mentor: 'site' }],
  }
}

async function timed(work: () => number): Promise<{ total: number; milliseconds: number }> {
  // what was compiled for making the instance is not the engine's
  await setTimeout(100)
  const before = coreMilliseconds()
  const total = work()
  return { total, milliseconds: coreMilliseconds() - before }
}

console.log(JSON.stringify({ ...(await measured()), mebibytes: process.resourceUsage().maxRSS / 1024 }))
