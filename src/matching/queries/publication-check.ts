import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { peopleByIdForSystem } from '../../person/queries/person.ts'
import { matchingAccess } from '../access.ts'
import type { OpenPoint, PublicationCheck, ReadingPart } from '../contract/publication.ts'
import { checklist, holdFor, shortestHold } from '../rules/publication.ts'
import { mentorsSentence, roomSentence } from '../rules/publication-words.ts'
import { arrangementForSystem, latestArrangementForSystem } from './arrangement.ts'
import { outgoingOf } from './outgoing.ts'
import { latestPublicationOf, publicationSettingOf, publicationViews, readingsOf } from './publication.ts'
import { type Round, roundVisibleTo } from './round.ts'

const partOf: Readonly<Partial<Record<OpenPoint, ReadingPart>>> = {
  unmatched_unread: 'unmatched',
  names_unread: 'names',
  example_unread: 'example',
}

/** What would go out from an arrangement, to how many people, and what is still open before it may. */
export async function publicationCheckOf(ctx: Context, arrangementId: string): Promise<PublicationCheck> {
  const arrangement = await arrangementForSystem(ctx, arrangementId)
  const round = await roundVisibleTo(ctx, arrangement.roundId)
  const setting = await publicationSettingOf(ctx, round.programId)
  const outgoing = await outgoingOf(ctx, arrangement, { lock: false, asks: setting.asks })
  const readings = await readingsOf(ctx, arrangementId)
  const readers = await peopleByIdForSystem(
    ctx,
    readings.map(reading => reading.personId),
  )
  const points = checklist({
    notPlaced: outgoing.notPlaced.length,
    bent: outgoing.pairs.filter(pair => pair.bent.length > 0).length,
    people: outgoing.people.size,
    cohortPeople: outgoing.cohortPeople,
    read: readings.map(reading => reading.part),
  })
  const publication = await latestPublicationOf(ctx, round.id)
  const [view] = publication ? await publicationViews(ctx, [publication]) : []
  const latest = await latestArrangementForSystem(ctx, round.id)
  return {
    arrangementId,
    programId: round.programId,
    roundId: round.id,
    asks: setting.asks,
    holdMinutes: holdFor(setting.holdMinutes, outgoing.pairs.length),
    shortestHold: shortestHold(outgoing.pairs.length),
    first: arrangement.first ?? round.first,
    pairs: outgoing.pairs.length,
    mentees: new Set(outgoing.pairs.map(pair => pair.mentee)).size,
    mentors: new Set(outgoing.pairs.map(pair => pair.mentor)).size,
    people: outgoing.people.size,
    withoutAddress: [...outgoing.people.values()].filter(person => person.email === null).length,
    notPlaced: outgoing.notPlaced.length,
    points: points.map(point => {
      const reading = readings.find(one => one.part === partOf[point.point])
      return { ...point, readBy: readers.get(reading?.personId ?? '')?.name ?? null, readAt: reading?.readAt.toISOString() ?? null }
    }),
    conflicts: [
      ...outgoing.overbooked.map(({ mentor: { personId, name, wanted }, by, free }) => ({
        personId,
        name,
        sentence: roomSentence({ name, by, free, wanted }),
      })),
      ...outgoing.overasked.map(({ mentee: { personId, name, wanted }, free }) => ({
        personId,
        name,
        sentence: mentorsSentence({ name, free, wanted }),
      })),
    ].slice(0, 200),
    publication: view ?? null,
    may: {
      publish: mayPublish(ctx, round, { isLatest: latest?.id === arrangementId, pairs: outgoing.pairs.length, state: publication?.state }),
    },
  }
}

function mayPublish(
  ctx: Context,
  round: Round,
  facts: { readonly isLatest: boolean; readonly pairs: number; readonly state: string | undefined },
): May {
  if (facts.state === 'held') return { code: 'already_held', facts: {} }
  if (facts.state === 'released') return { code: 'already_published', facts: {} }
  if (round.state !== 'ready') return { code: 'round_not_ready', facts: { state: round.state } }
  if (!facts.isLatest) return { code: 'not_latest', facts: {} }
  if (facts.pairs === 0) return { code: 'nobody_to_ask', facts: {} }
  return mayOf(ctx.actor, matchingAccess.publish, round)
}
