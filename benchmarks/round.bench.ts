/**
 * A round as a coordinator sees it, against the product as it is started by hand: 240 people from the click to the arrangement on the
 * screen, then prices in its studio; 3,000 people while others use the product. `npm run bench -- round`.
 *
 * Bars: 240 under 2 s; any price p95 under 100 ms; 3,000 under 30 s with p99 of the others under 300 ms.
 */
import { loadavg } from 'node:os'
import { type BenchmarkProduct, productForBenchmark } from './product.ts'

const prices = Number(process.env['CAIRN_ROUND_PRICES'] ?? 200)
const large = Number(process.env['CAIRN_ROUND_PEOPLE'] ?? 3000)
const bars = { click: 2000, price: 100, round: 30_000, others: 300 } as const
let missed = false

function told(name: string, ms: number, bar: number, more = ''): void {
  missed ||= ms > bar
  console.log(`${name.padEnd(52)} ${ms.toFixed(0).padStart(7)} ms  (bar ${bar} ms)${more}`)
}

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0

interface Solved {
  readonly arrangementId: string
  readonly ms: number
}

/** From the click to the arrangement as the screen shows it, asked as the screen asks. */
async function roundOver(product: BenchmarkProduct, cohortId: string): Promise<Solved> {
  const began = performance.now()
  const started = (await (await product.send('POST', `/cohorts/${cohortId}/match-rounds`, {})).json()) as { id: string }
  for (;;) {
    const round = await product.json(`/match-rounds/${started.id}`)
    if (round['state'] === 'ready') {
      const arrangementId = String(round['arrangementId'])
      await product.json(`/arrangements/${arrangementId}`)
      return { arrangementId, ms: performance.now() - began }
    }
    if (round['state'] !== 'queued' && round['state'] !== 'solving')
      throw new Error(`the round is ${round['state']}: ${JSON.stringify(round['failure'])}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

async function pricesIn(product: BenchmarkProduct, arrangementId: string): Promise<{ pairs: number[]; rows: number[] }> {
  const view = (await product.json(`/arrangements/${arrangementId}`)) as {
    people: { mentees: { id: string }[]; mentors: { id: string }[] }
  }
  const { mentees, mentors } = view.people
  const timed = async (path: string) => {
    const began = performance.now()
    const status = await product.status('GET', path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    return performance.now() - began
  }
  const pairs: number[] = []
  const rows: number[] = []
  for (let n = 0; n < prices; n += 1) {
    const mentee = mentees[(n * 7) % mentees.length]?.id
    const mentor = mentors[(n * 13) % mentors.length]?.id
    pairs.push(await timed(`/arrangements/${arrangementId}/mentees/${mentee}/mentors/${mentor}`))
    if (n % 4 === 0) rows.push(await timed(`/arrangements/${arrangementId}/mentees/${mentee}/prices`))
  }
  return { pairs, rows }
}

const product = await productForBenchmark()
try {
  const small = await product.aCohort(240)
  // the first round of a process also starts the engine's thread
  const first = await roundOver(product, small.cohortId)
  told('240 people, click to arrangement', first.ms, bars.click)
  const { pairs, rows } = await pricesIn(product, first.arrangementId)
  told(
    '240 people, any pair: why and its exact price, p95',
    quantile(pairs, 0.95),
    bars.price,
    `  p50 ${quantile(pairs, 0.5).toFixed(0)} ms`,
  )
  told('240 people, all prices of one mentee, p95', quantile(rows, 0.95), bars.price, `  p50 ${quantile(rows, 0.5).toFixed(0)} ms`)

  const many = await product.aCohort(large)
  const waits: number[] = []
  let isOver = false
  const others = (async () => {
    const paths = ['/viewer', '/programs', `/cohorts/${small.cohortId}/participants?limit=50`, `/cohorts/${small.cohortId}/criteria`]
    for (let n = 0; !isOver; n += 1) {
      const began = performance.now()
      await product.status('GET', paths[n % paths.length] ?? '/viewer')
      waits.push(performance.now() - began)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  })()
  const solved = await roundOver(product, many.cohortId)
  isOver = true
  await others
  told(`${large} people, click to arrangement`, solved.ms, bars.round)
  told(
    'meanwhile the requests of others, p99',
    quantile(waits, 0.99),
    bars.others,
    `  ${waits.length} requests, p50 ${quantile(waits, 0.5).toFixed(0)} ms`,
  )
  const later = await pricesIn(product, solved.arrangementId)
  console.log(
    `${large} people, any pair p50 ${quantile(later.pairs, 0.5).toFixed(0)} ms, p95 ${quantile(later.pairs, 0.95).toFixed(0)} ms; all prices of one mentee p95 ${quantile(later.rows, 0.95).toFixed(0)} ms`,
  )
  console.log(`memory of the application ${product.memoryMegabytes()} MB; load of the machine ${loadavg()[0]?.toFixed(1)}`)
  process.exitCode = missed ? 1 : 0
} finally {
  await product.stop()
}
