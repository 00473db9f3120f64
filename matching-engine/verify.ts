/**
 * Checks a result against its problem without trusting the solver: nothing of the solvers is used here, only what the kinds of
 * criteria and requirements mean, pair by pair. First whether it is an arrangement at all, then whether its certificate
 * proves what the objective promises. Each certificate is checked by one pass over all pairs.
 */
import type { Result } from './arrangement.ts'
import type { Problem } from './problem.ts'
import { type Checked, checked } from './verification/allowed.ts'
import { groupFaults } from './verification/groups.ts'
import { leftFaults } from './verification/left.ts'
import { peersFaults } from './verification/peers.ts'
import { levelProof, optimalProof } from './verification/prices.ts'
import { stabilityProof } from './verification/stability.ts'

export type Verification = { readonly valid: true } | { readonly valid: false; readonly because: readonly string[] }

/** Valid means: every pair is allowed and scored right, all capacities and locks hold, who and what is left is told truly, and the certificate proves the promise. */
export function verify(problem: Problem, result: Result): Verification {
  const because = faultsOf(problem, result)
  return because.length === 0 ? { valid: true } : { valid: false, because }
}

function faultsOf(problem: Problem, result: Result): string[] {
  if (result.objective.kind === 'peers') return peersFaults(problem, result)
  const { facts, because } = checked(problem, result)
  return because.length > 0 ? because : [...leftFaults(facts), ...proof(facts)]
}

function proof(facts: Checked): string[] {
  const { objective, certificate } = facts.result
  if ((objective.kind === 'optimal' || objective.kind === 'rematch') && certificate.kind === 'prices')
    return optimalProof(facts, certificate)
  if (objective.kind === 'fairest' && certificate.kind === 'levels') return levelProof(facts, certificate.levels)
  if (objective.kind === 'stable' && certificate.kind === 'stable') return stabilityProof(facts, objective)
  if (objective.kind === 'groups' && certificate.kind === 'bound') return groupFaults(facts, objective, certificate)
  return ['the certificate is not of the kind that the objective needs']
}
