/**
 * 50 requests a second, mixed as a large installation mixes them, against the product as it is started by hand: bundled database, 20,000 people
 * stored, most of them in mentorships with their threads, everybody signed in on their own. The load is open-loop: a request is due at its time
 * whether or not earlier ones are back, and its latency counts from then, so a stall is seen by every request behind it.
 * `npm run bench -- load`; `CAIRN_LOAD_SECONDS=600` for the ten minutes of the bar. The generator runs on the same machine and takes its share.
 *
 * Bar: p99 under 100 ms for reads and reports and 200 ms for writes, no error.
 */
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../src/kit/ids/ids.ts'
import { type Act, type Cohort, type Kind, mixOf } from './mix.ts'
import { line, percentilesOf } from './percentiles.ts'
import { type BenchmarkProduct, countIn, productForBenchmark } from './product.ts'
import { publish, solved } from './publication.ts'
import { liveSeason } from './season.ts'

const seconds = Number(process.env['CAIRN_LOAD_SECONDS'] ?? 60)
const people = Number(process.env['CAIRN_LOAD_PEOPLE'] ?? 20_000)
const perSecond = Number(process.env['CAIRN_LOAD_PER_SECOND'] ?? 50)
const bars: Readonly<Record<Kind, number>> = { read: 100, report: 100, write: 200 }

interface Measured {
  readonly act: Act
  readonly ms: number
  /** What was answered instead of what should be; null when all is well. */
  readonly error: string | null
}

/** How often each kind was asked already, the warming up included: what can be done once is done once. */
const nthOf = new Map<string, number>()

const product = await productForBenchmark()
try {
  const began = performance.now()
  const cohorts = await tenCohorts()
  const season = await liveSeason(product)
  const acts = mixOf(season, cohorts)
  const counts = Object.entries(season.stored).map(([table, count]) => `${count} ${table}`)
  console.log(`stored in ${((performance.now() - began) / 1000).toFixed(0)} s: ${counts.join(', ')}`)
  await loaded(acts, 5)
  const before = { memory: product.memoryMegabytes(), cpu: product.cpuSeconds(), load: loadavg()[0] ?? 0 }
  const measured = await loaded(acts, seconds)
  told(measured, before, product.cpuSeconds())
} finally {
  await product.stop()
}

/** As large installations are: ten programs, each with a cohort of a tenth. Eight have asked their people, two look at an arrangement. */
async function tenCohorts(): Promise<Cohort[]> {
  const cohorts: Cohort[] = []
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const made = await product.aCohort(people / 10, tenth)
    const round =
      tenth < 8 ? await publish(product, made.programId, made.cohortId) : { ...(await solved(product, made.cohortId)), people: 0 }
    cohorts.push({ ...made, ...round, ...(await shownIn(product, made.cohortId, round.arrangementId)) })
  }
  return cohorts
}

async function shownIn({ json }: BenchmarkProduct, cohortId: string, arrangementId: string): Promise<Pick<Cohort, 'personIds' | 'pairs'>> {
  const { rows } = (await json(`/cohorts/${cohortId}/people?limit=100`)) as unknown as { rows: { personId: string }[] }
  const view = (await json(`/arrangements/${arrangementId}`)) as unknown as {
    people: { mentees: { id: string }[]; mentors: { id: string }[] }
  }
  const { mentees, mentors } = view.people
  const pairs = mentees.slice(0, 300).map(({ id }, n) => ({ menteeId: id, mentorId: mentors[(n * 13) % mentors.length]?.id ?? '' }))
  return { personIds: rows.map(row => row.personId), pairs }
}

/** So many seconds of it, in an order that is the same in every run. */
async function loaded(acts: readonly Act[], forSeconds: number): Promise<Measured[]> {
  const random = seededRandom(forSeconds)
  const started = performance.now()
  const under: Promise<Measured>[] = []
  for (let n = 0; n < forSeconds * perSecond; n += 1) {
    const due = started + (n / perSecond) * 1000
    const wait = due - performance.now()
    if (wait > 0) await pause(wait)
    const act = drawn(acts, new DataView(random(4).buffer).getUint32(0) / 2 ** 32)
    const turn = nthOf.get(act.name) ?? 0
    nthOf.set(act.name, turn + 1)
    under.push(one(act, turn, due))
  }
  return Promise.all(under)
}

function drawn(acts: readonly Act[], share: number): Act {
  const whole = acts.reduce((sum, act) => sum + act.share, 0)
  let left = share * whole
  for (const act of acts) {
    left -= act.share
    if (left < 0) return act
  }
  throw new Error('the mix is empty')
}

async function one(act: Act, turn: number, due: number): Promise<Measured> {
  const measured = (error: string | null) => ({ act, ms: performance.now() - due, error })
  try {
    const { method, path, cookie, body, ifMatch, idempotencyKey, done } = act.ask(turn)
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        ...(method === 'GET' ? {} : { origin: product.url }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await response.text()
    if (response.ok) done?.()
    return measured(response.ok ? null : `${act.name} answered ${response.status} ${codeIn(text)}`)
  } catch (error) {
    return measured(`${act.name}: ${String(error)}`)
  }
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: string }).code)
  } catch {
    return text.slice(0, 80)
  }
}

interface Machine {
  readonly memory: number
  readonly cpu: ReturnType<BenchmarkProduct['cpuSeconds']>
  readonly load: number
}

function told(measured: readonly Measured[], before: Machine, cpu: Machine['cpu']): void {
  const errors = measured.flatMap(({ error }) => error ?? [])
  const timesOf = (all: readonly Measured[]) => percentilesOf(all.map(({ ms }) => ms))
  let isMissed = errors.length > 0
  console.log(
    `${people} people stored, ${perSecond} requests a second for ${seconds} s; load average ${before.load.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after`,
  )
  for (const kind of ['read', 'report', 'write'] as const) {
    const ofKind = measured.filter(({ act }) => act.kind === kind)
    isMissed ||= timesOf(ofKind).p99 > bars[kind]
    console.log(line(`${kind}s`, timesOf(ofKind), `   (bar p99 ${bars[kind]} ms)`))
    const byAct = [...Map.groupBy(ofKind, ({ act }) => act.name)].map(([name, all]) => ({ name, times: timesOf(all) }))
    for (const { name, times } of byAct.sort((a, b) => b.times.p99 - a.times.p99)) console.log(line(`  ${name}`, times))
  }
  console.log(`errors ${errors.length}`)
  for (const [text, count] of [...countIn(errors)].sort(([, a], [, b]) => b - a).slice(0, 12)) console.log(`  ${count} × ${text}`)
  const each = (of: 'application' | 'database') => `${(((cpu[of] - before.cpu[of]) / measured.length) * 1000).toFixed(1)} ms in the ${of}`
  console.log(`processor time of one request, jobs included: ${each('application')}, ${each('database')}`)
  console.log(`memory of the application ${before.memory} MB before, ${product.memoryMegabytes()} MB after`)
  process.exitCode = isMissed ? 1 : 0
}
