/** What an act of a coordinator is to the engine, and whether it can be now. The same function prices an act and does it. */
import type { Lock, Pair } from '../../../matching-engine/index.ts'
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import { canonical } from './problem.ts'

export type SolverChange =
  | { readonly kind: 'lock'; readonly mentee: string; readonly mentor: string; readonly despite?: readonly string[] }
  | { readonly kind: 'unlock' | 'exclude' | 'readmit'; readonly mentee: string; readonly mentor: string }

export interface Fixed {
  readonly pairs: readonly Pair[]
  readonly locks: readonly Lock[]
  readonly exclusions: readonly Pair[]
  /** How many mentors the mentee may have in this round. */
  readonly mentors: number
}

export interface PairAct extends Pair {
  readonly act: 'lock' | 'take' | 'exclude' | 'put-back'
  /** Requirements that are bent knowingly. */
  readonly despite?: readonly string[]
}

const same = (pair: Pair) => (other: Pair) => other.mentee === pair.mentee && other.mentor === pair.mentor

/** The engine's changes for an act on a pair; a refusal when the pair is not as the act supposes. */
export function changesFor({ act, mentee, mentor, despite = [] }: PairAct, fixed: Fixed): readonly SolverChange[] | Refusal {
  const pair = { mentee, mentor }
  const isTogether = fixed.pairs.some(same(pair))
  const isLocked = fixed.locks.some(same(pair))
  const isApart = fixed.exclusions.some(same(pair))
  const lock: SolverChange = { kind: 'lock', ...pair, ...(despite.length > 0 ? { despite } : {}) }
  switch (act) {
    case 'lock':
      return isTogether ? [lock] : refused('pair_not_together')
    case 'take': {
      if (isTogether) return refused('pair_together')
      if (isApart) return refused('pair_apart')
      // whoever takes a new mentor for somebody who may have one lets go of the one whom they had kept; of several nobody knows which
      const others = fixed.mentors === 1 ? fixed.locks.filter(other => other.mentee === mentee) : []
      return [...others.map((other): SolverChange => ({ kind: 'unlock', mentee: other.mentee, mentor: other.mentor })), lock]
    }
    case 'exclude':
      if (isApart) return refused('pair_apart')
      return [...(isLocked ? [{ kind: 'unlock' as const, ...pair }] : []), { kind: 'exclude', ...pair }]
    case 'put-back':
      if (isLocked) return [{ kind: 'unlock', ...pair }]
      return isApart ? [{ kind: 'readmit', ...pair }] : refused('pair_not_fixed')
  }
}

/** What is fixed before and no more, and what is fixed newly: two lists of pairs compared. */
export function fixedDifference<P extends Pair>(before: readonly P[], after: readonly P[]): { readonly gone: P[]; readonly come: P[] } {
  const [had, has] = [new Set(before.map(canonical)), new Set(after.map(canonical))]
  return { gone: before.filter(pair => !has.has(canonical(pair))), come: after.filter(pair => !had.has(canonical(pair))) }
}
