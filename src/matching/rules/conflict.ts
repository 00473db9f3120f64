/** What the engine says no to, in codes and names of ours: which locks cannot all hold, and which requirement leaves nobody. */
import * as z from 'zod/mini'
import type { Result } from '../../../matching-engine/index.ts'
import type { Facts } from '../../kit/wire/refusal.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { Requirement } from '../contract/criteria.ts'
import type { RoundFailure } from '../contract/round.ts'
import { sizesTold } from './groups.ts'

const pair = z.object({ mentee: z.string(), mentor: z.string() })
/** A smallest set of locks that cannot hold, with what they contradict; people by their stable ids. */
export const conflict = z.object({
  locks: z.array(pair),
  against: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('exclusion') }),
    z.object({ kind: z.literal('requirement'), requirement: z.string() }),
    z.object({ kind: z.literal('capacity'), side: z.enum(['mentee', 'mentor']), id: z.string(), capacity: z.number() }),
  ]),
})
export type Conflict = z.infer<typeof conflict>

export interface Names {
  readonly mentee: (stableId: string) => string
  readonly mentor: (stableId: string) => string
  /** What a requirement asks about, by the question's own label. */
  readonly requirement: (requirementId: string) => string
}

export const namesOfRequirements =
  (requirements: readonly Requirement[], questions: readonly Question[]) =>
  (requirementId: string): string => {
    const key = requirements.find(one => one.id === requirementId)?.mentor
    return questions.find(question => question.key === key)?.label ?? requirementId
  }

type Told = { readonly code: string; readonly facts: Facts }

/** A failure as it is told: a code with names. */
export function failureTold(failure: RoundFailure, names: Names): Told {
  const read = conflict.safeParse(failure.facts['conflict'])
  if (failure.code === 'locks_conflict' && read.success) return conflictTold(read.data, names)
  if (failure.code === 'nobody_allowed') {
    const requirement = failure.facts['requirement']
    return typeof requirement === 'string'
      ? { code: 'nobody_allowed_by', facts: { question: names.requirement(requirement) } }
      : { code: 'nobody_allowed', facts: {} }
  }
  if (failure.code === 'sizes_impossible') return sizesTold(failure.facts, names)
  const code = failure.facts['code']
  return { code: failure.code, facts: typeof code === 'string' ? { code } : {} }
}

export function conflictTold({ locks, against }: Conflict, names: Names): Told {
  const [first] = locks
  const mentee = names.mentee(first?.mentee ?? '')
  const mentor = names.mentor(first?.mentor ?? '')
  switch (against.kind) {
    case 'exclusion':
      return { code: 'locked_and_apart', facts: { mentee, mentor } }
    case 'requirement':
      return against.requirement === 'distinct-person'
        ? { code: 'locked_to_self', facts: { mentee } }
        : { code: 'locked_against_rule', facts: { mentee, mentor, question: names.requirement(against.requirement) } }
    case 'capacity':
      return against.side === 'mentor'
        ? {
            code: 'locked_over_places',
            facts: { mentor: names.mentor(against.id), count: against.capacity, mentees: locks.map(lock => names.mentee(lock.mentee)) },
          }
        : {
            code: 'locked_twice',
            facts: { mentee: names.mentee(against.id), count: against.capacity, mentors: locks.map(lock => names.mentor(lock.mentor)) },
          }
  }
}

/** A result that matches nobody although there are people on both sides: what everybody was ruled out by, if anything. */
export const matchesNobody = (result: Result): boolean =>
  result.pairs.length === 0 && result.unmatched.length > 0 && result.unmatched.every(({ why }) => why === 'nobody-allowed')
