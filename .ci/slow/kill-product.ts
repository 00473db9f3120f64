/*
 * The product is killed under everything at once: people write over HTTP, files are imported, rounds are solved, mails leave. Rounds by turns
 * kill the application and its database: `node .ci/slow/kill-product.ts [rounds of each]` (Node 24). No acknowledged write may be lost or
 * doubled, no mail may be lost or be two, whatever was under way ends once, everything that must always be true is, and nobody has to help.
 * How long it took is told beside the bar of 5 seconds; it fails nothing, because it says as much about what else the machine was doing.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { freePort, productForBenchmark } from '../../benchmarks/product.ts'
import { serverOf, valuesIn } from '../../src/kit/testing/ledger.ts'

const rounds = Number(process.argv[2] ?? 20)
const smtpPort = await freePort()
const arrived: { readonly id: string; readonly to: string }[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, { envelope }, done) {
    const pieces: Buffer[] = []
    stream.on('data', (piece: Buffer) => pieces.push(piece))
    stream.on('end', () => {
      const id = /^message-id: (\S+)/im.exec(Buffer.concat(pieces).toString('latin1'))?.[1] ?? 'none'
      arrived.push({ id, to: envelope.rcptTo[0]?.address ?? '' })
      done()
    })
  },
})
// a client that is killed is no fault of the server
smtp.on('error', () => undefined)
await new Promise<void>(resolve => smtp.listen(smtpPort, '127.0.0.1', resolve))
const product = await productForBenchmark({ SMTP_URL: `smtp://127.0.0.1:${smtpPort}?from=mentoring@example.org` })

const problems: string[] = []
const statuses = new Map<string, number>()
let isOver = false

/** The answer to a call that is repeated with its key until it is answered, as the screens do. */
async function sure(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const key = { 'idempotency-key': crypto.randomUUID(), ...headers }
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      const response = await product.send(method, path, body, key)
      const text = await response.text()
      if (response.status < 400) return text === '' ? {} : JSON.parse(text)
      const { code = '' } = JSON.parse(text) as { code?: string }
      statuses.set(`${response.status} ${code}`, (statuses.get(`${response.status} ${code}`) ?? 0) + 1)
      if (response.status < 500) throw new Error(`${method} ${path} answered ${response.status} ${code}`)
      if (response.status !== 503) problems.push(`${method} ${path} answered ${response.status} ${code}`)
    } catch (error) {
      // cut off, or nobody listens: the process is dead or just starting
      if (!(error instanceof TypeError)) throw error
      statuses.set('cut off', (statuses.get('cut off') ?? 0) + 1)
    }
    await pause(100)
  }
  throw new Error(`${method} ${path} was not answered for a minute`)
}

const until = async (path: string, isThere: (view: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => {
  for (;;) {
    const view = await sure('GET', path)
    if (isThere(view)) return view
    await pause(200)
  }
}

const { programId, cohortId } = await product.aCohort(240)
const acknowledged: string[] = []
const invited: string[] = []
let solved = 0
let importedPeople = 0

/** Again and again until it is over; what goes wrong is a problem. */
async function again(work: (nth: number) => Promise<void>): Promise<void> {
  try {
    for (let nth = 0; !isOver; nth += 1) await work(nth)
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

const workers = [
  again(async nth => {
    const name = `Program ${nth}`
    await sure('POST', '/programs', { name, purpose: '', format: 'one-to-one' })
    acknowledged.push(name)
    await pause(20)
  }),
  again(async nth => {
    const email = `invited.${nth}@example.org`
    await sure('POST', '/invitations', { email, name: `Invited ${nth}`, relation: 'coordinator', scopeId: programId })
    invited.push(email)
    await pause(150)
  }),
  again(async () => {
    const { id } = await sure('POST', `/cohorts/${cohortId}/match-rounds`, {})
    const round = await until(`/match-rounds/${id}`, view => view['state'] !== 'queued' && view['state'] !== 'solving')
    if (round['state'] !== 'ready') problems.push(`a round ended as ${round['state']}`)
    solved += 1
    await sure('POST', `/match-rounds/${id}/discarding`, {})
  }),
  again(async nth => {
    const people = 400
    const lines = Array.from({ length: people }, (_, n) => `k${nth}-${n},Person ${nth} ${n},mentee`)
    const cohort = await sure('POST', `/programs/${programId}/cohorts`, {
      name: `Cohort ${nth}`,
      startsOn: '2027-03-01',
      endsOn: '2027-08-31',
    })
    // a file is no call that can be repeated: it is sent again when its answer was cut off
    const { id } = await sure('POST', `/cohorts/${cohort['id']}/imports`, ['person_id,name,role', ...lines].join('\n'), {
      'content-type': 'text/csv',
      'x-file-name': 'people.csv',
    })
    const checked = await until(`/imports/${id}`, view => view['state'] === 'checked')
    await sure('POST', `/imports/${id}/confirmation`, { run: checked['run'] }, { 'if-match': `"${checked['version']}"` })
    const done = await until(`/imports/${id}`, view => view['state'] !== 'importing')
    const written = done['written'] as { added?: number } | null
    if (done['state'] !== 'imported' || written?.added !== people)
      problems.push(`an import ended as ${done['state']}, ${written?.added} added`)
    importedPeople += people
  }),
]

const riseMs: number[] = []
const backMs: number[] = []
for (let round = 0; round < rounds; round += 1) {
  await pause(1_500 + 300 * (round % 7))
  await product.die()
  riseMs.push(await product.rise())
  await pause(1_500 + 300 * (round % 5))
  process.kill(serverOf(product.dataFolder), 'SIGKILL')
  const began = performance.now()
  await pause(50)
  await sure('GET', '/programs')
  backMs.push(performance.now() - began)
  // long enough now and then for work that was cut off to be taken up and come to its end
  if (round % 10 === 9) await pause(45_000)
}
isOver = true
await Promise.all(workers)

const listed = await valuesIn(product.dataFolder, `select name from program where name like 'Program %'`)
const lost = acknowledged.filter(name => !listed.includes(name))
const twice = listed.length - new Set(listed).size
for (let waited = 0; waited < 120 && invited.some(email => !arrived.some(({ to }) => to === email)); waited += 1) await pause(1_000)
const mailsLost = invited.filter(email => !arrived.some(({ to }) => to === email))
const two = invited.filter(email => new Set(arrived.filter(({ to }) => to === email).map(({ id }) => id)).size > 1)
const repeated = arrived.length - new Set(arrived.map(({ id }) => id)).size
const check = await product.command('check')
await product.stop()
smtp.close()

const told = (values: readonly number[]): string =>
  values
    .toSorted((a, b) => a - b)
    .map(Math.round)
    .join(' ')
console.log(`${rounds} kills of the application: ready again after ${told(riseMs)} ms (bar 5000)`)
console.log(`${rounds} kills of the database: answered again after ${told(backMs)} ms (bar 5000)`)
console.log(
  `${acknowledged.length} writes acknowledged, ${lost.length} lost, ${twice} twice; ${solved} rounds; ${importedPeople} people imported`,
)
console.log(`${invited.length} mails, ${mailsLost.length} lost, ${two.length} as two, ${repeated} repeated under the same Message-ID`)
console.log(`unanswered: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}`)
console.log(check.said.trim())
if (lost.length > 0 || twice > 0) problems.push('acknowledged writes were lost or doubled')
if (mailsLost.length > 0 || two.length > 0) problems.push('mails were lost or written twice')
if (check.code !== 0) problems.push('what must always be true is not')
if (acknowledged.length < rounds || solved === 0 || importedPeople === 0) problems.push('too little was done to say anything')
for (const problem of problems.slice(0, 10)) console.log(`  ${problem}`)
console.log(problems.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed')
process.exitCode = problems.length === 0 ? 0 : 1
