/** Hostile words as the names, ids and answers of people: how a file brings them in, and what becomes of them in mails. */
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { tidy } from '../kit/csv/cells.ts'
import { doJob } from '../kit/jobs/worker.ts'
import { mailJob } from '../kit/mail/sending.ts'
import type { MailServer } from '../kit/mail/server.ts'
import { testOrigin } from '../kit/testing/client.ts'
import { hostileWords } from '../kit/testing/hostile.ts'
import { aPublishedRound } from '../matching/cast.ts'
import { mailsIn } from '../notification/cast.ts'
import { changeOrganization, readOrganization } from '../organization/contract.ts'
import { sendFile } from '../participant/cast.ts'
import { listProblems, type ProblemGroup } from '../participant/contract/dry-run.ts'
import { confirmImport, readImport } from '../participant/contract/imports.ts'
import { listPeople, type PersonRow } from '../participant/contract/people.ts'
import { invite } from '../person/contract.ts'
import { changeProgram, readProgram } from '../program/contract.ts'
import { reactions } from './capabilities.ts'
import { aWorld } from './cast.ts'

const world = await aWorld()
const { organizationId, astrid, ingrid, cohortId, programId } = world.halden
// a file of UTF-8 can hold no half of a pair
const words = Object.values(hostileWords).filter(word => word.isWellFormed())

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const heading = ['Staff number', 'Name', 'E-mail', 'Role', 'Skills I can share', 'Skills I want to grow']
const people = words.flatMap((word, n) => [
  [`E${n}`, word, `e${n}@example.org`, 'mentee', '', `planning;${word}`],
  [`M${n}`, word, `m${n}@example.org`, 'mentor', `planning;${word}`, ''],
  [`X${n}`, word, '', 'no role', word, ''],
])
/** The line on which the file has somebody: words hold ends of lines, too. */
const rows = [heading, ...people].map(row => row.map(quoted).join(','))
const lineOf = new Map(
  people.map(([id = ''], n) => [
    id,
    rows
      .slice(0, n + 1)
      .join('\n')
      .split(/\r\n|\r|\n/).length + 1,
  ]),
)

const sent = await sendFile(world.app.fetch, world.halden, ingrid, rows.join('\n'), words.join(' ').slice(0, 150))
await world.settle()
const problems = await everyProblem()
const { run, version } = await ingrid.call(readImport, { importId: sent.id })
await ingrid.call(confirmImport, { importId: sent.id, run }, { ifMatch: version })
await world.settle()

async function everyProblem(): Promise<ProblemGroup[]> {
  const { rows } = await ingrid.call(listProblems, { importId: sent.id, limit: 100 })
  return rows
}

async function everybody(): Promise<PersonRow[]> {
  const all: PersonRow[] = []
  for (let after: string | undefined; ; ) {
    const page = await ingrid.call(listPeople, { cohortId, limit: 100, ...(after ? { after } : {}) })
    all.push(...page.rows)
    if (page.next === null) return all
    after = page.next
  }
}

test('whoever comes in by a file has the name that the file says, or its line says why not', async () => {
  const known = new Map((await everybody()).map(person => [person.externalId, person.name]))
  const told = new Set(problems.filter(({ column }) => column === 1).flatMap(({ lines }) => lines))
  const wrong = people.flatMap(([id = '', name = '']) => {
    if (id.startsWith('X')) return []
    const meant = tidy(name) === '' ? null : tidy(name)
    return known.get(id) === meant || told.has(lineOf.get(id) ?? 0) ? [] : [[id, name, known.get(id)]]
  })
  expect(wrong).toEqual([])
  expect([known.size, told.size]).toEqual([2 * words.length - 2, 15])
})

test('in the file of what is to be mended no cell begins as a formula', async () => {
  const headers = { authorization: `Bearer ${ingrid.token}` }
  const response = await world.app.fetch(new Request(`${testOrigin}/api/v1/imports/${sent.id}/error-file`, { headers }))
  const file = (await response.text()).replace(/^\ufeff/, '')
  const cells = [...file.matchAll(/(?:^|[,;\r\n])(?:"((?:[^"]|"")*)"|([^",;\r\n]*))/g)].map(([, inQuotes, bare]) => inQuotes ?? bare ?? '')

  expect(cells.filter(cell => /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u.test(cell))).toEqual([])
  expect(cells).toContain(`'${hostileWords['a formula']?.replaceAll('"', '""')}`)
})

test('in mails such names stay words: no header, no element and no address comes of them', async () => {
  const long = words
    .filter(word => !/\p{Cc}/u.test(word))
    .join(' ')
    .slice(0, 190)
  const organization = await astrid.call(readOrganization, {})
  await astrid.call(changeOrganization, { name: long }, { ifMatch: organization.version })
  const program = await ingrid.call(readProgram, { programId })
  const ofProgram = { name: long, contactPersonId: ingrid.id, contactPhone: '"><b class=payload>\u202e' }
  await ingrid.call(changeProgram, { programId, ...ofProgram }, { ifMatch: program.version })
  for (const [n, name] of words.entries())
    await astrid.call(invite, { name, email: `guest${n}@example.org`, relation: 'coordinator', scopeId: programId }).catch(refusedIsFine)
  await aPublishedRound(world, world.halden)
  const mails = await mailsIn(world, organizationId)
  expect(new Set(mails.map(mail => mail.reason))).toEqual(new Set(['person.invitation', 'matching.proposed']))

  const wrong = new Set<string>()
  for (const mail of mails) {
    const { head, to } = await onTheWire(mail.id)
    for (const found of [...wrongInHead(head), ...wrongInMarkup(mail.html)]) wrong.add(`${mail.reason}: ${found}`)
    if (to.length !== 1) wrong.add(`${mail.reason} goes to ${to}`)
  }

  expect([...wrong]).toEqual([])
  expect(mails.length).toBeGreaterThan(150)
  expect(world.bugs).toEqual([])
}, 60_000)

function refusedIsFine(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'Refused') throw error
}

interface Wire {
  readonly head: string
  readonly to: readonly string[]
}

/** The mail as a mail server would get it. */
async function onTheWire(mailId: string): Promise<Wire> {
  await world.database.ownerPool.query(`update mail set state = 'due' where id = $1`, [mailId])
  const wires: Wire[] = []
  const stream = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const sendMail = async (letter: Parameters<typeof stream.sendMail>[0]) => {
    const { message, envelope } = await stream.sendMail(letter)
    const raw = String(message)
    wires.push({ head: raw.slice(0, raw.indexOf('\r\n\r\n')), to: envelope.to })
    return { response: '250 OK' }
  }
  const transport = { sendMail } as unknown as MailServer['transport']
  const job = mailJob({ from: 'Cairn <mentoring@example.org>', transport }, () => world.clock.now)
  const { transaction, contextOf } = world
  const parts = { jobs: [job], reactions, transaction, contextOf, log: () => undefined }
  await doJob(parts, job, `send ${mailId}`, { organizationId, payload: { mailId } }, new AbortController().signal)
  const [wire] = wires
  if (!wire) throw new Error('the mail did not leave')
  return wire
}

const headers = [
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'auto-submitted',
  'x-auto-response-suppress',
]

/** Each header once, none that we do not write, folded as mail servers take it, in ASCII. */
function wrongInHead(head: string): string[] {
  const lines = head.split('\r\n')
  const names = lines.flatMap(line => (/^\s/.test(line) ? [] : [line.slice(0, line.indexOf(':')).toLowerCase()]))
  return [
    ...(names.toSorted().join() === headers.toSorted().join() ? [] : [`headers ${names}`]),
    ...lines.filter(line => line.length > 998 || /[^\x20-\x7e\t]/.test(line)).map(line => `line ${line}`),
  ]
}

/** Elements and attributes that a letter has by itself, and links that lead to us. */
function wrongInMarkup(html: string): string[] {
  const elements = html.match(/<[^>]*>/g) ?? []
  const ours =
    /^<(?:!doctype html|\/?(?:html|head|meta|title|body|div|table|tr|td|p|a)(?: (?:lang|dir|charset|name|content|style|role|width|cellpadding|cellspacing|align|href)="[^"]*")*)>$/
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url)
  return [
    ...elements.filter(element => !ours.test(element)),
    ...links.filter(url => !url.startsWith(`${testOrigin}/halden/`) && !/^(?:tel|mailto):/.test(url)),
  ]
}
