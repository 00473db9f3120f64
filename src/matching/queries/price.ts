import type { Price, RowPrice, UnmatchedExplanation } from '../../../matching-engine/index.ts'
import type { Context } from '../../kit/context.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import type { PairView, PriceMove, PriceRow, PriceView, RemedyView, SecondLook, UnplacedRow } from '../contract/price.ts'
import { lossOf, lowCompatibility, shownOf } from '../rules/arrangement.ts'
import { changesFor } from '../rules/changes.ts'
import { linesShown } from '../rules/explanation.ts'
import { concerns } from '../rules/own.ts'
import { type Arrangement, type Priced, type Studio, storedForSystem, studioOf } from './arrangement.ts'
import { type Known, questionsOfRound } from './round.ts'
import { type Ask, askSolution, type Replies } from './solver.ts'
import { placesElsewhereForSystem } from './standing.ts'

const person = (member: Known) => ({ id: member.participantId, name: member.name })
const sameHuman = 'distinct-person'

/** Why these two, or why not, and what it would cost to change that. */
export async function pairView(ctx: Context, arrangement: Priced, menteeId: string, mentorId: string): Promise<PairView> {
  const studio = await studioOf(ctx, arrangement)
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
  return { ...priceView(ctx, studio, price), bends: [...rules] }
}

const byCost = (a: RowPrice, b: RowPrice) =>
  Number(b.possible) - Number(a.possible) ||
  a.matchedLost - b.matchedLost ||
  a.pointsLost - b.pointsLost ||
  (b.points ?? -1) - (a.points ?? -1)

const rowsShown = 100

/** What every other mentor would cost for one mentee: cheapest first. */
export async function priceRows(ctx: Context, arrangement: Priced, menteeId: string) {
  const studio = await studioOf(ctx, arrangement)
  const mentee = studio.members.get(menteeId)
  if (mentee?.role !== 'mentee' || concerns(ctx.actor, mentee)) throw notFound()
  const load = () => storedForSystem(ctx, arrangement)
  const [prices] = await askSolution(arrangement.id, load, [{ kind: 'price-row', mentee: mentee.stableId }])
  const others = prices.filter(price => price.act === 'force' && !concerns(ctx.actor, studio.mentors.get(price.mentor)))
  const cheapest = others.toSorted(byCost).slice(0, rowsShown)
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
    mentors: others.length,
    possible: others.filter(({ possible }) => possible).length,
  }
}

/** Why those who are not placed are not, and the cheapest that would help. */
export async function unplacedRows(ctx: Context, arrangement: Priced, menteeIds: readonly string[]) {
  const studio = await studioOf(ctx, arrangement)
  const wanted = askedFor(ctx, studio, menteeIds)
  const explained = await askSolution(
    arrangement.id,
    () => storedForSystem(ctx, arrangement),
    wanted.map(mentee => ({ kind: 'explain-unmatched' as const, mentee: mentee.stableId })),
  )
  const rows = explained.flatMap((one): UnplacedRow[] => {
    const mentee = studio.mentees.get(one.mentee)
    return mentee && one.why !== null ? [{ ...unplacedRow(ctx, studio, mentee, one), why: one.why }] : []
  })
  return { rows, measure: studio.measure }
}

function askedFor(ctx: Context, studio: Studio<unknown>, menteeIds: readonly string[]): Known[] {
  return menteeIds.map(menteeId => {
    const mentee = studio.members.get(menteeId)
    if (mentee?.role !== 'mentee' || concerns(ctx.actor, mentee)) throw notFound()
    return mentee
  })
}

function unplacedRow(ctx: Context, studio: Studio<unknown>, mentee: Known, explained: UnmatchedExplanation): Omit<UnplacedRow, 'why'> {
  const { measure } = studio
  const shownMentor = (stableId: string): Known | null => {
    const mentor = studio.mentors.get(stableId)
    return mentor && !concerns(ctx.actor, mentor) ? mentor : null
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
      const held = mentees.map(one => studio.mentees.get(one)).filter(one => one !== undefined && !concerns(ctx.actor, one))
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

/** For pairs that deserve another look: the cheapest other mentor who would clear what is wrong. */
export async function secondLooks(ctx: Context, arrangement: Arrangement, menteeIds: readonly string[]) {
  const studio = await studioOf(ctx, arrangement)
  const pairs = askedFor(ctx, studio, menteeIds).flatMap(mentee => {
    const pair = arrangement.pairs.find(one => one.mentee === mentee.participantId)
    const mentor = studio.members.get(pair?.mentor ?? '')
    return pair && mentor && !concerns(ctx.actor, mentor) ? [{ mentee, mentor, pair }] : []
  })
  const answers = await askSolution(
    arrangement.id,
    () => storedForSystem(ctx, arrangement),
    pairs.map(
      ({ mentee, mentor, pair }): Ask =>
        pair.locked
          ? { kind: 'trial', changes: [{ kind: 'unlock', mentee: mentee.stableId, mentor: mentor.stableId }] }
          : { kind: 'price-row', mentee: mentee.stableId },
    ),
  )
  const rows = pairs.map(
    (one, at): SecondLook => ({
      mentee: person(one.mentee),
      mentor: person(one.mentor),
      instead: insteadOf(ctx, studio, one, answers[at]),
    }),
  )
  return { rows, measure: studio.measure }
}

interface WeakPair {
  readonly mentee: Known
  readonly mentor: Known
  readonly pair: Arrangement['pairs'][number]
}

/** Of a kept pair: whom the mentee would have if nobody kept it. Of another: the cheapest mentor who clears what is wrong. */
function insteadOf(ctx: Context, studio: Studio, weak: WeakPair, answer: Replies[Ask['kind']] | undefined): SecondLook['instead'] {
  const { arrangement, measure } = studio
  if (answer && 'matched' in answer) {
    const other = answer.moves.find(move => move.mentee === weak.mentee.stableId)
    const mentor = studio.mentors.get(other?.to ?? '')
    if (!other || !mentor || concerns(ctx.actor, mentor)) return null
    const lost = lossOf(Math.max(0, arrangement.total - answer.total), measure)
    return { mentor: person(mentor), shown: shownOf(other.pointsAfter, measure), lost, menteesLost: arrangement.matched - answer.matched }
  }
  if (!Array.isArray(answer)) return null
  const better = (answer as readonly RowPrice[])
    .filter(price => isBetter(price, weak.pair, studio) && !concerns(ctx.actor, studio.mentors.get(price.mentor)))
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
function isBetter(price: RowPrice, pair: Arrangement['pairs'][number], { measure, members }: Studio): boolean {
  if (!price.possible || price.act !== 'force' || price.points === null || price.matchedLost > 0) return false
  if (members.get(pair.mentor)?.now.state !== 'active') return true
  const dear = lossOf(price.pointsLost, measure) >= dearLoss
  if (pair.bent.length > 0) return !dear
  return (
    !dear &&
    price.points > pair.points &&
    (measure === 'count' || shownOf(price.points, measure) > Math.min(shownOf(pair.points, measure), lowCompatibility))
  )
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
