/** What people of a large installation ask for, how often, and as whom: seventy reads, twenty-five light writes and five reports of a hundred. */
import { randomUUID } from 'node:crypto'
import { addDays } from '../src/kit/time/time.ts'
import type { Published } from './publication.ts'
import type { Season, SignedIn } from './season.ts'

export type Kind = 'read' | 'write' | 'report'

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly cookie: string
  readonly body?: unknown
  readonly ifMatch?: number
  /** The product's own client gives every act one. */
  readonly idempotencyKey?: string
  /** Called when it was answered as it should. */
  readonly done?: () => void
}

export interface Act {
  readonly name: string
  readonly kind: Kind
  /** How many of a hundred requests. */
  readonly share: number
  /** The nth request of its kind. */
  readonly ask: (n: number) => Asked
}

export interface Cohort extends Published {
  readonly programId: string
  readonly cohortId: string
  readonly personIds: readonly string[]
  readonly pairs: readonly { readonly menteeId: string; readonly mentorId: string }[]
}

const searches = ['an', 'python', 'ing', 'design', 'zz', '00012', 'mar', 'lee']
const filters = ['role=mentor', 'role=mentee', 'state=active', 'room=yes', 'sort=joined', 'sort=-name']

/** Everything that is asked; the shares add up to a hundred. */
export function mixOf(season: Season, cohorts: readonly Cohort[]): readonly Act[] {
  return [...readsOfParticipants(season), ...readsOfCoordinators(season, cohorts), ...writesIn(season), ...reportsOn(season, cohorts)]
}

/** Every so manieth, so that neighbors in time are strangers. */
const turn = <T>(all: readonly T[], n: number, step = 7): T => {
  const one = all[(n * step) % all.length]
  if (one === undefined) throw new Error('nobody is left for this kind of request')
  return one
}

function read(
  name: string,
  share: number,
  ask: (n: number) => { readonly path: string; readonly cookie: string },
  kind: Kind = 'read',
): Act {
  return { name, kind, share, ask: n => ({ method: 'GET', ...ask(n) }) }
}

function readsOfParticipants({ members, proposals }: Season): Act[] {
  const askedOne = (n: number): { id: string } & SignedIn => {
    const { id, mentor, mentee } = turn(proposals, n)
    return { id, ...(n % 2 === 0 ? mentor : mentee) }
  }
  return [
    read('who I am', 4, n => ({ path: '/viewer', cookie: turn(members, n).cookie })),
    read('participant’s home', 14, n => ({ path: '/home', cookie: n % 5 === 0 ? askedOne(n).cookie : turn(members, n).cookie })),
    read('person to ask', 3, n => ({ path: '/person-to-ask', cookie: turn(members, n, 11).cookie })),
    read('mentorship', 10, n => ({ path: `/mentorships/${turn(members, n).mentorshipId}`, cookie: turn(members, n).cookie })),
    read('thread', 11, n => ({ path: `/threads/${turn(members, n).threadId}/messages`, cookie: turn(members, n).cookie })),
    read('proposal', 5, n => ({ path: `/proposals/${askedOne(n).id}`, cookie: askedOne(n).cookie })),
    read('help', 2, n => ({ path: '/help', cookie: turn(members, n, 13).cookie })),
  ]
}

function readsOfCoordinators(season: Season, cohorts: readonly Cohort[]): Act[] {
  const inCohort = (path: (cohort: Cohort, n: number) => string) => (n: number) => {
    const cohort = turn(cohorts, n, 1)
    return { path: path(cohort, n), cookie: coordinatorOf(season, cohort.programId, n).cookie }
  }
  return [
    read(
      'programs',
      1,
      inCohort(() => '/programs'),
    ),
    read(
      'program',
      1,
      inCohort(({ programId }) => `/programs/${programId}`),
    ),
    read(
      'cohort',
      1,
      inCohort(({ cohortId }) => `/cohorts/${cohortId}`),
    ),
    read(
      'coordinator’s inbox',
      1,
      inCohort(({ programId }) => `/programs/${programId}/help-requests`),
    ),
    read(
      'people: list',
      3,
      inCohort(({ cohortId }) => `/cohorts/${cohortId}/people?limit=50`),
    ),
    read(
      'people: counts',
      2,
      inCohort(({ cohortId }) => `/cohorts/${cohortId}/people-counts`),
    ),
    read(
      'people: search',
      3,
      inCohort(({ cohortId }, n) => `/cohorts/${cohortId}/people?limit=50&search=${turn(searches, n, 1)}`),
    ),
    read(
      'people: filter',
      2,
      inCohort(({ cohortId }, n) => `/cohorts/${cohortId}/people?limit=50&${turn(filters, n, 1)}`),
    ),
    read(
      'person',
      3,
      inCohort(({ cohortId, personIds }, n) => `/cohorts/${cohortId}/people/${turn(personIds, n)}`),
    ),
    read(
      'studio: round',
      1,
      inCohort(({ roundId }) => `/match-rounds/${roundId}`),
    ),
    read(
      'studio: arrangement',
      1,
      inCohort(({ arrangementId }) => `/arrangements/${arrangementId}`),
    ),
    read(
      'studio: a pair',
      2,
      inCohort(({ arrangementId, pairs }, n) => {
        const { menteeId, mentorId } = turn(pairs, n)
        return `/arrangements/${arrangementId}/mentees/${menteeId}/mentors/${mentorId}`
      }),
    ),
  ]
}

/** Coordinators of the program by turns. */
const coordinatorOf = ({ coordinators }: Season, programId: string, n: number): SignedIn => turn(coordinators.get(programId) ?? [], n, 5)

function act(name: string, share: number, ask: (n: number) => Asked): Act {
  return { name, kind: 'write', share, ask: n => ({ ...ask(n), idempotencyKey: randomUUID() }) }
}

function writesIn(season: Season): Act[] {
  const { members } = season
  const today = new Date().toISOString().slice(0, 10)
  const replies = repliesTo(season)
  const changes = season.waiting.map(one => ({ ...one, paused: false }))
  return [
    act('write a message', 10, n => {
      const { threadId, cookie } = turn(members, n, 3)
      return {
        method: 'POST',
        path: `/threads/${threadId}/messages`,
        cookie,
        body: { text: 'Thursday at four suits me. Where shall we meet?' },
      }
    }),
    act('thread seen', 6, n => ({ method: 'PUT', path: `/threads/${turn(members, n).threadId}/seen`, cookie: turn(members, n).cookie })),
    act('reply to a proposal', 3, n => {
      const reply = replies[n]
      if (!reply) throw new Error('every proposal is answered')
      return reply
    }),
    act('first meeting', 2, n => {
      const { mentorshipId, cookie } = turn(members, n, 11)
      return { method: 'PUT', path: `/mentorships/${mentorshipId}/first-meeting`, cookie, body: { metOn: addDays(today, -3) } }
    }),
    act('away until', 1, n => ({
      method: 'PUT',
      path: '/absence',
      cookie: turn(members, n, 17).cookie,
      body: { untilOn: addDays(today, 9) },
    })),
    act('ask for a word', 1, n => {
      const { programId, mentorshipId, cookie } = turn(members, n, 19)
      return { method: 'POST', path: '/help-requests', cookie, body: { programId, mentorshipId, kind: 'talk', words: 'Could we talk?' } }
    }),
    act('participant’s change', 2, n => {
      const change = turn(changes, n)
      return {
        method: 'PATCH',
        path: `/participants/${change.participantId}`,
        cookie: coordinatorOf(season, change.programId, n).cookie,
        body: { state: change.paused ? 'active' : 'paused' },
        ifMatch: change.version,
        done: () => Object.assign(change, { version: change.version + 1, paused: !change.paused }),
      }
    }),
  ]
}

/** Each side once: of eight proposals the mentee of one declines, the other seven are accepted by the mentor and, later on, by the mentee. */
function repliesTo({ proposals }: Season): Asked[] {
  const put = (id: string, { cookie }: SignedIn, body: unknown): Asked => ({ method: 'PUT', path: `/proposals/${id}/reply`, cookie, body })
  const first = proposals.map(({ id, mentor, mentee }, n) =>
    n % 8 === 7 ? put(id, mentee, { answer: 'no', reason: 'not-now' }) : put(id, mentor, { answer: 'yes' }),
  )
  const second = proposals.map(({ id, mentee }, n) => (n % 8 === 7 ? null : put(id, mentee, { answer: 'yes' })))
  const isLater = 20
  return [...first, ...Array.from({ length: isLater }, () => null)].flatMap((reply, n) =>
    [reply, n < isLater ? null : second[n - isLater]].filter(one => one !== null && one !== undefined),
  )
}

/** The heaviest pages that are only read; their bar is that of the reads. */
function reportsOn(season: Season, cohorts: readonly Cohort[]): Act[] {
  const report = (name: string, share: number, path: (cohort: Cohort) => string): Act =>
    read(
      name,
      share,
      n => {
        const cohort = turn(cohorts, n, 1)
        return { path: path(cohort), cookie: coordinatorOf(season, cohort.programId, n).cookie }
      },
      'report',
    )
  return [
    report('replies table', 1.5, ({ cohortId }) => `/cohorts/${cohortId}/proposals`),
    report('mentorships table', 1, ({ cohortId }) => `/cohorts/${cohortId}/mentorships`),
    report('history of arrangements', 0.5, ({ roundId }) => `/match-rounds/${roundId}/arrangements`),
    report('mail log', 1, ({ programId }) => `/mails?tab=log&programId=${programId}`),
    report('mail tonight', 0.5, ({ programId }) => `/mail?programId=${programId}`),
    report('publications', 0.5, ({ cohortId }) => `/cohorts/${cohortId}/publications`),
  ]
}
