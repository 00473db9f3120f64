/** Whether groups have their sizes and say the truth, and whether the told bound is not below what was reached. */
import type { Certificate, Objective } from '../arrangement.ts'
import { mostPoints } from '../problem.ts'
import type { Checked } from './allowed.ts'

export function groupFaults(
  facts: Checked,
  objective: Extract<Objective, { kind: 'groups' }>,
  certificate: Extract<Certificate, { kind: 'bound' }>,
): string[] {
  const { problem, pairs, result } = facts
  const because: string[] = []
  const members = problem.mentors.map((): string[] => [])
  for (const { i, j } of pairs) members[j]?.push(problem.mentees[i]?.id ?? '')
  for (const [j, list] of members.entries()) {
    if (list.length > 0 && list.length < objective.smallest) because.push(`the group of ${problem.mentors[j]?.id} is too small`)
    if (list.length > objective.largest) because.push(`the group of ${problem.mentors[j]?.id} is too large`)
  }
  const pointsOf = (j: number) => pairs.reduce((sum, pair) => (pair.j === j ? sum + pair.points : sum), 0)
  const open = problem.mentors.flatMap(({ id }, j) =>
    (members[j] ?? []).length > 0 ? [{ id, list: [...(members[j] ?? [])].sort(), points: pointsOf(j) }] : [],
  )
  const told = (result.groups ?? []).map(({ mentors, mentees, points }) => ({ id: mentors[0] ?? '', list: [...mentees].sort(), points }))
  const sorted = (groups: readonly { id: string; list: string[]; points: number }[]) =>
    JSON.stringify([...groups].sort((a, b) => (a.id < b.id ? -1 : 1)))
  if (sorted(open) !== sorted(told)) because.push('the groups are not those of the pairs')
  // co-mentors: nobody twice, nobody over the number, allowed with every member
  const all = (result.groups ?? []).flatMap(({ mentors }) => mentors)
  if (new Set(all).size !== all.length) because.push('a mentor in two groups')
  for (const { mentors, mentees } of result.groups ?? []) {
    if (mentors.length > 1 + (objective.coMentors ?? 0)) because.push(`too many mentors for ${mentors[0]}`)
    for (const id of mentors.slice(1)) {
      const j = facts.people.mentorIndex.get(id) ?? -1
      const allowed = j >= 0 && mentees.every(mentee => facts.open(facts.people.menteeIndex.get(mentee) ?? -1, j))
      if (!allowed) because.push(`co-mentor ${id} is not allowed`)
    }
  }
  if (
    certificate.reached !== reachedBy(facts) ||
    certificate.bound < certificate.reached ||
    (certificate.proven && certificate.bound !== certificate.reached)
  )
    because.push('the bound')
  return because
}

/** Points and bonuses of all pairs that are not locked. */
function reachedBy({ problem, pairs }: Checked): number {
  // being placed outweighs every class, a class all below it, and the last class all points
  const base = problem.mentees.length + 1
  const classes = [...new Set(problem.mentees.map(({ priority = 0 }) => priority))].sort((a, b) => b - a)
  const bonus = (i: number) => {
    const above = classes.indexOf(problem.mentees[i]?.priority ?? 0)
    return (mostPoints + 1) * (base ** classes.length + (above > 0 ? base ** above : 0))
  }
  return pairs.reduce((sum, pair) => (pair.locked ? sum : sum + pair.points + bonus(pair.i)), 0)
}
