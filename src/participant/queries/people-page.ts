/**
 * One page of the People list: people in the order of their names, of whom the cohort has a participation that fits. As it opens, a page
 * walks the index of names and stops when it is full. A search looks at everybody of the cohort, and at nobody else, once; words of answers
 * are looked up first, so that only ids are compared. A page is cut by the last row's place in the order and its id, so that pages neither
 * skip nor repeat anybody while people come and go.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { peopleNames } from '../../person/queries/person.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { PersonRow } from '../contract/people.ts'
import { personConditions, presence, type Theirs, type WantedPeople } from './people-conditions.ts'

export interface FoundPerson {
  readonly personId: string
  readonly name: string | null
  readonly externalId: string | null
  readonly hasAddress: boolean
  readonly place: string
  readonly roles: readonly (PersonRow['roles'][number] & { readonly responseId: string | null })[]
}

interface PeoplePage {
  readonly found: readonly FoundPerson[]
  /** Where the next page begins; null after the last. */
  readonly next: string | null
  /** All who fit, on whichever page. */
  readonly total: number
}

/** `question` is the one that `wanted` names; undefined where the cohort does not ask it. */
export async function pageOfPeople(
  ctx: Context,
  cohort: Cohort,
  wanted: WantedPeople,
  question: Question | undefined,
): Promise<PeoplePage> {
  const limit = wanted.limit ?? 50
  const isJoined = wanted.sort === 'joined'
  const direction = wanted.sort === '-name' || isJoined ? sql`desc` : sql`asc`
  const place = isJoined
    ? sql`to_char(known.joined_at at time zone 'utc', 'YYYYMMDDHH24MISSUS')`
    : sql`coalesce(known.name, known.external_id, '')`
  const theirs: Theirs = condition => sql`
    select participant.person_id from participant
    where participant.organization_id = ${cohort.organizationId} and participant.cohort_id = ${cohort.id} and ${condition}`
  const present = sql.join([...presence(wanted, theirs)], sql` and `)
  const searched = [...personConditions(ctx, cohort.id, wanted, question, theirs)]
  const matched =
    searched.length === 0 && !isJoined
      ? walked(ctx, cohort, place, present, theirs)
      : lookedAt(ctx, cohort, place, sql.join([present, ...searched], sql` and `))
  const { rows } = await sql<FoundPerson & { readonly total: number }>`
    with ${matched.people},
    page as (
      select * from matched ${beyond(wanted)} order by place collate cairn_text ${direction}, person_id ${direction} limit ${limit + 1}
    )
    select page.person_id, page.place, known.name, known.external_id, known.email is not null as has_address,
      (${matched.total}) as total,
      (
        select json_agg(json_build_object('participantId', own.id, 'role', own.role, 'state', own.state, 'capacity', own.capacity,
          'responseId', own.response_id) order by own.role desc)
        from participant own
        where own.organization_id = ${cohort.organizationId} and own.person_id = page.person_id and own.cohort_id = ${cohort.id}
      ) as roles
    from page
    join (${peopleNames(ctx.tx)}) as known on known.organization_id = ${cohort.organizationId} and known.person_id = page.person_id
    order by page.place collate cairn_text ${direction}, page.person_id ${direction}
  `.execute(ctx.tx)
  const found = rows.slice(0, limit)
  const last = found.at(-1)
  return { found, next: rows.length > limit && last ? cursorOf(last) : null, total: rows[0]?.total ?? 0 }
}

interface Matched {
  /** Parts of a `with`, of which `matched` has everybody who fits with their place in the order. */
  readonly people: RawBuilder<unknown>
  readonly total: RawBuilder<unknown>
}

/** Along the index of names, whoever is in the cohort; counting goes over the participations alone. */
function walked(ctx: Context, cohort: Cohort, place: RawBuilder<unknown>, present: RawBuilder<unknown>, theirs: Theirs): Matched {
  return {
    people: sql`
      matched as not materialized (
        select known.person_id, ${place} as place from (${peopleNames(ctx.tx)}) as known
        where known.organization_id = ${cohort.organizationId} and ${present}
      )`,
    total: sql`select count(*) from (select distinct person_id from (${theirs(sql`true`)}) as participation) as known where ${present}`,
  }
}

/** Everybody of the cohort, once. */
function lookedAt(ctx: Context, cohort: Cohort, place: RawBuilder<unknown>, fits: RawBuilder<unknown>): Matched {
  return {
    people: sql`
      known as materialized (
        select named.*, taking_part.joined_at
        from (
          select participant.person_id, min(participant.joined_at) as joined_at from participant
          where participant.organization_id = ${cohort.organizationId} and participant.cohort_id = ${cohort.id}
          group by participant.person_id
        ) as taking_part
        join (${peopleNames(ctx.tx)}) as named
          on named.organization_id = ${cohort.organizationId} and named.person_id = taking_part.person_id
      ),
      matched as materialized (select known.person_id, ${place} as place from known where ${fits})`,
    total: sql`select count(*) from matched`,
  }
}

/** Only what comes after the page before. */
function beyond({ after, sort }: WantedPeople): RawBuilder<unknown> {
  if (after === undefined) return sql``
  const { place, personId } = readCursor(after)
  const sign = sort === '-name' || sort === 'joined' ? sql`<` : sql`>`
  return sql`where (place collate cairn_text, person_id) ${sign} (${place}::text collate cairn_text, ${personId}::uuid)`
}

const cursorOf = ({ place, personId }: FoundPerson): string => Buffer.from(JSON.stringify([place, personId])).toString('base64url')

function readCursor(after: string): { readonly place: string; readonly personId: string } {
  try {
    const [place, personId] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown[]
    if (typeof place === 'string' && typeof personId === 'string' && /^[0-9a-f-]{36}$/.test(personId)) return { place, personId }
  } catch {
    // told below
  }
  throw refused('unreadable')
}
