/**
 * What a large installation has stored in mid-season: everybody has an account and is signed in, most proposals were accepted weeks ago, each
 * mentorship has its thread. Imports, rounds, publications and their mails went through the product's own doors; what weeks of use leave behind
 * is written beside it, sealed under the installation's own key, as the product would have left it.
 */
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readKey } from '../src/kit/config/key-file.ts'
import { clientConfig } from '../src/kit/db/access.ts'
import { bundledAccess } from '../src/kit/db/bundled/installation.ts'
import { readPasswords } from '../src/kit/db/bundled/passwords.ts'
import { postmasterOf } from '../src/kit/db/bundled/postmaster.ts'
import { connectDatabase, inTransaction } from '../src/kit/db/database.ts'
import { systemRandom, uuidv7 } from '../src/kit/ids/ids.ts'
import { seal, secretFor, unlock } from '../src/kit/vault/vault.ts'
import type { BenchmarkProduct } from './product.ts'

export interface SignedIn {
  readonly personId: string
  readonly cookie: string
}

export interface Member extends SignedIn {
  readonly mentorshipId: string
  readonly threadId: string
  readonly programId: string
}

export interface Season {
  /** Both sides of every mentorship. */
  readonly members: readonly Member[]
  /** Proposals that nobody has answered yet. */
  readonly proposals: readonly { readonly id: string; readonly mentor: SignedIn; readonly mentee: SignedIn }[]
  /** People who wait for a match, as their coordinator changes them. */
  readonly waiting: readonly { readonly participantId: string; readonly programId: string; readonly version: number }[]
  /** By program. */
  readonly coordinators: ReadonlyMap<string, readonly SignedIn[]>
  readonly stored: Readonly<Record<string, number>>
}

const messagesOfEach = 20
const coordinatorsOfEach = 3
const dayMs = 86_400_000

/** The season has been lived; the tables are vacuumed and counted, as they would be after weeks. */
export async function liveSeason(product: BenchmarkProduct): Promise<Season> {
  const key = await readKey(join(product.dataFolder, 'cairn.key'))
  const place = postmasterOf(join(product.dataFolder, 'postgres', 'cluster'))
  if (!key || !place) throw new Error(`there is no running installation in ${product.dataFolder}`)
  unlock(key)
  const installation = bundledAccess(place, readPasswords(join(product.dataFolder, 'postgres', 'passwords.json')))
  const owner = new pg.Client(clientConfig(installation.owner))
  await owner.connect()
  const database = connectDatabase(installation, { log: () => undefined, connections: 2 })
  try {
    const { rows } = await owner.query<{ id: string }>('select id from organization')
    const organizationId = rows[0]?.id ?? ''
    await quiet(owner)
    for (const statement of weeksOfUse) await owner.query(statement)
    const threads = await owner.query<Thread>(threadsWithMembers)
    await inTransaction(database, { organizationId }, async tx => {
      const sealed = (row: string, text: string) => seal(tx, { organizationId, table: 'message', row, column: 'sealed' }, text)
      await write(owner, organizationId, threads.rows, sealed)
    })
    await owner.query('vacuum (analyze)')
    return await seasonIn(owner, cookieNameOf(product.cookie))
  } finally {
    await Promise.all([owner.end(), database.close()])
  }
}

/** What publications set off is done. */
async function quiet(owner: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ due: number }>(
      `select count(*)::int as due from queue.job where state < 'completed' and start_after <= now() and name not like '\\_\\_%'`,
    )
    if (rows[0]?.due === 0) return
    await pause(500)
  }
}

/** One statement after another; every fifth proposal stays open. */
const weeksOfUse = [
  `insert into person (organization_id, id, name, email, created_at)
   select p.organization_id, uuidv7(), 'Coordinator ' || n, 'coordinator.' || n || '.' || p.id || '@example.org', now()
   from program p, generate_series(1, ${coordinatorsOfEach}) n`,
  `insert into staff_grant (organization_id, id, person_id, relation, scope_id, granted_at)
   select organization_id, uuidv7(), id, 'coordinator', split_part(split_part(email, '@', 1), '.', 3)::uuid, now()
   from person where email like 'coordinator.%'`,
  `insert into sign_in."user" (id, name, email, "emailVerified")
   select 'account-' || id, name, email, true from person where account_id is null and email is not null`,
  `update person set account_id = 'account-' || id where account_id is null and email is not null`,
  `insert into sign_in.session (id, "expiresAt", token, "createdAt", "updatedAt", "userId", "organizationId")
   select 'session-' || id, now() + interval '29 days', gen_random_uuid(), now() - interval '20 minutes',
     now() - random() * interval '15 minutes', account_id, organization_id
   from person where account_id = 'account-' || id`,
  `update cohort set starts_on = current_date - 56, ends_on = current_date + 126, state = 'running'
   where id in (select cohort_id from proposal)`,
  `update place set starts_on = current_date - 56, ends_on = current_date + 126`,
  `with numbered as (select id, row_number() over (partition by cohort_id order by id) as n from proposal)
   update proposal set state = 'accepted', proposed_at = now() - interval '60 days', ended_at = now() - interval '56 days', version = 2
   from numbered where numbered.id = proposal.id and n % 5 <> 0`,
  `insert into reply (organization_id, id, proposal_id, side, participant_id, person_id, answer, replied_at)
   select organization_id, uuidv7(), id, side, case side when 'mentor' then mentor_participant_id else mentee_participant_id end,
     case side when 'mentor' then mentor_person_id else mentee_person_id end, 'yes', ended_at
   from proposal, unnest(array['mentor', 'mentee']) side where state = 'accepted'`,
  `insert into mentorship (organization_id, id, program_id, cohort_id, proposal_id, state, starts_on, ends_on, began_at, first_met_on)
   select organization_id, uuidv7(), program_id, cohort_id, id, 'active', current_date - 56, current_date + 126, ended_at,
     case when random() < 0.7 then current_date - 40 end
   from proposal where state = 'accepted'`,
  `insert into mentorship_member (organization_id, mentorship_id, person_id, participant_id, side, joined_at)
   select m.organization_id, m.id, r.person_id, r.participant_id, r.side, m.began_at
   from mentorship m join reply r on r.organization_id = m.organization_id and r.proposal_id = m.proposal_id`,
  `insert into thread (organization_id, id, scope_id, opened_at) select organization_id, uuidv7(), id, began_at from mentorship`,
  `insert into thread_member (organization_id, thread_id, person_id, joined_at, seen_until)
   select t.organization_id, t.id, m.person_id, t.opened_at, now() - random() * interval '6 days'
   from thread t join mentorship_member m on m.organization_id = t.organization_id and m.mentorship_id = t.scope_id`,
]

interface Thread {
  readonly id: string
  readonly scopeId: string
  readonly personIds: readonly string[]
}

const threadsWithMembers = `select t.id, t.scope_id as "scopeId", array_agg(m.person_id::text) as "personIds"
  from thread t join thread_member m on m.organization_id = t.organization_id and m.thread_id = t.id group by t.organization_id, t.id`

/** The two of each thread wrote to each other by turns since the mentorship began; the history knows of every message. */
async function write(
  owner: pg.Client,
  organizationId: string,
  threads: readonly Thread[],
  sealed: (row: string, text: string) => Promise<Buffer>,
): Promise<void> {
  const beganAt = Date.now() - 56 * dayMs
  for (let first = 0; first < threads.length; first += 200) {
    const rows = await Promise.all(
      threads.slice(first, first + 200).flatMap(thread =>
        Array.from({ length: messagesOfEach }, async (_, n) => {
          const sentAt = new Date(beganAt + Math.floor(((n + Math.random()) / messagesOfEach) * 55 * dayMs))
          const id = uuidv7(sentAt, systemRandom)
          const text =
            `Number ${n}: shall we go on with what we said about the team? Thursday would suit me, at any time after lunch. `.repeat(
              1 + (n % 4),
            )
          return { id, thread: thread.id, scope: thread.scopeId, author: thread.personIds[n % 2], sealed: await sealed(id, text), sentAt }
        }),
      ),
    )
    const columns = [rows.map(row => row.id), rows.map(row => row.thread), rows.map(row => row.author), rows.map(row => row.sentAt)]
    await owner.query(
      `insert into message (organization_id, id, thread_id, author_person_id, sent_at, sealed)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::bytea[])`,
      [organizationId, ...columns, rows.map(row => row.sealed)],
    )
    await owner.query(
      `insert into history_entry (organization_id, id, at, actor_person_id, name, facts, request_id)
       select $1, m.id, m.at, m.author, 'message.sent',
         jsonb_build_object('message', m.id, 'thread', m.thread, 'scope', m.scope, 'firstUnseen', false), 'benchmark'
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::uuid[]) as m (id, thread, author, at, scope)`,
      [organizationId, ...columns, rows.map(row => row.scope)],
    )
  }
}

async function seasonIn(owner: pg.Client, cookieName: string): Promise<Season> {
  const answered = async <Row extends pg.QueryResultRow>(statement: string) => (await owner.query<Row>(statement)).rows
  const cookies = new Map(
    (
      await answered<{ id: string; token: string }>(
        `select p.id, s.token from person p join sign_in.session s on s.id = 'session-' || p.id::text`,
      )
    ).map(row => [row.id, cookieOf(cookieName, row.token)]),
  )
  const signedIn = (personId: string): SignedIn => ({ personId, cookie: cookies.get(personId) ?? '' })
  const members = await answered<{ personId: string; mentorshipId: string; threadId: string; programId: string }>(
    `select m.person_id as "personId", m.mentorship_id as "mentorshipId", t.id as "threadId", s.program_id as "programId"
     from mentorship_member m join mentorship s on s.id = m.mentorship_id join thread t on t.scope_id = s.id order by md5(m.person_id::text)`,
  )
  const proposals = await answered<{ id: string; mentor: string; mentee: string }>(
    `select id, mentor_person_id as mentor, mentee_person_id as mentee from proposal where state = 'proposed' order by md5(id::text)`,
  )
  const coordinators = await answered<{ personId: string; programId: string }>(
    `select person_id as "personId", scope_id as "programId" from staff_grant join person on person.id = person_id where email like 'coordinator.%'`,
  )
  const tables = ['person', 'proposal', 'mentorship', 'message', 'mail', 'history_entry']
  const stored: [string, number][] = []
  for (const table of tables)
    stored.push([table, (await answered<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count ?? 0])
  return {
    members: members.map(row => ({ ...row, ...signedIn(row.personId) })),
    proposals: proposals.map(row => ({ id: row.id, mentor: signedIn(row.mentor), mentee: signedIn(row.mentee) })),
    waiting: await answered(
      `select p.id as "participantId", p.program_id as "programId", p.version from participant p
       where p.role = 'mentee' and p.state = 'active'
         and not exists (select from proposal o where o.organization_id = p.organization_id and o.mentee_participant_id = p.id)
       order by md5(p.id::text) limit 5000`,
    ),
    coordinators: new Map(
      [...Map.groupBy(coordinators, row => row.programId)].map(([programId, rows]) => [programId, rows.map(row => signedIn(row.personId))]),
    ),
    stored: Object.fromEntries(stored),
  }
}

const cookieNameOf = (cookie: string): string => cookie.split('=')[0] ?? ''

/** As the sign-in library signs it. */
function cookieOf(name: string, token: string): string {
  const signature = createHmac('sha256', secretFor('sign-in')).update(token).digest('base64')
  return `${name}=${encodeURIComponent(`${token}.${signature}`)}`
}
