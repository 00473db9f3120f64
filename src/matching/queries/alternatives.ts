/** Other ways to arrange the people of a round: the next best ones, and those in which something else comes first. */
import type { Begin } from '../../kit/jobs/jobs.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { type listAlternatives, movesListed, type OtherWay, type readAlternative } from '../contract/alternatives.ts'
import type { First } from '../contract/criteria.ts'
import { besideEachOther, isArrangedAtOnce, isSmall, mostOnASide } from '../rules/alternatives.ts'
import { shownOf } from '../rules/arrangement.ts'
import { hasListPrices, objectives } from '../rules/first.ts'
import { concerns } from '../rules/own.ts'
import { pricedVisibleTo, type Reader, readStudio, type Studio, storedForSystem } from './arrangement.ts'
import { person } from './price.ts'
import type { Known } from './round.ts'
import { askSolution, type WayPair } from './solver.ts'

const beside = 2

/**
 * The best arrangements that differ from this one, where there are few enough people to look at each; by what has a next best: the number
 * placed and the total.
 */
export async function alternativesOf(begin: Begin, arrangementId: string): Promise<Answer<typeof listAlternatives>> {
  const { reader, studio } = await readStudio(begin, ctx => pricedVisibleTo(ctx, arrangementId))
  const { arrangement, measure, mentees, mentors } = studio
  if (!isSmall(mentees.size, mentors.size) || !hasListPrices(studio)) return { measure, rows: [] }
  const [{ stands, ways }] = await askSolution(arrangementId, () => begin(ctx => storedForSystem(ctx, arrangement)), [
    { kind: 'alternatives', most: beside },
  ])
  return { measure, rows: ways.map(way => wayView(reader, studio, stands, way).way) }
}

/**
 * What the same people, with the same pairs kept and parted, come to when this comes first; kept warm, so that it is worked out once. It takes
 * seconds, in which no transaction is open.
 */
export async function alternativeBy(begin: Begin, arrangementId: string, first: First): Promise<Answer<typeof readAlternative>> {
  const { reader, studio } = await readStudio(begin, ctx => pricedVisibleTo(ctx, arrangementId))
  const { arrangement, measure, mentees, mentors } = studio
  if (studio.groups) throw refused('not_for_groups')
  if (!isArrangedAtOnce(mentees.size, mentors.size)) throw refused('too_many_to_arrange', { most: mostOnASide })
  const [{ stands, way, blocking }] = await askSolution(arrangementId, () => begin(ctx => storedForSystem(ctx, arrangement)), [
    { kind: 'other-first', objective: objectives[first] },
  ])
  const view = wayView(reader, studio, stands, way)
  const rather = blocking.filter(pair => !view.left.has(pair.mentee) && !isOwn(reader, studio, pair))
  return { measure, isOwn: first === studio.first, way: view.way, ratherElsewhere: rather.length }
}

const isOwn = (reader: Reader, { mentees, mentors }: Studio<unknown>, pair: { readonly mentee: string; readonly mentor: string }) =>
  concerns(reader.actor, mentees.get(pair.mentee), mentors.get(pair.mentor))

function wayView(reader: Reader, studio: Studio<unknown>, stands: readonly WayPair[], way: readonly WayPair[]) {
  const { measure, mentees, mentors } = studio
  const { figures, moves, left } = besideEachOther(stands, way, measure, pair => isOwn(reader, studio, pair))
  const side = (pair: WayPair | null) => {
    const mentor: Known | undefined = mentors.get(pair?.mentor ?? '')
    return pair && mentor ? { ...person(mentor), shown: shownOf(pair.points, measure) } : null
  }
  const listed = moves.slice(0, movesListed).flatMap(({ mentee: id, from, to }): OtherWay['moves'] => {
    const mentee = mentees.get(id)
    return mentee ? [{ mentee: person(mentee), from: side(from), to: side(to) }] : []
  })
  return { way: { ...figures, menteesMoved: new Set(moves.map(({ mentee }) => mentee)).size, moves: listed }, left }
}
