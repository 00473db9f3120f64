/**
 * 50 requests a second, mixed, against the product as it is started by hand: bundled database, 20,000 people stored, on whatever machine
 * this is. The load is open-loop: a request is due at its time whether or not earlier ones are back, and its latency counts from then, so
 * a stall is seen by every request behind it. `npm run bench -- load`; `CAIRN_LOAD_SECONDS=600` for the ten minutes of the bar.
 *
 * Bar: p99 under 100 ms for reads and 200 ms for writes, no error.
 */
import { loadavg } from 'node:os'
import { countIn, productForBenchmark } from './product.ts'

const seconds = Number(process.env['CAIRN_LOAD_SECONDS'] ?? 60)
const people = Number(process.env['CAIRN_LOAD_PEOPLE'] ?? 20_000)
const perSecond = 50
const bars = { read: 100, write: 200 } as const

interface Measured {
  readonly name: string
  readonly kind: 'read' | 'write'
  readonly ms: number
  readonly status: number
}

interface Change {
  readonly participantId: string
  version: number
  paused: boolean
}

const product = await productForBenchmark()
try {
  // as large installations are: ten programs, each with a cohort of a tenth
  const paths: string[] = []
  const changes: Change[] = []
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const { programId, cohortId } = await product.aCohort(people / 10, tenth)
    const { rows } = await product.json(`/cohorts/${cohortId}/people?limit=100`)
    const shown = rows as { personId: string; roles: { participantId: string }[] }[]
    paths.push(
      ...reads(
        programId,
        cohortId,
        shown.map(row => row.personId),
      ),
    )
    changes.push(...shown.map(row => ({ participantId: row.roles[0]?.participantId ?? '', version: 1, paused: false })))
  }
  const measured: Measured[] = []
  const errors: string[] = []
  const started = performance.now()
  const under: Promise<void>[] = []
  for (let n = 0; n < seconds * perSecond; n += 1) {
    const due = started + (n / perSecond) * 1000
    const wait = due - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    under.push(one(n, due))
  }
  await Promise.all(under)

  async function one(n: number, due: number): Promise<void> {
    const isWrite = n % 4 === 3
    try {
      const status = isWrite ? await writeOnce(n) : await product.status('GET', paths[n % paths.length] ?? '/viewer')
      if (status >= 400) errors.push(`${isWrite ? 'write' : paths[n % paths.length]} answered ${status}`)
      measured.push({
        name: isWrite ? 'PATCH /participants/…' : nameOf(paths[n % paths.length] ?? ''),
        kind: isWrite ? 'write' : 'read',
        ms: performance.now() - due,
        status,
      })
    } catch (error) {
      errors.push(String(error))
    }
  }

  /** Each write is of another person, so that writes do not wait for each other's lock. */
  async function writeOnce(n: number): Promise<number> {
    const change = changes[n % changes.length]
    if (!change) throw new Error('nobody to change')
    const response = await product.send(
      'PATCH',
      `/participants/${change.participantId}`,
      { state: change.paused ? 'active' : 'paused' },
      { 'if-match': `"${change.version}"` },
    )
    await response.arrayBuffer()
    if (response.ok) {
      change.version += 1
      change.paused = !change.paused
    }
    return response.status
  }

  console.log(`${people} people stored, ${perSecond} requests a second for ${seconds} s, load average ${loadavg()[0]?.toFixed(1)}`)
  let missed = errors.length > 0
  for (const kind of ['read', 'write'] as const) {
    const times = measured
      .filter(one => one.kind === kind)
      .map(one => one.ms)
      .sort((a, b) => a - b)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    missed ||= at(0.99) > bars[kind]
    console.log(
      `${kind.padEnd(5)}  ${String(times.length).padStart(6)} requests  p50 ${at(0.5).toFixed(0)} ms  p95 ${at(0.95).toFixed(0)} ms  p99 ${at(0.99).toFixed(0)} ms  (bar ${bars[kind]} ms)`,
    )
  }
  for (const [name, times] of slowest(measured))
    console.log(
      `  ${name.padEnd(44)} ${times.length} × p50 ${times[times.length >> 1]?.toFixed(0)} ms, longest ${times.at(-1)?.toFixed(0)} ms`,
    )
  console.log(
    `errors ${errors.length}${
      errors.length > 0
        ? `: ${[...countIn(errors)]
            .map(([text, count]) => `${count} × ${text}`)
            .slice(0, 5)
            .join('; ')}`
        : ''
    }`,
  )
  console.log(`memory of the application ${product.memoryMegabytes()} MB`)
  process.exitCode = missed ? 1 : 0
} finally {
  await product.stop()
}

/** One name for all addresses of a kind: ids left out, the filter kept. */
function nameOf(path: string): string {
  return path.replace(/[0-9a-f-]{36}/g, '…').replace(/limit=50&?/, '')
}

/** The eight kinds of request whose median was the longest, each with its times in order. */
function slowest(measured: readonly Measured[]): [string, number[]][] {
  const times = Map.groupBy(measured, one => one.name)
  const inOrder = [...times].map(([name, all]): [string, number[]] => [name, all.map(one => one.ms).sort((a, b) => a - b)])
  const median = (all: readonly number[]) => all[all.length >> 1] ?? 0
  return inOrder.sort(([, a], [, b]) => median(b) - median(a)).slice(0, 8)
}

function reads(programId: string, cohortId: string, personIds: readonly string[]): string[] {
  const searches = ['an', 'python', 'ing', 'design', 'zz', '00012']
  return [
    '/viewer',
    '/programs',
    `/programs/${programId}`,
    `/programs/${programId}/cohorts`,
    `/cohorts/${cohortId}`,
    `/cohorts/${cohortId}/people?limit=50`,
    ...searches.map(search => `/cohorts/${cohortId}/people?limit=50&search=${search}`),
    `/cohorts/${cohortId}/people?limit=50&role=mentor`,
    ...personIds.slice(0, 20).map(id => `/cohorts/${cohortId}/people/${id}`),
    `/cohorts/${cohortId}/criteria`,
    `/cohorts/${cohortId}/imports`,
    '/mails?tab=log',
    '/organization',
  ]
}
