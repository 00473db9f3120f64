import type { Context } from '../../kit/context.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import type { listAlternatives, OtherWay } from '../contract/alternatives.ts'
import { averageOf, isSmall, lossOf, shownOf } from '../rules/arrangement.ts'
import { concerns } from '../rules/own.ts'
import { type Priced, type Studio, storedForSystem, studioOf } from './arrangement.ts'
import { person } from './price.ts'
import { askSolution, type OtherWay as Way } from './solver.ts'

const beside = 2

/** The best arrangements that differ from this one, where there are few enough people to look at each. */
export async function alternativesOf(ctx: Context, arrangement: Priced): Promise<Answer<typeof listAlternatives>> {
  const studio = await studioOf(ctx, arrangement)
  const { measure, mentees, mentors } = studio
  if (!isSmall(mentees.size, mentors.size)) return { measure, rows: [] }
  const [ways] = await askSolution(arrangement.id, () => storedForSystem(ctx, arrangement), [{ kind: 'alternatives', most: beside }])
  return { measure, rows: ways.map(way => wayView(ctx, studio, way)) }
}

function wayView(ctx: Context, { arrangement, measure, mentees, mentors }: Studio<Priced>, way: Way): OtherWay {
  const moves = way.moves.flatMap((move): OtherWay['moves'] => {
    const mentee = mentees.get(move.mentee)
    const [from, to] = [move.from, move.to].map(id => (id === null ? undefined : mentors.get(id)))
    if (!mentee || concerns(ctx.actor, mentee, from, to)) return []
    return [
      {
        mentee: person(mentee),
        from: from ? { ...person(from), shown: shownOf(move.pointsBefore, measure) } : null,
        to: to ? { ...person(to), shown: shownOf(move.pointsAfter, measure) } : null,
      },
    ]
  })
  return {
    pairs: way.pairs,
    menteesPlaced: way.matched,
    average: averageOf(way.total, way.pairs, measure),
    lowest: way.lowest === null ? null : shownOf(way.lowest, measure),
    menteesLost: arrangement.matched - way.matched,
    lost: lossOf(arrangement.total - way.total, measure),
    moves,
  }
}
