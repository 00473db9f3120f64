import type { Price, RowPrice } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { type PairView, type PriceMove, type PriceRow, type PriceView, pricesShown, type readPrices } from '../contract/price.ts'
import { lossOf, shownOf } from '../rules/arrangement.ts'
import { changesFor } from '../rules/changes.ts'
import { linesShown } from '../rules/explanation.ts'
import { concerns } from '../rules/own.ts'
import { type Arrangement, type Priced, type Studio, storedForSystem, studioOf, studioWith } from './arrangement.ts'
import { type Known, knownMembersForSystem, questionsOfRound, roundVisibleTo } from './round.ts'
import { askSolution } from './solver.ts'
import { placesElsewhereForSystem } from './standing.ts'

export const person = (member: Known) => ({ id: member.participantId, name: member.name })
export const sameHuman = 'distinct-person'

/** Why these two, or why not, and what it would cost to change that. */
export async function pairView(ctx: Context, arrangement: Priced, menteeId: string, mentorId: string): Promise<PairView> {
  const round = await roundVisibleTo(ctx, arrangement.roundId)
  const studio = studioWith(arrangement, round, await knownMembersForSystem(ctx, round, { participantIds: [menteeId, mentorId] }))
  const { mentee, mentor } = pairIn(ctx, studio, menteeId, mentorId)
  const names = { mentee: mentee.stableId, mentor: mentor.stableId }
  const load = () => storedForSystem(ctx, arrangement)
  const [explained] = await askSolution(arrangement.id, load, [{ kind: 'explain', ...names }])
  const questions = await questionsOfRound(ctx, studio.round)
  const rules = explained.forbiddenBy.filter(id => id !== sameHuman)
  const isBending = explained.state === 'forbidden' && !explained.excluded && rules.length === explained.forbiddenBy.length
  const { measure } = studio
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
    elsewhere: await placesElsewhereForSystem(ctx, studio.round.cohortId, mentor.personId),
    price: await priceOf(
      ctx,
      studio,
      { mentee, mentor, isTogether: explained.state === 'matched' || explained.state === 'locked' },
      isBending ? rules : [],
    ),
  }
}

/** The two as they were in the round; what concerns the reader does not exist. */
function pairIn(ctx: Context, studio: Studio<unknown>, menteeId: string, mentorId: string): { mentee: Known; mentor: Known } {
  const [mentee, mentor] = [studio.members.get(menteeId), studio.members.get(mentorId)]
  if (mentee?.role !== 'mentee' || mentor?.role !== 'mentor' || concerns(ctx.actor, mentee, mentor)) throw notFound()
  return { mentee, mentor }
}

function priceView(ctx: Context, studio: Studio<unknown>, price: Price): PriceView {
  const { measure } = studio
  const moves = price.moves.map((move): PriceMove => {
    const mentee = studio.mentees.get(move.mentee)
    const [from, to] = [move.from, move.to].map(id => (id === null ? undefined : studio.mentors.get(id)))
    const shown = { shownBefore: shownOf(move.pointsBefore, measure), shownAfter: shownOf(move.pointsAfter, measure) }
    if (!mentee || concerns(ctx.actor, mentee, from, to)) return { mentee: null, from: null, to: null, ...shown }
    return { mentee: person(mentee), from: from ? person(from) : null, to: to ? person(to) : null, ...shown }
  })
  return {
    act: price.act,
    possible: price.possible,
    menteesLost: price.matchedLost,
    lost: lossOf(price.pointsLost, measure),
    moves,
    othersLosing: price.moves.filter(move => move.mentee !== price.mentee && move.pointsAfter < move.pointsBefore).length,
    bends: [],
  }
}

/**
 * The exact price of taking or parting a pair: the act itself is solved for, warm, and compared. The engine's own price has the same
 * loss and is quicker, but of several equally good ways its chain may show another than the one that the act would then take.
 */
async function priceOf(
  ctx: Context,
  studio: Studio<Priced>,
  { mentee, mentor, isTogether }: { readonly mentee: Known; readonly mentor: Known; readonly isTogether: boolean },
  rules: readonly string[],
): Promise<PriceView> {
  const { arrangement } = studio
  const names = { mentee: mentee.stableId, mentor: mentor.stableId }
  const changes = changesFor(
    { act: isTogether ? 'exclude' : 'take', ...names, despite: rules },
    { ...arrangement, pairs: isTogether ? [names] : [] },
  )
  const act = isTogether ? 'forbid' : 'force'
  const impossible: PriceView = { act, possible: false, menteesLost: 0, lost: 0, moves: [], othersLosing: 0, bends: [...rules] }
  if (changes instanceof Refusal) return impossible
  const [trial] = await askSolution(arrangement.id, () => storedForSystem(ctx, arrangement), [{ kind: 'trial', changes }])
  if (!('moves' in trial)) return impossible
  const price: Price = {
    ...names,
    act,
    possible: true,
    matchedLost: arrangement.matched - trial.matched,
    pointsLost: arrangement.total - trial.total,
    // the one whom it is about first
    moves: trial.moves.toSorted((a, b) => Number(b.mentee === names.mentee) - Number(a.mentee === names.mentee)),
  }
  const movers = price.moves.flatMap(move => [move.mentee, move.from, move.to]).filter(id => id !== null)
  const known = await knownMembersForSystem(ctx, studio.round, { stableIds: [...new Set(movers)] })
  return { ...priceView(ctx, studioWith(arrangement, studio.round, known), price), bends: [...rules] }
}

export const byCost = (a: RowPrice, b: RowPrice) =>
  Number(b.possible) - Number(a.possible) ||
  a.matchedLost - b.matchedLost ||
  a.pointsLost - b.pointsLost ||
  (b.points ?? -1) - (a.points ?? -1)

/** What every other mentor would cost for one mentee: cheapest first, one page of those who are found; never the mentee on their other side. */
export async function priceRows(
  ctx: Context,
  arrangement: Priced,
  menteeId: string,
  { search = '', from = 0 }: { readonly search?: string | undefined; readonly from?: number | undefined },
): Promise<Answer<typeof readPrices>> {
  const studio = await studioOf(ctx, arrangement)
  const mentee = studio.members.get(menteeId)
  if (mentee?.role !== 'mentee' || concerns(ctx.actor, mentee)) throw notFound()
  const load = () => storedForSystem(ctx, arrangement)
  const [prices] = await askSolution(arrangement.id, load, [{ kind: 'price-row', mentee: mentee.stableId }])
  const others = prices.filter(price => {
    const mentor = studio.mentors.get(price.mentor)
    return price.act === 'force' && mentor?.personId !== mentee.personId && !concerns(ctx.actor, mentor)
  })
  const wanted = search.trim().toLocaleLowerCase()
  const found = others.filter(({ mentor }) => studio.mentors.get(mentor)?.name.toLocaleLowerCase().includes(wanted))
  const until = from + pricesShown
  const cheapest = found.toSorted(byCost).slice(from, until)
  const explained = await askSolution(
    arrangement.id,
    load,
    cheapest.filter(({ possible }) => !possible).map(({ mentor }) => ({ kind: 'explain' as const, mentee: mentee.stableId, mentor })),
  )
  const why = new Map(explained.map(one => [one.mentor, one]))
  const free = new Map(arrangement.freePlaces.map(({ mentor, places }) => [mentor, places]))
  const rows = cheapest.flatMap((price): PriceRow[] => {
    const mentor = studio.mentors.get(price.mentor)
    if (!mentor) return []
    return [
      {
        mentor: person(mentor),
        shown: price.points === null ? null : shownOf(price.points, studio.measure),
        act: price.act,
        possible: price.possible,
        menteesLost: price.matchedLost,
        lost: lossOf(price.pointsLost, studio.measure),
        free: free.get(price.mentor) ?? 0,
        forbiddenBy: (why.get(price.mentor)?.forbiddenBy ?? []).filter(id => id !== sameHuman),
        apart: why.get(price.mentor)?.excluded ?? false,
      },
    ]
  })
  return {
    mentee: person(mentee),
    measure: studio.measure,
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
  const placed = new Set(arrangement.pairs.flatMap(pair => [pair.mentee, pair.mentor]))
  const alone = (role: 'mentor' | 'mentee') =>
    known.filter(one => one.role === role && !placed.has(one.participantId) && !concerns(ctx.actor, one)).map(({ name }) => name)
  const rows = arrangement.pairs
    .filter(pair => !concerns(ctx.actor, members.get(pair.mentee), members.get(pair.mentor)))
    .toSorted((a, b) => a.points - b.points)
    .map(pair => ({
      mentee: members.get(pair.mentee)?.name ?? '',
      mentor: members.get(pair.mentor)?.name ?? '',
      shown: shownOf(pair.points, measure),
      locked: pair.locked,
      lines: linesShown(pair.lines, round.criteria, questions),
    }))
  return { measure, rows, unplaced: alone('mentee'), mentorsWithNobody: alone('mentor') }
}
