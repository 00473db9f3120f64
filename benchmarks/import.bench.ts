/**
 * Import of 22,000 people: seconds after confirmation, memory that the process takes more, and how long others wait meanwhile.
 * Bars: 30 s, 300 MB. Reads the real people beside the checkout (CAIRN_REAL_DATA, else ../shared/data) or, without them, a roster of that size.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { productForBenchmark } from './product.ts'

const people = 22_000
const folder = process.env['CAIRN_REAL_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const path = `${folder}/people-large/people.csv`
const isReal = existsSync(path)
const file = isReal ? readFileSync(path, 'utf8') : roster()

const product = await productForBenchmark()
try {
  const program = await made('/programs', { name: 'Bench', purpose: '', format: 'one-to-one' })
  const cohort = await made(`/programs/${program}/cohorts`, { name: 'Spring', startsOn: '2027-03-01', endsOn: '2027-08-31' })
  const before = product.memoryMegabytes()
  const watched = watch()

  const beganAt = performance.now()
  const importId = await made(`/cohorts/${cohort}/imports`, file, { 'content-type': 'text/csv', 'x-file-name': 'people.csv' })
  const checked = await until(importId, 'checked')
  const dryRunSeconds = (performance.now() - beganAt) / 1000
  const confirmedAt = performance.now()
  await product.send('POST', `/imports/${importId}/confirmation`, { run: checked['run'] }, { 'if-match': `"${checked['version']}"` })
  const { written } = (await until(importId, 'imported')) as { readonly written: { readonly added: number; readonly leftOut: number } }
  const seconds = (performance.now() - confirmedAt) / 1000

  const { most, waits } = watched.stop()
  const grown = most - before
  const p99 = waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0
  console.log(
    `import of ${people} people (${isReal ? 'people-large' : 'an invented roster'}): ${written.added} stored, ${written.leftOut} reported`,
  )
  console.log(`  dry run              ${dryRunSeconds.toFixed(1)} s`)
  console.log(`  after confirmation   ${seconds.toFixed(1)} s   (bar 30 s)`)
  console.log(`  memory               ${grown.toFixed(0)} MB more   (bar 300 MB)`)
  console.log(`  others meanwhile     p99 ${p99.toFixed(0)} ms of ${waits.length} reads`)
  process.exitCode = seconds < 30 && grown < 300 && written.added + written.leftOut === people ? 0 : 1
} finally {
  await product.stop()
}

async function made(where: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const response = await product.send('POST', where, body, headers)
  const { id } = (await response.json()) as { readonly id?: string }
  if (!id) throw new Error(`${where} answered ${response.status}`)
  return id
}

async function until(importId: string, state: string): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 2400; tries += 1) {
    const view = await product.json(`/imports/${importId}`)
    if (view['state'] === state) return view
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  throw new Error(`the import was not ${state} in ten minutes`)
}

/** Memory of the process and the waiting of others, looked at until it is stopped. */
function watch() {
  let most = 0
  const waits: number[] = []
  const memory = setInterval(() => (most = Math.max(most, product.memoryMegabytes())), 100)
  let isOver = false
  const others = async () => {
    while (!isOver) {
      const asked = performance.now()
      await product.status('GET', '/programs')
      waits.push(performance.now() - asked)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
  void others()
  return {
    stop() {
      isOver = true
      clearInterval(memory)
      return { most, waits }
    },
  }
}

function roster(): string {
  const skills = [
    'Python',
    'SQL',
    'Design',
    'Leading a team',
    'Negotiation',
    'Budgets',
    'Public speaking',
    'Writing',
    'Statistics',
    'Coaching',
  ]
  const lines = Array.from({ length: people }, (_, n) => {
    const some = [0, 3, 7].map(step => skills[(n * 3 + step) % skills.length]).join(';')
    return [`p${n}`, n % 4 === 0 ? 'mentor' : 'mentee', some, some, n % 40, n % 3].join(',')
  })
  return ['person_id,role,skills_offered,skills_wanted,experience_years,mentee_capacity', ...lines].join('\n')
}
