/** What would help: for those who are not placed, and for pairs that deserve another look. */
import type { RowPrice, UnmatchedExplanation } from '../../../matching-engine/index.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import { notFound } from '../../kit/wire/refusal.ts'
import type { RemedyView, SecondLook, UnplacedRow } from '../contract/price.ts'
import { lossOf, lowCompatibility, shownOf } from '../rules/arrangement.ts'
import { hasListPrices } from '../rules/first.ts'
import { groupWhy } from '../rules/groups.ts'
import { concerns } from '../rules/own.ts'
import {
  type Arrangement,
  arrangementVisibleTo,
  type Priced,
  pricedVisibleTo,
  type Reader,
  readStudio,
  type Studio,
  storedForSystem,
} from './arrangement.ts'
import { byCost, person, sameHuman } from './price.ts'
import type { Known } from './round.ts'
import { type Ask, askSolution, type Replies, type Stored } from './solver.ts'

/** Why those who are not placed are not, and the cheapest that would help. */
export async function unplacedRows(begin: Begin, arrangementId: string, menteeIds: readonly string[]) {
  const { reader, studio } = await readStudio(begin, ctx => pricedVisibleTo(ctx, arrangementId))
  const wanted = askedFor(reader, studio, menteeIds)
  const load = () => begin(ctx => storedForSystem(ctx, studio.arrangement))
  const explained = await askSolution(
    arrangementId,
    load,
    wanted.map(mentee => ({ kind: 'explain-unmatched' as const, mentee: mentee.stableId })),
  )
  const inGroups = await groupsOfUnplaced(reader, studio, wanted, load)
  const rows = explained.flatMap((one): UnplacedRow[] => {
    const mentee = studio.mentees.get(one.mentee)
    return mentee && one.why !== null
      ? [{ ...unplacedRow(reader, studio, mentee, one), why: one.why, groups: inGroups.get(one.mentee) ?? null }]
      : []
  })
  return { rows, measure: studio.measure }
}

const couldLeadTold = 3

/** Of each, which mentors fit, what becomes of their groups, and so why no group has a place for them. Of pairs: nothing. */
async function groupsOfUnplaced(
  reader: Reader,
  { arrangement, groups, mentors }: Studio<Priced>,
  mentees: readonly Known[],
  load: () => Promise<Stored>,
): Promise<ReadonlyMap<string, UnplacedRow['groups']>> {
  if (!groups) return new Map()
  const free = new Map(arrangement.freePlaces.map(({ mentor, places }) => [mentor, places]))
  const rows = await askSolution(
    arrangement.id,
    load,
    mentees.map(mentee => ({ kind: 'points-row' as const, mentee: mentee.stableId })),
  )
  return new Map(
    mentees.map(({ stableId }, at) => {
      const fitting = (rows[at] ?? [])
        .filter(({ state, mentor }) => state === 'open' && (mentors.get(mentor)?.capacity ?? 0) > 0)
        .map(one => ({ ...one, members: (mentors.get(one.mentor)?.capacity ?? 0) - (free.get(one.mentor) ?? 0) }))
      const couldLead = fitting
        .filter(({ members }) => members === 0)
        .sort((a, b) => (b.points ?? 0) - (a.points ?? 0))
        .flatMap(({ mentor }) => {
          const known = mentors.get(mentor)
          return known && !concerns(reader.actor, known) ? [person(known)] : []
        })
      return [
        stableId,
        {
          why: groupWhy(fitting, groups),
          leading: fitting.filter(({ members }) => members > 0).length,
          couldLead: couldLead.slice(0, couldLeadTold),
        },
      ]
    }),
  )
}

function askedFor(reader: Reader, studio: Studio<unknown>, menteeIds: readonly string[]): Known[] {
  return menteeIds.map(menteeId => {
    const mentee = studio.members.get(menteeId)
    if (mentee?.role !== 'mentee' || concerns(reader.actor, mentee)) throw notFound()
    return mentee
  })
}

function unplacedRow(
  reader: Reader,
  studio: Studio<unknown>,
  mentee: Known,
  explained: UnmatchedExplanation,
): Omit<UnplacedRow, 'why' | 'groups'> {
  const { measure } = studio
  const shownMentor = (stableId: string): Known | null => {
    const mentor = studio.mentors.get(stableId)
    return mentor && !concerns(reader.actor, mentor) ? mentor : null
  }
  return {
    mentee: person(mentee),
    mentors: explained.mentors,
    allowed: explained.allowed,
    ruledOut: explained.ruledOut.filter(({ requirement }) => requirement !== sameHuman).slice(0, 10),
    apart: explained.excluded,
    heldBy: explained.heldBy.slice(0, 3).flatMap(({ mentor: id, points, mentees }) => {
      const mentor = shownMentor(id)
      if (!mentor) return []
      const held = mentees.map(one => studio.mentees.get(one)).filter(one => one !== undefined && !concerns(reader.actor, one))
      return [{ mentor: person(mentor), shown: shownOf(points, measure), mentees: held.slice(0, 20).map(one => one?.name ?? '') }]
    }),
    remedy: remedyIn(explained, shownMentor, studio),
  }
}

function remedyIn(
  explained: UnmatchedExplanation,
  shownMentor: (stableId: string) => Known | null,
  { measure }: Studio<unknown>,
): RemedyView {
  for (const remedy of explained.remedies) {
    const mentor = shownMentor(remedy.mentor)
    if (!mentor) continue
    if (remedy.kind === 'add-place') return { kind: 'add-place', mentor: person(mentor), lost: 0 }
    if (remedy.kind === 'lift-requirement')
      return { kind: 'lift-requirement', requirement: remedy.requirement, mentor: person(mentor), shown: shownOf(remedy.points, measure) }
    const points = explained.heldBy.find(one => one.mentor === remedy.mentor)?.points ?? 0
    return {
      kind: 'force',
      mentor: person(mentor),
      menteesLost: remedy.matchedLost,
      lost: lossOf(remedy.pointsLost, measure),
      shown: shownOf(points, measure),
    }
  }
  return { kind: 'none' }
}

/** More than this lost by the whole is no remedy for a weak pair. */
const dearLoss = 5

/** For pairs that deserve another look: the cheapest other mentor who would clear what is wrong, where a whole list has prices. */
export async function secondLooks(begin: Begin, arrangementId: string, menteeIds: readonly string[]) {
  const { reader, studio } = await readStudio(begin, ctx => arrangementVisibleTo(ctx, arrangementId))
  const { arrangement, measure } = studio
  const asked = askedFor(reader, studio, [...new Set(menteeIds)])
  if (!hasListPrices(studio)) return { rows: [], measure, priced: false }
  const pairs = asked.flatMap(mentee => {
    const own = arrangement.pairs.filter(one => one.mentee === mentee.participantId)
    return own.flatMap((pair): WeakPair[] => {
      const mentor = studio.members.get(pair.mentor)
      return mentor && !concerns(reader.actor, mentor) ? [{ mentee, mentor, pair, isOnly: own.length === 1 }] : []
    })
  })
  const answers = await askSolution(
    arrangement.id,
    () => begin(ctx => storedForSystem(ctx, arrangement)),
    pairs.map(({ mentee, mentor, pair, isOnly }): Ask => {
      const names = { mentee: mentee.stableId, mentor: mentor.stableId }
      if (pair.locked) return { kind: 'trial', changes: [{ kind: 'unlock', ...names }] }
      // of several mentors another one would cost the weakest: who would come instead of this one is what parting them gives
      return isOnly ? { kind: 'price-row', mentee: mentee.stableId } : { kind: 'trial', changes: [{ kind: 'exclude', ...names }] }
    }),
  )
  const rows = pairs.map(
    (one, at): SecondLook => ({
      mentee: person(one.mentee),
      mentor: person(one.mentor),
      instead: insteadOf(reader, studio, one, answers[at]),
    }),
  )
  return { rows, measure, priced: true }
}

interface WeakPair {
  readonly mentee: Known
  readonly mentor: Known
  readonly pair: Arrangement['pairs'][number]
  /** The mentee has no other mentor. */
  readonly isOnly: boolean
}

/**
 * Of a kept pair, and of one of several: whom the mentee would have if nobody kept it, or if they were parted. Of another: the cheapest
 * mentor who clears what is wrong.
 */
function insteadOf(reader: Reader, studio: Studio, weak: WeakPair, answer: Replies[Ask['kind']] | undefined): SecondLook['instead'] {
  const { arrangement, measure } = studio
  if (answer && 'matched' in answer) {
    const other = answer.moves.find(move => move.mentee === weak.mentee.stableId && move.from === weak.mentor.stableId)
    const mentor = studio.mentors.get(other?.to ?? '')
    if (!other || !mentor || concerns(reader.actor, mentor)) return null
    const matchedLost = arrangement.matched - answer.matched
    const pointsLost = arrangement.total - answer.total
    const isWorth = { possible: true, act: 'force', points: other.pointsAfter, matchedLost, pointsLost } as const
    if (!weak.pair.locked && !isBetter(isWorth, weak.pair, studio)) return null
    const lost = lossOf(Math.max(0, arrangement.total - answer.total), measure)
    return { mentor: person(mentor), shown: shownOf(other.pointsAfter, measure), lost, menteesLost: arrangement.matched - answer.matched }
  }
  if (!Array.isArray(answer)) return null
  const better = (answer as readonly RowPrice[])
    .filter(price => isBetter(price, weak.pair, studio) && !concerns(reader.actor, studio.mentors.get(price.mentor)))
    .sort(byCost)[0]
  const mentor = better && studio.mentors.get(better.mentor)
  if (!better || !mentor) return null
  return {
    mentor: person(mentor),
    shown: shownOf(better.points ?? 0, measure),
    lost: lossOf(better.pointsLost, measure),
    menteesLost: better.matchedLost,
  }
}

/** A bent rule is cleared by anybody who is allowed; a weak pair only by a better one. Neither may cost others much or a place. */
function isBetter(price: Omit<RowPrice, 'mentee' | 'mentor'>, pair: Arrangement['pairs'][number], { measure, members }: Studio): boolean {
  if (!price.possible || price.act !== 'force' || price.points === null || price.matchedLost > 0) return false
  if (members.get(pair.mentor)?.stateNow !== 'active') return true
  const dear = lossOf(price.pointsLost, measure) >= dearLoss
  if (pair.bent.length > 0) return !dear
  return (
    !dear &&
    price.points > pair.points &&
    (measure === 'count' || shownOf(price.points, measure) > Math.min(shownOf(pair.points, measure), lowCompatibility))
  )
}
