/**
 * What a solved problem answers how fast, in a process of its own: `node answers.bench.ts prices 1000 1` (all prices of 1,000 ×
 * 1,000 with one place each; 2 for 1,000 × 500 with two), `row 10000` (one mentee's row of 10,000 × 10,000) or `edit 10000`
 * (one change solved again to its certificate, 80 of them). Prints time of one core, memory and what was found as JSON.
 */
import type { Change } from '../edit.ts'
import { solve } from '../index.ts'
import { runThrough } from '../run.ts'
import { solving } from '../solution.ts'
import { questionnaires } from './instances.bench.ts'

const [kind = '', size = '0', places = '1'] = process.argv.slice(2)
const n = Number(size)

function coreMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const problem = questionnaires(n, Math.floor(n / Number(places)), Number(places))
const solution = runThrough(solving(problem, { kind: 'optimal' }))
const found: Record<string, unknown> = { total: solution.result.total }

/** All prices at once; some of them are compared with a problem that is solved with the pair locked or excluded. */
async function prices(): Promise<void> {
  const before = coreMilliseconds()
  const { matchedLost, pointsLost } = solution.priceTable()
  found.milliseconds = coreMilliseconds() - before
  let mismatches = 0
  let checks = 0
  const { mentees, mentors } = problem
  const matched = new Map(solution.result.pairs.map(pair => [pair.mentee, pair.mentor]))
  for (let at = 0; at < 120; at++) {
    const i = (at * 379) % mentees.length
    const mentee = mentees[i]?.id ?? ''
    // every tenth is a pair that there is
    const mentor = (at % 10 === 0 ? matched.get(mentee) : null) ?? mentors[(at * 211) % mentors.length]?.id ?? ''
    const place = i * mentors.length + mentors.findIndex(({ id }) => id === mentor)
    if (pointsLost[place] === Number.POSITIVE_INFINITY) continue
    const pair = { mentee, mentor }
    const other = await solve(matched.get(mentee) === mentor ? { ...problem, exclusions: [pair] } : { ...problem, locks: [pair] })
    checks++
    if (
      solution.result.total - other.result.total !== pointsLost[place] ||
      solution.result.matched - other.result.matched !== matchedLost[place]
    )
      mismatches++
  }
  found.checks = checks
  found.mismatches = mismatches
}

async function row(): Promise<void> {
  const times = [3, 1003, 2003].map(at => {
    const before = coreMilliseconds()
    solution.priceRow(problem.mentees[at % n]?.id ?? '')
    return coreMilliseconds() - before
  })
  found.milliseconds = Math.min(...times)
  found.first = times[0]
}

/** An exclusion of a pair, a lock, one place less or more, somebody less or more on either side, each from the first solution. */
async function edits(): Promise<void> {
  const times: number[] = []
  const byKind: Record<string, number[]> = {}
  const newcomers = questionnaires(n + 80, n + 80, 1)
  for (let at = 0; at < 80; at++) {
    const pair = solution.result.pairs[(at * 7919) % solution.result.pairs.length]
    if (!pair) continue
    const other = solution.result.pairs[(at * 104_729 + 1) % solution.result.pairs.length]
    const mentee = pair.mentee
    const changes: readonly Change[] = [
      { kind: 'exclude', mentee, mentor: pair.mentor },
      { kind: 'remove', side: 'mentee', id: mentee },
      { kind: 'capacity', side: 'mentor', id: pair.mentor, capacity: 0 },
      { kind: 'lock', mentee, mentor: other?.mentor ?? pair.mentor },
      { kind: 'capacity', side: 'mentor', id: pair.mentor, capacity: Number(places) + 1 },
      { kind: 'remove', side: 'mentor', id: pair.mentor },
      ...newcomers.mentees.slice(n + at, n + at + 1).map(candidate => ({ kind: 'add' as const, side: 'mentee' as const, candidate })),
      ...newcomers.mentors.slice(n + at, n + at + 1).map(candidate => ({ kind: 'add' as const, side: 'mentor' as const, candidate })),
    ]
    const change = changes[at % changes.length]
    if (!change || (change.kind === 'lock' && solution.explain(mentee, change.mentor).state === 'forbidden')) continue
    const before = coreMilliseconds()
    await solution.edit([change])
    const took = coreMilliseconds() - before
    times.push(took)
    const kind = 'side' in change ? `${change.kind} ${change.side}` : change.kind
    byKind[kind] = [...(byKind[kind] ?? []), took].sort((a, b) => a - b)
  }
  found.first = times.shift()
  times.sort((a, b) => a - b)
  found.milliseconds = times[Math.floor(times.length * 0.95)]
  found.median = times[Math.floor(times.length / 2)]
  found.medians = Object.fromEntries(Object.entries(byKind).map(([kind, own]) => [kind, own[Math.floor(own.length / 2)]]))
}

await (kind === 'prices' ? prices() : kind === 'row' ? row() : edits())
console.log(JSON.stringify({ ...found, mebibytes: process.resourceUsage().maxRSS / 1024 }))
