/**
 * Whom to look for while recruiting is open. A round's problem is put together from everybody who takes part now, solved once in the solver's
 * thread while no transaction is open, and forgotten; only what was found is remembered for a while, by the problem, so that opening the page
 * again asks the engine nothing as long as nobody has changed.
 */
import { createHash } from 'node:crypto'
import type { Newcomer, Problem } from '../../../matching-engine/index.ts'
import type { Cohort } from '../../cohort/queries.ts'
import type { Context } from '../../kit/context.ts'
import type { Answer } from '../../kit/wire/contract.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { readShortage, readWishes, UntoldWhy, WantedMentor } from '../contract/shortage.ts'
import { aboutTheSame, measureOf, shownOf } from '../rules/arrangement.ts'
import { namesOfRequirements } from '../rules/conflict.ts'
import type { InRound } from '../rules/entrants.ts'
import { hasPrices, objectives } from '../rules/first.ts'
import { concerns } from '../rules/own.ts'
import { canonical } from '../rules/problem.ts'
import { seekingIn, untoldBecause, wantedAnswers, wishedQuestions } from '../rules/shortage.ts'
import { type CohortCriteria, criteriaOfForSystem } from './criteria.ts'
import type { ShortageFound } from './newcomers.ts'
import { problemNowForSystem } from './problem.ts'
import { EngineRefusal, shortageInThread } from './solver.ts'

export interface Recruiting {
  readonly organizationId: string
  readonly askedAt: Date
  readonly lookedFor: CohortCriteria
  readonly questions: readonly Question[]
  readonly problem: Problem
  /** It makes groups. */
  readonly inGroups: boolean
  /** The reader, where they take part themself: nothing is told that follows their own answers. */
  readonly own: readonly InRound[]
  readonly untold: UntoldWhy | null
}

/** What a round would ask the engine now; the caller has seen to it that the cohort is visible. */
export async function recruitingForSystem(ctx: Context, cohort: Cohort): Promise<Recruiting> {
  const lookedFor = await criteriaOfForSystem(ctx, cohort.id)
  const questions = lookedFor.asked?.questions ?? []
  const { entrants, problem, groups } = await problemNowForSystem(ctx, cohort, lookedFor)
  return {
    organizationId: ctx.actor.organizationId,
    askedAt: ctx.now,
    lookedFor,
    questions,
    problem,
    inGroups: groups !== null,
    own: entrants.filter(entrant => concerns(ctx.actor, entrant)),
    untold: untoldBecause(problem, lookedFor, questions),
  }
}

/** Counted, without the engine. */
export function wishesOf({ problem, lookedFor, questions, untold }: Recruiting): Answer<typeof readWishes> {
  if (untold) return { state: 'untold', why: untold }
  const seeking = seekingIn(problem)
  return {
    state: 'told',
    mentees: seeking.mentees.length,
    mentors: seeking.mentors.length,
    places: seeking.mentors.reduce((sum, { places }) => sum + places, 0),
    questions: wishedQuestions(seeking, lookedFor, questions),
  }
}

/** So many pairs are solved with newcomers within some seconds (1,000 on a side: about 5 on one core); of more only what is counted is told. */
const mostPairs = 2_000_000
const withinMs = 15_000

/** Solved, outside of any transaction. */
export async function shortageOf(recruiting: Recruiting): Promise<Answer<typeof readShortage>> {
  const { problem, untold, inGroups } = recruiting
  if (untold) return { state: 'untold', why: untold }
  if (inGroups) return { state: 'unsolved', why: 'groups' }
  if (problem.mentees.length * problem.mentors.length > mostPairs) return { state: 'unsolved', why: 'too-many' }
  try {
    return shortageView(recruiting, await found(recruiting))
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error
    if (error.code === 'cancelled') return { state: 'unsolved', why: 'too-long' }
    if (error.code === 'conflicting-locks') return { state: 'unsolved', why: 'conflict' }
    throw error
  }
}

const mostRemembered = 32
/** What the time did not suffice for is tried again after so long, when the machine may have more of it. */
const againAfterMs = 300_000

interface Remembered {
  readonly answer: Promise<ShortageFound>
  readonly askedAt: Date
  /** The time did not suffice. */
  isCutOff: boolean
}
const remembered = new Map<string, Remembered>()

/** Two who ask for the same at the same time wait for one answer. */
function found({ organizationId, askedAt, problem, lookedFor: { first } }: Recruiting): Promise<ShortageFound> {
  const key = `${organizationId} ${first} ${createHash('sha256').update(canonical(problem)).digest('hex')}`
  const known = remembered.get(key)
  const isGood = known && !(known.isCutOff && askedAt.getTime() - known.askedAt.getTime() > againAfterMs)
  const one = isGood ? known : asked(key, askedAt, shortageInThread(problem, objectives[hasPrices(first) ? first : 'matched'], withinMs))
  remembered.delete(key)
  remembered.set(key, one)
  for (const oldest of remembered.keys()) {
    if (remembered.size <= mostRemembered) break
    remembered.delete(oldest)
  }
  return one.answer
}

/** An answer on its way; a defect is not remembered. */
function asked(key: string, askedAt: Date, answer: Promise<ShortageFound>): Remembered {
  const one: Remembered = { answer, askedAt, isCutOff: false }
  answer.then(
    ({ complete }) => {
      one.isCutOff = !complete
    },
    error => {
      one.isCutOff = true
      if (!(error instanceof EngineRefusal) && remembered.get(key) === one) remembered.delete(key)
    },
  )
  return one
}

function shortageView({ lookedFor, questions, problem, own }: Recruiting, answer: ShortageFound): Answer<typeof readShortage> {
  const measure = measureOf(lookedFor.criteria)
  const nameOf = namesOfRequirements(lookedFor.requirements, questions)
  const mentees = seekingIn(problem).mentees.length
  const because = (...whys: readonly string[]) => answer.unmatched.filter(({ why }) => whys.includes(why)).length
  const isOwn = ({ side, id }: Newcomer['like']) => own.some(({ role, stableId }) => role === side && stableId === id)
  const wanted = answer.wanted
    .filter(({ like }) => !isOwn(like))
    .map(
      (one): WantedMentor => ({
        answers: wantedAnswers(one, problem, lookedFor, questions),
        places: one.places,
        placed: one.matchedGained,
        gained: shownOf(one.pointsGained, measure),
      }),
    )
    .filter(({ answers, placed, gained }) => answers.length > 0 && (placed > 0 || gained >= (measure === 'count' ? 1 : aboutTheSame)))
  return {
    state: 'told',
    measure,
    byMatched: !hasPrices(lookedFor.first),
    mentees,
    placed: mentees - answer.unmatched.length,
    placesTaken: because('no-places', 'places-taken'),
    nobodyAllowed: because('nobody-allowed'),
    addsNothing: because('adds-nothing', 'takes-nobody'),
    ruledOutBy: answer.ruledOutBy.map(({ requirement, mentees }) => ({
      question: requirement === null ? null : nameOf(requirement),
      mentees,
    })),
    wanted,
    complete: answer.complete,
  }
}
