import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { matchingAccess } from '../access.ts'
import type { First } from '../contract/criteria.ts'
import type { Asks, PublicationView, ReadingPart } from '../contract/publication.ts'
import { usualHoldMinutes } from '../rules/publication.ts'
import { failureWords } from '../rules/publication-words.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import type { RoundTables } from '../tables/round.ts'

export type Publication = ProposalTables['publication']

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()
const own = (ctx: Context) => tables(ctx).selectFrom('publication').selectAll().where('organizationId', '=', ctx.actor.organizationId)

/** What of a round is scheduled to go out; null when nothing is held. */
export async function pendingPublicationOf(ctx: Context, roundId: string): Promise<Publication | null> {
  return (await own(ctx).where('roundId', '=', roundId).where('state', '=', 'held').executeTakeFirst()) ?? null
}

/** The publication of a round that is held or went out; null before there is one. */
export async function publicationOfRound(ctx: Context, roundId: string): Promise<Publication | null> {
  return (await own(ctx).where('roundId', '=', roundId).where('state', 'in', ['held', 'released']).executeTakeFirst()) ?? null
}

/** The latest publication of a round, whatever became of it. */
export async function latestPublicationOf(ctx: Context, roundId: string): Promise<Publication | null> {
  return (await own(ctx).where('roundId', '=', roundId).orderBy('madeAt', 'desc').limit(1).executeTakeFirst()) ?? null
}

export async function publicationsOf(ctx: Context, cohortId: string): Promise<Publication[]> {
  return own(ctx).where('cohortId', '=', cohortId).orderBy('madeAt', 'desc').limit(100).execute()
}

/** Null: the id is of something else. */
export async function publicationForSystem(ctx: Context, publicationId: string): Promise<Publication | null> {
  return (await own(ctx).where('id', '=', publicationId).executeTakeFirst()) ?? null
}

export async function publicationToChangeForSystem(ctx: Context, publicationId: string): Promise<Publication> {
  const publication = await own(ctx).where('id', '=', publicationId).forUpdate().executeTakeFirst()
  if (!publication) throw notFound()
  return publication
}

export interface PublicationSetting {
  readonly holdMinutes: number
  readonly asks: Asks
}

/** How publications of a program go out; as usual where nobody has set it. */
export async function publicationSettingOf(ctx: Context, programId: string): Promise<PublicationSetting> {
  const row = await tables(ctx)
    .selectFrom('publicationSetting')
    .select(['holdMinutes', 'asks'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('programId', '=', programId)
    .executeTakeFirst()
  return row ?? { holdMinutes: usualHoldMinutes, asks: 'both' }
}

/** What went out last in the cohort before a moment: the wave that a later round is looked at beside. */
export async function lastWaveBefore(ctx: Context, cohortId: string, before: Date): Promise<Publication | null> {
  const publication = await own(ctx)
    .where('cohortId', '=', cohortId)
    .where('state', '=', 'released')
    .where('endedAt', '<', before)
    .orderBy('endedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return publication ?? null
}

export interface Reading {
  readonly part: ReadingPart
  readonly personId: string
  readonly readAt: Date
}

/** What was opened of an arrangement before it goes out, by whom first. */
export async function readingsOf(ctx: Context, arrangementId: string): Promise<Reading[]> {
  return tables(ctx)
    .selectFrom('publicationReading')
    .select(['part', 'personId', 'readAt'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('arrangementId', '=', arrangementId)
    .orderBy('readAt')
    .limit(100)
    .execute()
}

export async function publicationViews(ctx: Context, publications: readonly Publication[]): Promise<PublicationView[]> {
  const people = await peopleByIdForSystem(
    ctx,
    publications.flatMap(publication => publication.madeBy ?? []),
  )
  const open = await openPairsOf(
    ctx,
    publications.map(({ id }) => id),
  )
  const firsts = await firstsOf(
    ctx,
    publications.map(({ arrangementId }) => arrangementId),
  )
  return publications.map(publication => ({
    id: publication.id,
    roundId: publication.roundId,
    arrangementId: publication.arrangementId,
    first: firsts.get(publication.arrangementId) ?? 'matched',
    state: publication.state,
    publishesAt: publication.publishesAt.toISOString(),
    pairs: publication.pairCount,
    people: publication.personCount,
    madeBy: people.get(publication.madeBy ?? '')?.name ?? null,
    madeAt: publication.madeAt.toISOString(),
    endedAt: publication.endedAt?.toISOString() ?? null,
    waivers: [...publication.waivers],
    failure: publication.failure && failureWords(publication.failure),
    openPairs: open.get(publication.id) ?? 0,
    may: {
      stop:
        publication.state === 'held'
          ? mayOf(ctx.actor, matchingAccess.publish, publication)
          : { code: 'publication_over', facts: { state: publication.state } },
      recall: open.has(publication.id) ? mayOf(ctx.actor, matchingAccess.publish, publication) : { code: 'nothing_to_recall', facts: {} },
    },
  }))
}

/** What came first in each of these arrangements. */
async function firstsOf(ctx: Context, arrangementIds: readonly string[]): Promise<Map<string, First>> {
  if (arrangementIds.length === 0) return new Map()
  const rows = await ctx.tx
    .withTables<RoundTables>()
    .selectFrom('arrangement')
    .innerJoin('matchRound as round', join =>
      join.onRef('round.organizationId', '=', 'arrangement.organizationId').onRef('round.id', '=', 'arrangement.roundId'),
    )
    .select(['arrangement.id', 'arrangement.first', 'round.first as ofRound'])
    .where('arrangement.organizationId', '=', ctx.actor.organizationId)
    .where('arrangement.id', 'in', arrangementIds)
    .execute()
  return new Map(rows.map(({ id, first, ofRound }) => [id, first ?? ofRound]))
}

/** By publication, how many of its pairs have not decided; those without one are not in it. */
async function openPairsOf(ctx: Context, publicationIds: readonly string[]): Promise<Map<string, number>> {
  if (publicationIds.length === 0) return new Map()
  const rows = await tables(ctx)
    .selectFrom('proposal')
    .select(['publicationId', eb => eb.fn.countAll<string>().as('pairs')])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('publicationId', 'in', publicationIds)
    .where('state', '=', 'proposed')
    .groupBy('publicationId')
    .execute()
  return new Map(rows.map(row => [row.publicationId, Number(row.pairs)]))
}
