import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { enqueue } from '../../kit/jobs/jobs.ts'
import { allow, mayDo } from '../../kit/wire/access.ts'
import { decide, type Facts, refused } from '../../kit/wire/refusal.ts'
import { announceHold, stopHoldOf, takeHold } from '../../notification/commands.ts'
import { askerForSystem } from '../../person/queries/actor.ts'
import { personForSystem } from '../../person/queries/person.ts'
import { programVisibleTo } from '../../program/queries.ts'
import { matchingAccess } from '../access.ts'
import {
  type Asks,
  partRead,
  publicationHeld,
  publicationRefused,
  publicationReleased,
  publicationSettingChanged,
  publicationStopped,
  type ReadingPart,
  type Waiver,
} from '../contract/publication.ts'
import { arrangementForSystem, latestArrangementForSystem } from '../queries/arrangement.ts'
import { type Outgoing, outgoingOf } from '../queries/outgoing.ts'
import {
  type Publication,
  publicationOfRound,
  publicationSettingOf,
  publicationToChangeForSystem,
  readingsOf,
} from '../queries/publication.ts'
import { roundToChange, roundVisibleTo } from '../queries/round.ts'
import { checklist, holdFor, movedPublication, publishTime, waived } from '../rules/publication.ts'
import type { ProposalTables } from '../tables/proposal.ts'
import type { RoundTables } from '../tables/round.ts'
import { askEverybody } from './asking.ts'
import { publishKind } from './clocks.ts'
import { markRoundPublished } from './round.ts'

const tables = (ctx: Context) => ctx.tx.withTables<ProposalTables>()

export interface PublishArrangement {
  readonly arrangementId: string
  readonly publishesAt?: Date | null
  readonly waivers: readonly Waiver[]
}

/**
 * The arrangement goes out at its time, at least the hold ahead, and can be stopped until then. Of two who publish at once one wins and
 * the other reads why. `holdMinutes` is the program's setting unless it is given, as tests do.
 */
export async function publishArrangement(ctx: Context, input: PublishArrangement, holdMinutes?: number): Promise<Publication> {
  const arrangement = await arrangementForSystem(ctx, input.arrangementId)
  const round = await roundToChange(ctx, arrangement.roundId)
  allow(ctx.actor, matchingAccess.publish, round)
  const standing = await publicationOfRound(ctx, round.id)
  if (standing)
    throw refused(standing.state === 'held' ? 'already_held' : 'already_published', { publishesAt: standing.publishesAt.toISOString() })
  if (round.state !== 'ready') throw refused('round_not_ready', { state: round.state })
  if ((await latestArrangementForSystem(ctx, round.id))?.id !== arrangement.id) throw refused('not_latest')
  const setting = await publicationSettingOf(ctx, round.programId)
  const outgoing = await outgoingOf(ctx, arrangement, { lock: true, asks: setting.asks })
  mayGo(outgoing)
  const read = (await readingsOf(ctx, arrangement.id)).map(reading => reading.part)
  const waivers = decide(waived(checklistOf(outgoing, read), input.waivers))
  const publishesAt = decide(
    publishTime(input.publishesAt ?? null, ctx.now, holdMinutes ?? holdFor(setting.holdMinutes, outgoing.pairs.length)),
  )
  const publication = await tables(ctx)
    .insertInto('publication')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      roundId: round.id,
      arrangementId: arrangement.id,
      cohortId: round.cohortId,
      programId: round.programId,
      state: 'held',
      publishesAt,
      pairCount: outgoing.pairs.length,
      personCount: outgoing.people.size,
      asks: setting.asks,
      waivers: JSON.stringify(waivers) as unknown as readonly Waiver[],
      madeBy: ctx.actor.personId,
      madeAt: ctx.now,
      endedBy: null,
      endedAt: null,
      failure: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await announceHold(ctx, {
    scopeId: round.programId,
    subjectId: publication.id,
    reason: 'matching.proposed',
    people: publication.personCount,
    leavesAt: publishesAt,
  })
  await enqueue(ctx, publishKind, { publicationId: publication.id }, { at: publishesAt })
  await record(
    ctx,
    publicationHeld,
    {
      publication: publication.id,
      cohort: round.cohortId,
      people: publication.personCount,
      waived: waivers.map(({ point }) => point),
      first: arrangement.first ?? round.first,
    },
    round.programId,
  )
  return publication
}

export const checklistOf = (outgoing: Outgoing, read: readonly ReadingPart[]) =>
  checklist({
    notPlaced: outgoing.notPlaced.length,
    bent: outgoing.pairs.filter(pair => pair.bent.length > 0).length,
    people: outgoing.people.size,
    cohortPeople: outgoing.cohortPeople,
    read,
  })

/** Stops here when there is nobody to ask, or when somebody would have more people than they take on or would like. */
function mayGo(outgoing: Outgoing): void {
  const failure = failureOf(outgoing)
  if (failure) throw refused(failure.code, failure.facts)
}

/** It does not go out, nothing was sent, and the studio can be changed again. */
export async function stopPublication(ctx: Context, publicationId: string): Promise<Publication> {
  const publication = await publicationToChangeForSystem(ctx, publicationId)
  await roundVisibleTo(ctx, publication.roundId)
  allow(ctx.actor, matchingAccess.publish, publication)
  decide(movedPublication(publication.state, 'stopped'))
  await stopHoldOf(ctx, publicationId)
  return markStopped(ctx, publication)
}

/** The same after somebody stopped it by the page of mails. Stopping twice changes nothing. */
export async function notePublicationStopped(ctx: Context, publicationId: string): Promise<void> {
  const publication = await publicationToChangeForSystem(ctx, publicationId)
  if (publication.state === 'held') await markStopped(ctx, publication)
}

async function markStopped(ctx: Context, publication: Publication): Promise<Publication> {
  const stopped = await ended(ctx, publication, { state: 'stopped' })
  await record(ctx, publicationStopped, { publication: publication.id, cohort: publication.cohortId }, publication.programId)
  return stopped
}

/**
 * Everybody is asked, in one transaction with all mails and all places. What changed while it was held is looked at again: who left is
 * not asked; a mentor who has become too full stops it, and so does that whoever published may do so no longer: the coordinators read
 * why. Does nothing when it was stopped.
 */
export async function releasePublication(ctx: Context, publicationId: string, origin: string): Promise<void> {
  const publication = await publicationToChangeForSystem(ctx, publicationId)
  if (publication.state !== 'held' || publication.publishesAt.getTime() > ctx.now.getTime()) return
  if (!(await takeHold(ctx, publicationId))) return
  const round = await roundToChange(ctx, publication.roundId)
  const arrangement = await arrangementForSystem(ctx, publication.arrangementId)
  const outgoing = await outgoingOf(ctx, arrangement, { lock: true, asks: publication.asks })
  const failure = (await publisherGone(ctx, publication)) ?? failureOf(outgoing)
  if (failure) {
    await ended(ctx, publication, { state: 'refused', failure })
    await record(
      ctx,
      publicationRefused,
      { publication: publicationId, cohort: publication.cohortId, code: failure.code },
      publication.programId,
    )
    return
  }
  await markRoundPublished(ctx, round)
  await askEverybody(ctx, { publication, round, outgoing, origin })
  await ended(ctx, publication, { state: 'released', pairCount: outgoing.pairs.length, personCount: outgoing.people.size })
  await record(
    ctx,
    publicationReleased,
    { publication: publicationId, cohort: publication.cohortId, pairs: outgoing.pairs.length, people: outgoing.people.size },
    publication.programId,
  )
}

/** A publication goes out in the name of whoever made it, who must still be trusted with that when it does. */
async function publisherGone(ctx: Context, publication: Publication): Promise<Publication['failure']> {
  if (!publication.madeBy) return null
  if (mayDo(await askerForSystem(ctx, publication.madeBy), matchingAccess.publish, publication)) return null
  const { name } = await personForSystem(ctx, publication.madeBy)
  return { code: 'publisher_gone', facts: { name } }
}

function failureOf({
  pairs,
  overbooked,
  overasked,
  groups,
  sizes,
  coMentors,
}: Outgoing): { readonly code: string; readonly facts: Facts } | null {
  if (pairs.length === 0) return { code: 'nobody_to_ask', facts: {} }
  const [full] = overbooked
  if (full) {
    const { mentor, free } = full
    return { code: 'mentor_full', facts: { name: mentor.name ?? '', wanted: mentor.wanted, free, count: overbooked.length } }
  }
  const waits = groups.find(({ standing }) => standing?.state === 'short')
  if (waits) return { code: 'group_waits', facts: { name: waits.leader.name ?? '' } }
  const small = groups.find(({ standing, pairs: members }) => standing === null && members.length < (sizes?.smallest ?? 0))
  if (small)
    return { code: 'group_small', facts: { name: small.leader.name ?? '', count: small.pairs.length, smallest: sizes?.smallest ?? 0 } }
  if (coMentors.length > 0) return { code: 'co_mentor_asked', facts: { name: coMentors[0] ?? '', count: coMentors.length } }
  const [over] = overasked
  if (!over) return null
  const { mentee, free } = over
  return { code: 'mentee_full', facts: { name: mentee.name ?? '', wanted: mentee.wanted, free, count: overasked.length } }
}

async function ended(ctx: Context, publication: Publication, change: Partial<Publication>): Promise<Publication> {
  const { failure, ...plain } = change
  return tables(ctx)
    .updateTable('publication')
    .set({
      ...plain,
      ...(failure ? { failure: JSON.stringify(failure) as unknown as typeof failure } : {}),
      endedBy: ctx.actor.personId,
      endedAt: ctx.now,
      version: publication.version + 1,
    })
    .where('organizationId', '=', publication.organizationId)
    .where('id', '=', publication.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** That this part of an arrangement was opened stands in the minutes; opening it again changes nothing. */
export async function noteReading(ctx: Context, arrangementId: string, part: ReadingPart): Promise<void> {
  const arrangement = await arrangementForSystem(ctx, arrangementId)
  await roundVisibleTo(ctx, arrangement.roundId)
  allow(ctx.actor, matchingAccess.publish, arrangement)
  if (!ctx.actor.personId) return
  const noted = await tables(ctx)
    .insertInto('publicationReading')
    .values({ organizationId: ctx.actor.organizationId, arrangementId, part, personId: ctx.actor.personId, readAt: ctx.now })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (noted.numInsertedOrUpdatedRows === 1n) await record(ctx, partRead, { arrangement: arrangementId, part }, arrangement.programId)
}

interface SettingChange {
  readonly programId: string
  readonly holdMinutes?: number | undefined
  readonly asks?: Asks | undefined
}

/** The next publications of the program are held at least so long, and ask these first. */
export async function changePublicationSetting(ctx: Context, { programId, holdMinutes, asks }: SettingChange): Promise<void> {
  const program = await programVisibleTo(ctx, programId)
  allow(ctx.actor, matchingAccess.publish, { programId: program.id })
  const before = await publicationSettingOf(ctx, programId)
  const setting = { holdMinutes: holdMinutes ?? before.holdMinutes, asks: asks ?? before.asks }
  await tables(ctx)
    .insertInto('publicationSetting')
    .values({ organizationId: ctx.actor.organizationId, programId, ...setting })
    .onConflict(conflict => conflict.columns(['organizationId', 'programId']).doUpdateSet(setting))
    .execute()
  if (setting.asks !== before.asks) await forgetReadings(ctx, programId)
  await record(ctx, publicationSettingChanged, { program: programId, ...setting }, programId)
}

/** The names and the example that were read are of others than those who are asked now. */
async function forgetReadings(ctx: Context, programId: string): Promise<void> {
  await tables(ctx)
    .deleteFrom('publicationReading')
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('part', 'in', ['names', 'example'])
    .where(
      'arrangementId',
      'in',
      ctx.tx
        .withTables<RoundTables>()
        .selectFrom('arrangement')
        .select('id')
        .where('organizationId', '=', ctx.actor.organizationId)
        .where('programId', '=', programId),
    )
    .execute()
}
