/** The product as a child process with a data folder of its own, set up through its own pages, for benchmarks that measure it from outside. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { postmasterOf } from '../src/kit/db/bundled/postmaster.ts'
import { inventedPerson } from '../src/participant/rules/invented-names.ts'
import { cpuSecondsOf, cpuSecondsUnder, residentMegabytes } from './processes.ts'

const main = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))

export interface BenchmarkProduct {
  readonly url: string
  /** The cookies of the administrator who set it up, who coordinates every cohort made here. */
  readonly cookie: string
  /** The status of one call; the body is read to its end. */
  status(method: string, path: string, body?: unknown): Promise<number>
  json(path: string): Promise<Record<string, unknown>>
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** A program with a cohort into which so many people were imported. */
  aCohort(people: number, nth?: number): Promise<{ readonly programId: string; readonly cohortId: string }>
  memoryMegabytes(): number
  /** The key and the database lie in it. */
  readonly dataFolder: string
  /** Dies as by `kill -9`, and its port stays its own. */
  die(): Promise<void>
  /** After `die`: it runs again; how many milliseconds until it said that it is ready. */
  rise(): Promise<number>
  /** What a command of the installation says, with its exit code. */
  command(...words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }>
  /** Everything that it printed. */
  printed(): string
  /** Processor time since the start: it tells what a request costs also where other work shares the machine. */
  cpuSeconds(): { readonly application: number; readonly database: number }
  stop(): Promise<void>
}

export async function productForBenchmark(settings: Readonly<Record<string, string>> = {}): Promise<BenchmarkProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-bench-'))
  // the database's own user must be able to pass through
  await chmod(folder, 0o755)
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
    CAIRN_DATA: join(folder, 'data'),
    CAIRN_RATE_LIMITS: 'off',
    SMTP_URL: '',
    ...settings,
  }
  let printed = ''
  const start = (): ChildProcess => {
    const started = spawn(process.execPath, [main, 'serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    started.stdout.on('data', piece => {
      printed += String(piece)
    })
    started.stderr.on('data', piece => {
      printed += String(piece)
      process.stderr.write(piece)
    })
    return started
  }
  let child = start()
  const setUp = await saidIn(child, /Set up: (\S+)/)
  const url = new URL(setUp).origin
  const entered = await fetch(setUp, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      organization: 'Benchmark',
      slug: 'bench',
      zone: 'UTC',
      name: 'Ingrid',
      email: 'ingrid@example.org',
      mail: 'waived',
    }).toString(),
  })
  const cookie = entered.headers
    .getSetCookie()
    .map(set => set.split(';')[0])
    .join('; ')
  if (entered.status !== 303) throw new Error(`set-up answered ${entered.status}`)

  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        ...(method === 'GET' ? {} : { origin: url }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    })
  const json = async (path: string) => (await (await send('GET', path)).json()) as Record<string, unknown>
  const status = async (method: string, path: string, body?: unknown) => {
    const response = await send(method, path, body)
    await response.arrayBuffer()
    return response.status
  }

  return {
    url,
    cookie,
    send,
    json,
    status,
    async aCohort(people, nth = 0) {
      const program = (await (await send('POST', '/programs', { name: 'Bench', purpose: '', format: 'one-to-one' })).json()) as {
        id: string
      }
      const cohort = (await (
        await send('POST', `/programs/${program.id}/cohorts`, { name: 'Spring', startsOn: '2027-03-01', endsOn: '2027-08-31' })
      ).json()) as { id: string }
      const received = (await (
        await send('POST', `/cohorts/${cohort.id}/imports`, rosterOf(people, nth), {
          'content-type': 'text/csv',
          'x-file-name': 'bench.csv',
        })
      ).json()) as { id: string }
      const checked = await waited(
        () => json(`/imports/${received.id}`),
        view => view['state'] === 'checked',
      )
      await send('POST', `/imports/${received.id}/confirmation`, { run: checked['run'] }, { 'if-match': `"${checked['version']}"` })
      await waited(
        () => json(`/imports/${received.id}`),
        view => view['state'] === 'imported' || view['state'] === 'done',
      )
      return { programId: program.id, cohortId: cohort.id }
    },
    memoryMegabytes: () => residentMegabytes(child.pid ?? 0),
    dataFolder: environment['CAIRN_DATA'] ?? '',
    async die() {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
    async rise() {
      const began = performance.now()
      child = start()
      await saidIn(child, /is ready at (\S+)/)
      return performance.now() - began
    },
    command: (...words) =>
      new Promise(resolve => {
        const asked = spawn(process.execPath, [main, ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
        let said = ''
        for (const stream of [asked.stdout, asked.stderr])
          stream.on('data', piece => {
            said += String(piece)
          })
        asked.once('close', code => resolve({ code, said }))
      }),
    printed: () => printed,
    cpuSeconds: () => ({
      application: cpuSecondsOf(child.pid ?? 0),
      database: cpuSecondsUnder(postmasterOf(join(folder, 'data', 'postgres', 'cluster'))?.pid ?? 0),
    }),
    async stop() {
      child.kill('SIGTERM')
      await new Promise(resolve => child.once('exit', resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What the process says that looks so. */
function saidIn(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', piece => {
      printed += String(piece)
      const found = wanted.exec(printed)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', code => reject(new Error(`the product ended with ${code} before it was ready: ${printed}`)))
  })
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

async function waited(
  read: () => Promise<Record<string, unknown>>,
  until: (view: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const view = await read()
    if (until(view)) return view
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  throw new Error('waited for five minutes in vain')
}

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
  'Recruiting',
  'Coaching',
  'Planning',
]

/** A roster that looks like one: a quarter mentors, skills by turns, names from all over the alphabet. */
function rosterOf(people: number, nth: number): string {
  const lines = ['person_id,name,e-mail,role,skills_offered,skills_wanted,experience_years,mentee_capacity']
  for (let n = 0; n < people; n += 1) {
    const isMentor = n % 4 === 0
    const some = [0, 5, 7].map(step => skills[(n * 3 + step) % skills.length]).join(';')
    const id = `${nth}-${String(n).padStart(6, '0')}`
    lines.push(
      `b${id},${inventedPerson(id).name},person.${id}@example.org,${isMentor ? 'mentor' : 'mentee'},${isMentor ? some : ''},${isMentor ? '' : some},${n % 30},${isMentor ? 2 : ''}`,
    )
  }
  return lines.join('\n')
}

export function countIn(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
