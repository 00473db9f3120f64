/**
 * From people and what is looked for to the engine's whole input. The same data gives the same text, whoever brings it: lists stand in the
 * order of their stable ids and keys in the order of their names, so the product and the command line ask the very same thing.
 */
import type {
  Candidate,
  Criterion as EngineCriterion,
  Requirement as EngineRequirement,
  Lock,
  Pair,
  Problem,
} from '../../../matching-engine/index.ts'
import type { Answers, Question } from '../../questionnaire/contract.ts'
import type { Criterion, CriterionKind, Requirement } from '../contract/criteria.ts'
import { toCandidate } from './candidates.ts'
import { keysRead, type LookedFor } from './fit.ts'

/** Somebody who could be matched now. */
export interface Entrant {
  /** The external id, else the participant's. */
  readonly stableId: string
  /** The same for one human on both sides. */
  readonly human: string
  readonly role: 'mentor' | 'mentee'
  readonly capacity: number
  /** A mentee who is placed before those who do not. */
  readonly comesFirst?: boolean
  readonly answers: Answers
}

export interface Asked extends LookedFor {
  readonly entrants: readonly Entrant[]
  readonly questions: readonly Question[]
  readonly locks: readonly Lock[]
  readonly exclusions: readonly Pair[]
  readonly seed: string
  /** The Monday on which wall clocks are read. */
  readonly week: string
}

/** Ties are broken by it where nobody chose another: the same in the product and on the command line. */
export const usualSeed = 'cairn'

/** The engine's whole input. */
export function problemOf(asked: Asked): Problem {
  const questions = new Map(asked.questions.map(question => [question.key, question]))
  const keys = keysRead(asked)
  const someComeFirst = asked.entrants.some(({ comesFirst }) => comesFirst)
  const candidates = (role: Entrant['role']): Candidate[] =>
    asked.entrants
      .filter(entrant => entrant.role === role)
      .map(entrant => {
        const { id, traits } = toCandidate(entrant, questions, keys[role], asked.week)
        return {
          id,
          ...(entrant.human === id ? {} : { person: entrant.human }),
          ...(entrant.capacity === 1 ? {} : { capacity: entrant.capacity }),
          ...(someComeFirst && role === 'mentee' && !entrant.comesFirst ? { priority: 1 } : {}),
          traits,
        }
      })
      .sort(byId)
  return {
    seed: asked.seed,
    mentees: candidates('mentee'),
    mentors: candidates('mentor'),
    criteria: asked.criteria.map(criterion => engineCriterion(criterion, questions)),
    requirements: asked.requirements.map(engineRequirement),
    ...fixed(asked.locks, asked.exclusions),
  }
}

/** What stands fixed in a problem, in one order; absent where nothing does. */
export function fixed(locks: readonly Lock[], exclusions: readonly Pair[]): Pick<Problem, 'locks' | 'exclusions'> {
  return {
    ...(locks.length > 0 ? { locks: [...locks].sort(byPair) } : {}),
    ...(exclusions.length > 0 ? { exclusions: [...exclusions].sort(byPair) } : {}),
  }
}

/** The problem with other things fixed than it had. */
export function withFixed(problem: Problem, locks: readonly Lock[], exclusions: readonly Pair[]): Problem {
  const { locks: _, exclusions: __, ...rest } = problem
  return { ...rest, ...fixed(locks, exclusions) }
}

/** What the engine needs beyond our own words: a scale's number of steps is its question's. */
const engineCriteria: {
  readonly [K in CriterionKind]: (criterion: Extract<Criterion, { kind: K }>, steps: (key: string) => number) => EngineCriterion
} = {
  set: criterion => criterion,
  count: criterion => criterion,
  scale: (criterion, steps) => ({ ...criterion, steps: steps(criterion.mentee) }),
  availability: criterion => criterion,
  distance: ({ gap, ...criterion }) => (gap === undefined ? criterion : { ...criterion, gap }),
  rank: criterion => criterion,
  category: criterion => criterion,
  language: criterion => ({ ...criterion, enoughLevel: 1 }),
}

function engineCriterion(criterion: Criterion, questions: ReadonlyMap<string, Question>): EngineCriterion {
  const stepsOf = (key: string) => {
    const question = questions.get(key)
    return question?.kind === 'scale' ? question.most - question.least + 1 : 2
  }
  return (engineCriteria[criterion.kind] as (one: Criterion, steps: (key: string) => number) => EngineCriterion)(criterion, stepsOf)
}

/** Ours are the engine's own, but for keys that are there and undefined, which JSON does not know. */
const engineRequirement = (requirement: Requirement): EngineRequirement =>
  Object.fromEntries(Object.entries(requirement).filter(([, one]) => one !== undefined)) as EngineRequirement

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const byPair = (a: Pair, b: Pair) =>
  a.mentee < b.mentee ? -1 : a.mentee > b.mentee ? 1 : a.mentor < b.mentor ? -1 : a.mentor > b.mentor ? 1 : 0

/** JSON with keys in the order of their code units and nothing left out: equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : one,
  )
}
