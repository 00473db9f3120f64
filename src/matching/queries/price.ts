import type { Price, RowPrice } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { type PairView, type PriceMove, type PriceRow, type PriceView, pricesShown, type readPrices } from '../contract/price.ts'
import { lossOf, shownOf } from '../rules/arrangement.ts'
import { changesFor } from '../rules/changes.ts'
import { linesShown } from '../rules/explanation.ts'
import { hasListPrices } from '../rules/first.ts'
import { concerns } from '../rules/own.ts'
import {
  type Arrangement,
  type Priced,
  pricedVisibleTo,
  type Reader,
  readStudio,
  type Studio,
  storedForSystem,
  studioOf,
  studioWith,
} from './arrangement.ts'
import { type Known, knownMembersForSystem, questionsOfRound, roundVisibleTo } from './round.ts'
import { askSolution, type Stored } from './solver.ts'
import { placesElsewhereForSystem } from './standing.ts'

export const person = (member: Known) => ({ id: member.participantId, name: member.name })
export const sameHuman = 'distinct-person'

/** Why these two, or why not, and what it would cost to change that. Seconds may pass meanwhile, in which no transaction is open. */
export async function pairView(begin: Begin, { arrangementId, menteeId, mentorId }: PairAsked, signal?: AbortSignal): Promise<PairView> {
  const { reader, studio, questions, elsewhere, ...pair } = await begin(ctx => pairRead(ctx, { arrangementId, menteeId, mentorId }))
  const { mentee, mentor } = pair
  const { arrangement, measure } = studio
  const names = { mentee: mentee.stableId, mentor: mentor.stableId }
  const load = () => begin(ctx => storedForSystem(ctx, arrangement))
  const [explained] = await askSolution(arrangement.id, load, [{ kind: 'explain', ...names }], signal)
  const rules = explained.forbiddenBy.filter(id => id !== sameHuman)
  const isBending = explained.state === 'forbidden' && !explained.excluded && rules.length === explained.forbiddenBy.length
  const isTogether = explained.state === 'matched' || explained.state === 'locked'
  const bends = isBending ? rules : []
  const price = await priceOf(arrangement, { ...names, mentors: mentee.capacity, isTogether }, { load, bends, signal })
  const points = explained.lines.reduce((sum, line) => sum + line.points, 0)
  const free = arrangement.freePlaces.find(({ mentor: id }) => id === mentor.stableId)?.places ?? 0
  return {
    mentee: person(mentee),
    mentor: person(mentor),
    measure,
    state: explained.state,
    shown: explained.points === null && !isBending ? null : shownOf(points, measure),
    lines: linesShown(explained.lines, studio.round.criteria, questions),
    forbiddenBy: explained.state === 'locked' ? [] : rules,
    sameHuman: explained.forbiddenBy.includes(sameHuman),
    apart: explained.excluded,
    bent: explained.state === 'locked' ? rules : [],
    places: mentor.capacity,
    free,
    elsewhere,
    price: price
      ? priceView(reader, await begin(ctx => withMovers(ctx, studio, price)), price, bends)
      : { act: isTogether ? 'forbid' : 'force', possible: false, exact: true, menteesLost: 0, lost: 0, moves: [], othersLosing: 0, bends },
  }
}

interface PairAsked {
  readonly arrangementId: string
  readonly menteeId: string
  readonly mentorId: string
}

/** What the database knows of the two. */
async function pairRead(ctx: Context, { arrangementId, menteeId, mentorId }: PairAsked) {
  const arrangement = await pricedVisibleTo(ctx, arrangementId)
  const round = await roundVisibleTo(ctx, arrangement.roundId)
  const studio = studioWith(arrangement, round, await knownMembersForSystem(ctx, round, { participantIds: [menteeId, mentorId] }))
  const pair = pairIn(ctx, studio, menteeId, mentorId)
  return {
    reader: { actor: ctx.actor },
    studio,
    ...pair,
    questions: await questionsOfRound(ctx, round),
    elsewhere: await placesElsewhereForSystem(ctx, round.cohortId, pair.mentor.personId),
  }
}

/** The two as they were in the round; what concerns the reader does not exist. */
function pairIn(reader: Reader, studio: Studio<unknown>, menteeId: string, mentorId: string): { mentee: Known; mentor: Known } {
  const [mentee, mentor] = [studio.members.get(menteeId), studio.members.get(mentorId)]
  if (mentee?.role !== 'mentee' || mentor?.role !== 'mentor' || concerns(reader.actor, mentee, mentor)) throw notFound()
  return { mentee, mentor }
}

type Found = Price & Pick<PriceView, 'exact'>

function priceView(reader: Reader, studio: Studio<unknown>, price: Found, bends: readonly string[]): PriceView {
  const { measure } = studio
  const moves = price.moves.map((move): PriceMove => {
    const mentee = studio.mentees.get(move.mentee)
    const [from, to] = [move.from, move.to].map(id => (id === null ? undefined : studio.mentors.get(id)))
    const shown = { shownBefore: shownOf(move.pointsBefore, measure), shownAfter: shownOf(move.pointsAfter, measure) }
    if (!mentee || concerns(reader.actor, mentee, from, to)) return { mentee: null, from: null, to: null, ...shown }
    return { mentee: person(mentee), from: from ? person(from) : null, to: to ? person(to) : null, ...shown }
  })
  // by person: whoever has several mentors may move twice
  const changed = Map.groupBy(price.moves, move => move.mentee)
  const losing = [...changed].filter(
    ([mentee, own]) => mentee !== price.mentee && own.reduce((sum, move) => sum + move.pointsAfter - move.pointsBefore, 0) < 0,
  )
  return {
    act: price.act,
    possible: price.possible,
    exact: price.exact,
    menteesLost: price.matchedLost,
    lost: lossOf(price.pointsLost, measure),
    moves,
    othersLosing: losing.length,
    bends: [...bends],
  }
}

interface Asking {
  readonly load: () => Promise<Stored>
  readonly bends: readonly string[]
  readonly signal: AbortSignal | undefined
}

/**
 * The exact price of taking or parting a pair, whatever comes first: the act itself is solved for and compared. The engine's own price has
 * the same loss and is quicker, but of several equally good ways its chain may show another than the one that the act would then take.
 * Null: it is not possible. `mentors`: how many the mentee may have.
 */
async function priceOf(
  arrangement: Priced,
  {
    isTogether,
    mentors,
    ...names
  }: { readonly mentee: string; readonly mentor: string; readonly mentors: number; readonly isTogether: boolean },
  { load, bends, signal }: Asking,
): Promise<Found | null> {
  const changes = changesFor(
    { act: isTogether ? 'exclude' : 'take', ...names, despite: bends },
    { ...arrangement, pairs: isTogether ? [names] : [], mentors },
  )
  if (changes instanceof Refusal) return null
  const [trial] = await askSolution(arrangement.id, load, [{ kind: 'trial', changes }], signal)
  if (!('moves' in trial)) return null
  return {
    ...names,
    act: isTogether ? 'forbid' : 'force',
    possible: true,
    exact: trial.proven,
    matchedLost: arrangement.matched - trial.matched,
    pointsLost: arrangement.total - trial.total,
    // the one whom it is about first
    moves: trial.moves.toSorted((a, b) => Number(b.mentee === names.mentee) - Number(a.mentee === names.mentee)),
  }
}

/** With those who would move. */
async function withMovers(ctx: Context, { arrangement, round }: Studio<Priced>, price: Price): Promise<Studio<Priced>> {
  const movers = price.moves.flatMap(move => [move.mentee, move.from, move.to]).filter(id => id !== null)
  return studioWith(arrangement, round, await knownMembersForSystem(ctx, round, { stableIds: [...new Set(movers)] }))
}

export const byCost = (a: RowPrice, b: RowPrice) =>
  Number(b.possible) - Number(a.possible) ||
  a.matchedLost - b.matchedLost ||
  a.pointsLost - b.pointsLost ||
  (b.points ?? -1) - (a.points ?? -1)

interface Row {
  readonly mentor: string
  readonly points: number | null
  readonly possible: boolean
  /** Null: not worked out for a whole list. */
  readonly lost: Pick<RowPrice, 'matchedLost' | 'pointsLost'> | null
}

/** Every mentor but those whom the mentee has: cheapest first, or where there are no prices for a whole list, best suited first. */
async function otherMentors(studio: Studio<Priced>, mentee: Known, load: () => Promise<Stored>): Promise<readonly Row[]> {
  const { id } = studio.arrangement
  if (hasListPrices(studio)) {
    const [prices] = await askSolution(id, load, [{ kind: 'price-row', mentee: mentee.stableId }])
    return prices
      .filter(({ act }) => act === 'force')
      .toSorted(byCost)
      .map(({ mentor, points, possible, ...lost }) => ({ mentor, points, possible, lost }))
  }
  const [explained] = await askSolution(id, load, [{ kind: 'points-row', mentee: mentee.stableId }])
  return explained
    .filter(({ state }) => state === 'open' || state === 'forbidden')
    .map(({ mentor, points }) => ({ mentor, points, possible: points !== null, lost: null }))
    .sort((a, b) => (b.points ?? -1) - (a.points ?? -1))
}

/** What every other mentor would cost for one mentee, one page of those who are found; never the mentee on their other side. */
export async function priceRows(
  begin: Begin,
  {
    arrangementId,
    menteeId,
    search = '',
    from = 0,
  }: Omit<PairAsked, 'mentorId'> & { search?: string | undefined; from?: number | undefined },
): Promise<Answer<typeof readPrices>> {
  const { reader, studio } = await readStudio(begin, ctx => pricedVisibleTo(ctx, arrangementId))
  const { arrangement } = studio
  const mentee = studio.members.get(menteeId)
  if (mentee?.role !== 'mentee' || concerns(reader.actor, mentee)) throw notFound()
  const load = () => begin(ctx => storedForSystem(ctx, arrangement))
  const others = (await otherMentors(studio, mentee, load)).filter(({ mentor: id }) => {
    const mentor = studio.mentors.get(id)
    return mentor?.personId !== mentee.personId && !concerns(reader.actor, mentor)
  })
  const wanted = search.trim().toLocaleLowerCase()
  const found = others.filter(({ mentor }) => studio.mentors.get(mentor)?.name.toLocaleLowerCase().includes(wanted))
  const until = from + pricesShown
  const page = found.slice(from, until)
  const explained = await askSolution(
    arrangement.id,
    load,
    page.filter(({ possible }) => !possible).map(({ mentor }) => ({ kind: 'explain' as const, mentee: mentee.stableId, mentor })),
  )
  const why = new Map(explained.map(one => [one.mentor, one]))
  const free = new Map(arrangement.freePlaces.map(({ mentor, places }) => [mentor, places]))
  const rows = page.flatMap(({ mentor: id, points, possible, lost }): PriceRow[] => {
    const mentor = studio.mentors.get(id)
    if (!mentor) return []
    return [
      {
        mentor: person(mentor),
        shown: points === null ? null : shownOf(points, studio.measure),
        act: 'force',
        possible,
        menteesLost: lost?.matchedLost ?? null,
        lost: lost && lossOf(lost.pointsLost, studio.measure),
        free: free.get(id) ?? 0,
        forbiddenBy: (why.get(id)?.forbiddenBy ?? []).filter(rule => rule !== sameHuman),
        apart: why.get(id)?.excluded ?? false,
      },
    ]
  })
  return {
    mentee: person(mentee),
    measure: studio.measure,
    priced: hasListPrices(studio),
    rows,
    found: found.length,
    next: until < found.length ? until : null,
    mentors: others.length,
    possible: others.filter(({ possible }) => possible).length,
  }
}

/** Every pair with its reasons, the weakest first: what stands on paper. */
export async function sheetOf(ctx: Context, arrangement: Arrangement) {
  const studio = await studioOf(ctx, arrangement)
  const { round, measure, members, known } = studio
  const questions = await questionsOfRound(ctx, round)
  const placed = new Set([
    ...arrangement.pairs.flatMap(pair => [pair.mentee, pair.mentor]),
    ...arrangement.coMentors.map(({ coMentor }) => coMentor),
  ])
  const alone = (role: 'mentor' | 'mentee') =>
    known.filter(one => one.role === role && !placed.has(one.participantId) && !concerns(ctx.actor, one)).map(({ name }) => name)
  const joining = (leader: string) =>
    arrangement.coMentors
      .filter(one => one.leader === leader && !concerns(ctx.actor, members.get(one.coMentor)))
      .map(({ coMentor }) => members.get(coMentor)?.name ?? '')
  const rows = arrangement.pairs
    .filter(pair => !concerns(ctx.actor, members.get(pair.mentee), members.get(pair.mentor)))
    .toSorted((a, b) => a.points - b.points)
    .map(pair => ({
      mentee: members.get(pair.mentee)?.name ?? '',
      mentorId: pair.mentor,
      mentor: members.get(pair.mentor)?.name ?? '',
      coMentors: joining(pair.mentor),
      shown: shownOf(pair.points, measure),
      locked: pair.locked,
      lines: linesShown(pair.lines, round.criteria, questions),
    }))
  return { measure, rows, unplaced: alone('mentee'), mentorsWithNobody: alone('mentor') }
}
