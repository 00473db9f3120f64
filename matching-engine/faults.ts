/** Everything that is wrong with a problem, at once, before anything is computed. An empty list means that it can be solved. */
import { criterionFaults, criterionKinds } from './criteria/kinds.ts'
import type { Candidate, Criterion, Problem, Requirement, Side, Trait } from './problem.ts'
import { minutesPerSlot, minutesPerWeek } from './readings.ts'
import { requirementFaults, requirementKinds } from './requirements/kinds.ts'
import { placesBefore } from './side.ts'

export type ProblemFault = {
  readonly at: 'mentee' | 'mentor' | 'criterion' | 'requirement' | 'criteria' | 'lock' | 'exclusion'
  /** The id of what is wrong; of a pair `mentee → mentor`. */
  readonly id: string
  readonly fault:
    | 'empty-id'
    | 'double-id'
    | 'capacity'
    | 'priority'
    | 'trait'
    | 'kind'
    | 'weight'
    | 'field'
    | 'no-weight'
    | 'mixed'
    | 'unknown-id'
  /** The trait key, the field or the id that is meant, where there is one. */
  readonly name?: string
}

/** Above this a capacity is no longer a number that anybody means. */
export const largestCapacity = 1_000_000

/** `sound` is a problem without faults: what this one has in common with it is not looked at again. */
export function faultsIn(problem: Problem, sound?: Problem): ProblemFault[] {
  return [
    ...sideFaults(problem.mentees, 'mentee', sound?.mentees),
    ...sideFaults(problem.mentors, 'mentor', sound?.mentors),
    ...(sound?.criteria === problem.criteria ? [] : criteriaFaults(problem.criteria)),
    ...(sound?.requirements === problem.requirements ? [] : requirementsFaults(problem.requirements)),
    ...pairFaults(problem),
  ]
}

function sideFaults(candidates: readonly Candidate[], at: Side, sound: readonly Candidate[] = []): ProblemFault[] {
  if (sound === candidates) return []
  const places = placesBefore(sound, candidates)
  const added = candidates.filter((_, index) => places[index] === -1)
  const doubles = doubleIds(candidates, added)
  const faults: ProblemFault[] = []
  for (const [index, candidate] of candidates.entries()) {
    if (sound[places[index] ?? -1] === candidate) continue
    if (doubles.has(index)) faults.push({ at, id: candidate.id, fault: 'double-id' })
    faults.push(...candidateFaults(candidate, at))
  }
  return faults
}

/** Places at which an id stands for the second time. Those who were there before have ids of their own, so only the added ones' are looked for. */
function doubleIds(candidates: readonly Candidate[], added: readonly Candidate[]): Set<number> {
  const ids = new Set(added.map(({ id }) => id))
  const seen = new Set<string>()
  const doubles = new Set<number>()
  for (const [index, { id }] of candidates.entries()) {
    if (!ids.has(id)) continue
    if (seen.has(id)) doubles.add(index)
    seen.add(id)
  }
  return doubles
}

function candidateFaults({ id, capacity = 1, priority = 0, traits }: Candidate, at: Side): ProblemFault[] {
  const faults: ProblemFault[] = []
  if (id === '') faults.push({ at, id, fault: 'empty-id' })
  if (!whole(capacity, 0, largestCapacity)) faults.push({ at, id, fault: 'capacity' })
  if (!whole(priority, 0, 1000)) faults.push({ at, id, fault: 'priority' })
  if (typeof traits !== 'object' || traits === null) faults.push({ at, id, fault: 'trait' })
  else for (const [name, trait] of Object.entries(traits)) if (!traitFine(trait)) faults.push({ at, id, fault: 'trait', name })
  return faults
}

const traitChecks: { readonly [K in Trait['kind']]: (trait: Extract<Trait, { kind: K }>) => boolean } = {
  choices: ({ choices }) => Array.isArray(choices) && choices.every(choice => typeof choice === 'string'),
  levels: ({ levels }) => Object.values(levels).every(level => whole(level, 0, 1_000_000)),
  number: ({ number }) => Number.isInteger(number) && Math.abs(number) <= 1_000_000_000,
  scale: ({ step }) => whole(step, 0, 999),
  weekly: ({ minutes }) =>
    Array.isArray(minutes) &&
    minutes.every(
      ([from, until]) => whole(from, 0, minutesPerWeek - 1) && whole(until, from, from + minutesPerWeek) && quarter(from) && quarter(until),
    ),
  ranks: ({ ranks }) => Array.isArray(ranks) && ranks.every(group => Array.isArray(group) && group.every(id => typeof id === 'string')),
  ratings: ({ ratings }) => Object.values(ratings).every(rating => whole(rating, 0, 1_000_000)),
}

function traitFine(trait: Trait | null): boolean {
  return trait !== null && Object.hasOwn(traitChecks, trait.kind) && checkTrait(trait, trait.kind)
}

function checkTrait<K extends Trait['kind']>(trait: Extract<Trait, { kind: K }>, kind: K): boolean {
  return traitChecks[kind](trait)
}

function whole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most
}

function quarter(minute: number): boolean {
  return minute % minutesPerSlot === 0
}

function criteriaFaults(criteria: readonly Criterion[]): ProblemFault[] {
  const faults: ProblemFault[] = doubles(criteria, 'criterion')
  const weighted = criteria.flatMap(criterion => ('weightPoints' in criterion ? [criterion.weightPoints] : []))
  for (const criterion of criteria) {
    const { id } = criterion
    if (!Object.hasOwn(criterionKinds, criterion.kind)) {
      faults.push({ at: 'criterion', id, fault: 'kind' })
      continue
    }
    for (const name of criterionFaults(criterion, criterion.kind)) faults.push({ at: 'criterion', id, fault: 'field', name })
    if ('weightPoints' in criterion && !whole(criterion.weightPoints, 0, 1_000_000)) faults.push({ at: 'criterion', id, fault: 'weight' })
  }
  if (weighted.length > 0 && weighted.every(weight => weight === 0)) faults.push({ at: 'criteria', id: '', fault: 'no-weight' })
  if (weighted.length > 0 && weighted.length < criteria.length) faults.push({ at: 'criteria', id: '', fault: 'mixed' })
  return faults
}

function requirementsFaults(requirements: readonly Requirement[]): ProblemFault[] {
  const faults: ProblemFault[] = doubles(requirements, 'requirement')
  for (const requirement of requirements) {
    const { id } = requirement
    if (!Object.hasOwn(requirementKinds, requirement.kind)) faults.push({ at: 'requirement', id, fault: 'kind' })
    else for (const name of requirementFaults(requirement, requirement.kind)) faults.push({ at: 'requirement', id, fault: 'field', name })
  }
  return faults
}

function doubles(named: readonly { readonly id: string }[], at: 'criterion' | 'requirement'): ProblemFault[] {
  const seen = new Set<string>()
  return named.flatMap(({ id }): ProblemFault[] => {
    const fault = id === '' ? 'empty-id' : seen.has(id) ? 'double-id' : null
    seen.add(id)
    return fault ? [{ at, id, fault }] : []
  })
}

function pairFaults(problem: Problem): ProblemFault[] {
  if ((problem.locks ?? []).length + (problem.exclusions ?? []).length === 0) return []
  const pairs = [...(problem.locks ?? []), ...(problem.exclusions ?? [])]
  const mentees = idsAmong(problem.mentees, new Set(pairs.map(({ mentee }) => mentee)))
  const mentors = idsAmong(problem.mentors, new Set(pairs.map(({ mentor }) => mentor)))
  const requirements = new Set(problem.requirements.map(({ id }) => id))
  const faults: ProblemFault[] = []
  const check = (at: 'lock' | 'exclusion', { mentee, mentor }: { mentee: string; mentor: string }, despite: readonly string[] = []) => {
    const id = `${mentee} → ${mentor}`
    if (!mentees.has(mentee)) faults.push({ at, id, fault: 'unknown-id', name: mentee })
    if (!mentors.has(mentor)) faults.push({ at, id, fault: 'unknown-id', name: mentor })
    for (const name of despite) if (!requirements.has(name)) faults.push({ at, id, fault: 'unknown-id', name })
  }
  for (const lock of problem.locks ?? []) check('lock', lock, lock.despite)
  for (const exclusion of problem.exclusions ?? []) check('exclusion', exclusion)
  return faults
}

/** Which of the ids somebody has. */
function idsAmong(candidates: readonly Candidate[], ids: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const { id } of candidates) if (ids.has(id)) found.add(id)
  return found
}
