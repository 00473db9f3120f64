/** What becomes of somebody who is typed in: the rules of a row of a file, and a word about whoever is known already instead of a merge unseen. */
import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { Role } from '../contract.ts'
import { type Known, type Plan, planFor } from './import-plan.ts'
import type { ImportedRow } from './import-rows.ts'

export interface TypedPerson {
  readonly name: string
  readonly email: string | null
  readonly externalId: string
  readonly roles: readonly Role[]
  readonly capacity: number | null
  readonly mentors: number | null
}

interface Asked {
  readonly actorPersonId: string | null
  /** Whoever adds has said that the person who is known is the one who is meant. */
  readonly isSame: boolean
}

/** The row that the typed person is. What is known of somebody already stays: adding a role corrects neither name nor address. */
export function rowOf(typed: TypedPerson, { person }: Known): ImportedRow {
  return {
    line: 1,
    externalId: person?.externalId ?? typed.externalId,
    name: person?.name ? null : typed.name,
    email: person?.email ? null : typed.email,
    phone: null,
    roles: [...new Set(typed.roles)],
    capacity: typed.roles.includes('mentor') ? typed.capacity : null,
    mentors: typed.roles.includes('mentee') ? typed.mentors : null,
    answers: {},
    silent: [],
    unclear: [],
    problems: [],
  }
}

/** What would be written, or why nothing is; `already_takes_part` and `known_here` name who it is, for those whom the coordinator may see anyway. */
export function additionOf(row: ImportedRow, known: Known, { actorPersonId, isSame }: Asked): Plan | Refusal {
  const { person, roles, ownerOfEmail } = known
  if (person && person.id === actorPersonId) return refused('adding_yourself')
  if (ownerOfEmail !== null && ownerOfEmail !== person?.id) return refused('address_of_another')
  const missing = row.roles.filter(role => !roles.some(one => one.role === role))
  const here = roles.filter(one => one.state !== 'withdrawn')
  if (person && roles.length > 0) {
    const facts = { personId: person.id, name: person.name ?? person.externalId ?? '', roles: here.map(one => one.role) }
    if (missing.length === 0)
      return here.some(one => row.roles.includes(one.role)) ? refused('already_takes_part', facts) : refused('has_withdrawn', facts)
    if (!isSame) return here.length > 0 ? refused('known_here', facts) : refused('has_withdrawn', facts)
  } else if (person && !isSame) return refused('known_elsewhere')
  // of a role that they have already nothing is changed
  const wanted = { ...row, roles: missing, mentors: missing.includes('mentee') ? row.mentors : null }
  const plan = planFor(wanted, known, nothingEarlier, { actorPersonId, column: () => null, questions: [] })
  const isOver = plan.problems.find(problem => problem.code === 'capacity_over_own')
  return isOver ? refused('capacity_over_ceiling', { ceiling: Number(isOver.facts['ceiling']), capacity: row.capacity ?? 0 }) : plan
}

const nothingEarlier = { idLine: null, otherRow: null, nearIdLine: null, emailLine: null }

/** Letters and digits that nobody mistakes for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** An id for somebody who has none, of eight letters and digits: short enough to be written into a list by hand. */
export const madeId = (bytes: Uint8Array): string =>
  `added-${[...bytes]
    .slice(0, 8)
    .map(byte => alphabet[byte % alphabet.length])
    .join('')}`
