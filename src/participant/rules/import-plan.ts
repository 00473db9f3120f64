/**
 * What a row of a file would do, decided against the people as they are: a person new to the cohort, a change, nothing, or left out.
 * The dry run and the import decide by this same function, so what is shown is what is written.
 *
 * A file adds and corrects, and takes nothing away unasked: roles that it does not name stay, an address is never moved from one id to
 * another, and details of people who sign in or take part elsewhere are not for one program's file to change.
 */
import { mostMentors } from '../../cohort/contract.ts'
import type { Answer, Answers } from '../../questionnaire/contract.ts'
import type { Change, Tally } from '../contract/dry-run.ts'
import type { ParticipantState, Role } from '../contract.ts'
import type { ImportedRow, Problem } from './import-rows.ts'
import { noTally } from './import-states.ts'

export interface KnownPerson {
  readonly id: string
  readonly version: number
  readonly externalId: string | null
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  /** Over all programs; null: they have not said. */
  readonly capacityMentees: number | null
  /** They sign in, are trusted with something, or take part in another program: their details are not this file's. */
  readonly isGuarded: boolean
}

export interface KnownRole {
  readonly id: string
  readonly version: number
  readonly role: Role
  readonly state: ParticipantState
  readonly capacity: number
  readonly responseId: string | null
}

export interface Known {
  readonly person: KnownPerson | null
  /** In this cohort. */
  readonly roles: readonly KnownRole[]
  readonly answers: Answers
  /** Whose the row's address is; null: nobody's. */
  readonly ownerOfEmail: string | null
}

/** What stood on earlier lines of the file. */
export interface Earlier {
  /** The line on which this id stands already, in a role of this row. */
  readonly idLine: number | null
  /** The row that says another role of the same person; null: there is none. */
  readonly otherRow: OtherRow | null
  /** The line on which nearly this id stands: it differs in capitals or blanks only. */
  readonly nearIdLine: number | null
  /** The line on which this address stands already, under another id. */
  readonly emailLine: number | null
}

/** Whoever is mentor and mentee may stand in two rows. What the first says counts; the second adds its role and what the first leaves open. */
export interface OtherRow {
  readonly line: number
  /** What it says: `name`, `email`, `phone` and the keys of questions. */
  readonly says: ReadonlySet<string>
}

export interface Details {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly capacityMentees: number | null
}

export interface Plan {
  readonly kind: 'added' | 'changed' | 'unchanged' | 'left-out'
  /** The person's details afterwards; null: they stay. */
  readonly details: Details | null
  readonly addRoles: readonly { readonly role: Role; readonly capacity: number }[]
  readonly changeRoles: readonly { readonly known: KnownRole; readonly capacity: number }[]
  /** The answers afterwards; null: they stay. */
  readonly answers: Answers | null
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
  readonly isCapacityAssumed: boolean
  readonly hasAddress: boolean
  /** It is the second row of somebody; `gives-address`: and the one that says their address. */
  readonly second: 'no' | 'yes' | 'gives-address'
}

interface PlanParts {
  readonly actorPersonId: string | null
  readonly column: (goes: 'external-id' | 'email' | 'role' | 'capacity') => number | null
  /** For the words of changes. */
  readonly questions: readonly { readonly key: string; readonly label: string }[]
}

/** How many mentees a mentor takes on when a file does not say. */
export const assumedCapacity = 1

export function planFor(written: ImportedRow, known: Known, earlier: Earlier, parts: PlanParts): Plan {
  const { person } = known
  const { otherRow } = earlier
  const row = otherRow ? besides(otherRow, written) : written
  const out = (code: string, column: number | null, cell: string, facts: Problem['facts'] = {}): Plan => ({
    ...nothing,
    kind: 'left-out',
    problems: [...row.problems, { code, effect: 'left-out', column, cell, facts, reading: null }],
  })
  const id = parts.column('external-id')
  if (earlier.idLine !== null) return out('id_twice', id, row.externalId, { first: earlier.idLine })
  if (earlier.emailLine !== null) return out('email_twice', parts.column('email'), written.email ?? '', { first: earlier.emailLine })
  if (person && parts.actorPersonId !== null && person.id === parts.actorPersonId) return out('about_yourself', null, row.externalId)
  if (known.ownerOfEmail !== null && known.ownerOfEmail !== person?.id)
    return out('email_taken', parts.column('email'), written.email ?? '')

  const problems: Problem[] = [...row.problems]
  const remark = (code: string, column: number | null, cell: string, facts: Problem['facts'] = {}) =>
    problems.push({ code, effect: 'remark', column, cell, facts, reading: null })

  if (earlier.nearIdLine !== null) remark('id_nearly_twice', id, row.externalId, { first: earlier.nearIdLine })
  const roleColumn = parts.column('role')
  const missingRoles = row.roles.filter(role => !known.roles.some(one => one.role === role))
  const keptRoles = known.roles.filter(one => one.state !== 'withdrawn' && !row.roles.includes(one.role))
  if (otherRow) remark('second_role', roleColumn, row.roles.join(), { first: otherRow.line })
  else {
    if (known.roles.length > 0) for (const role of missingRoles) remark('role_added', roleColumn, role)
    for (const one of keptRoles) remark('role_kept', roleColumn, one.role)
  }
  for (const one of known.roles)
    if (one.state === 'withdrawn' && row.roles.includes(one.role)) remark('withdrawn_stays', roleColumn, one.role)

  const ceiling = person?.capacityMentees ?? null
  const wished = row.capacity ?? null
  const isOver = ceiling !== null && wished !== null && wished > ceiling
  if (isOver)
    problems.push({
      code: 'capacity_over_own',
      effect: 'gap',
      column: parts.column('capacity'),
      cell: String(wished),
      facts: { ceiling },
      reading: null,
    })
  const capacity = isOver ? ceiling : wished
  const mentor = known.roles.find(one => one.role === 'mentor' && one.state !== 'withdrawn')
  const isGone = known.roles.length > 0 && missingRoles.length === 0 && known.roles.every(one => one.state === 'withdrawn')
  const second = otherRow === null ? 'no' : row.email !== null && person?.email == null ? 'gives-address' : 'yes'
  if (isGone) return { ...nothing, kind: 'unchanged', problems, hasAddress: person?.email != null, second }
  const isCapacityAssumed = missingRoles.includes('mentor') && capacity === null
  const addRoles = missingRoles.map(role => ({
    role,
    capacity: role === 'mentor' ? Math.min(capacity ?? assumedCapacity, ceiling ?? 100) : (row.mentors ?? mostMentors),
  }))
  const mentee = known.roles.find(one => one.role === 'mentee' && one.state !== 'withdrawn')
  const changeRoles = [
    ...(mentor && capacity !== null && row.roles.includes('mentor') && capacity !== mentor.capacity ? [{ known: mentor, capacity }] : []),
    ...(mentee && row.mentors !== null && row.mentors !== mentee.capacity ? [{ known: mentee, capacity: row.mentors }] : []),
  ]

  const details = detailsAfter(row, person, problems, parts)
  // a row that speaks for one of two roles takes no answer back: it may be the other role's
  const answers = answersAfter(keptRoles.length > 0 ? { ...row, silent: [] } : row, known.answers)
  const isKnownHere = known.roles.length > 0 || otherRow !== null
  const changes = isKnownHere
    ? [
        ...detailChanges(person, details),
        ...changeRoles.map(one => ({
          field: one.known.role === 'mentor' ? 'capacity' : 'mentors',
          before: String(one.known.capacity),
          after: String(one.capacity),
        })),
        ...addRoles.map(one => ({ field: 'role', before: null, after: one.role })),
        ...answerChanges(known.answers, answers, parts.questions),
      ]
    : []
  return {
    kind: !isKnownHere ? 'added' : changes.length > 0 ? 'changed' : 'unchanged',
    details,
    addRoles,
    changeRoles,
    answers,
    changes,
    problems,
    isCapacityAssumed,
    hasAddress: (details ?? person)?.email != null,
    second,
  }
}

/** The row without what the first row of the same person says already. */
function besides({ says }: OtherRow, row: ImportedRow): ImportedRow {
  return {
    ...row,
    name: says.has('name') ? null : row.name,
    email: says.has('email') ? null : row.email,
    phone: says.has('phone') ? null : row.phone,
    answers: Object.fromEntries(Object.entries(row.answers).filter(([key]) => !says.has(key))),
  }
}

const nothing: Omit<Plan, 'kind' | 'problems'> = {
  details: null,
  addRoles: [],
  changeRoles: [],
  answers: null,
  changes: [],
  isCapacityAssumed: false,
  hasAddress: false,
  second: 'no',
}

/** Null when nothing of the person changes. What the file leaves empty stays as it is. */
function detailsAfter(row: ImportedRow, person: KnownPerson | null, problems: Problem[], parts: PlanParts): Details | null {
  const capacityMentees = person?.capacityMentees ?? (row.roles.includes('mentor') ? row.capacity : null)
  if (!person) return { name: row.name, email: row.email, phone: row.phone, capacityMentees }
  const wanted = { name: row.name ?? person.name, email: row.email ?? person.email, phone: row.phone ?? person.phone }
  const differs = wanted.name !== person.name || wanted.email !== person.email || wanted.phone !== person.phone
  if (differs && person.isGuarded) {
    problems.push({
      code: 'details_kept',
      effect: 'remark',
      column: parts.column('external-id'),
      cell: row.externalId,
      facts: {},
      reading: null,
    })
    return capacityMentees === person.capacityMentees
      ? null
      : { name: person.name, email: person.email, phone: person.phone, capacityMentees }
  }
  return differs || capacityMentees !== person.capacityMentees ? { ...wanted, capacityMentees } : null
}

/** Null when every answer stays. A filled cell answers anew, an empty one takes the answer back, one that cannot be read whole leaves it. */
function answersAfter(row: ImportedRow, before: Answers): Answers | null {
  const after: Record<string, Answer> = { ...before }
  for (const key of row.silent) delete after[key]
  for (const [key, answer] of Object.entries(row.answers)) if (!(row.unclear.includes(key) && before[key])) after[key] = answer
  return sameAnswers(before, after) ? null : after
}

/** Equal whatever the order of keys; a list says the same only in the same order. */
export function sameAnswers(one: Answers, other: Answers): boolean {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every(key => sameAnswer(one[key], other[key]))
}

const sameAnswer = (one: Answer | undefined, other: Answer | undefined): boolean =>
  one !== undefined && other !== undefined && one.kind === other.kind && told(one) === told(other)

/** An answer in one line, as a list of changes shows it. */
export function told(answer: Answer): string {
  switch (answer.kind) {
    case 'choices':
      return answer.choices.join('; ')
    case 'choice':
      return answer.choice
    case 'number':
      return String(answer.number)
    case 'scale':
      return String(answer.level)
    case 'text':
      return answer.text
    case 'languages':
      return answer.languages.join('; ')
    case 'ranked':
      return answer.ranked.join('; ')
    case 'availability':
      return `${answer.zone} ${answer.slots.map(slot => `${slot.weekday} ${slot.from}–${slot.to}`).join('; ')}`
  }
}

function detailChanges(person: KnownPerson | null, details: Details | null): Change[] {
  if (!person || !details) return []
  return (['name', 'email', 'phone'] as const).flatMap(field =>
    person[field] === details[field] ? [] : [{ field, before: person[field], after: details[field] }],
  )
}

function answerChanges(before: Answers, after: Answers | null, questions: PlanParts['questions']): Change[] {
  if (!after) return []
  const short = (answer: Answer | undefined) => (answer ? told(answer).slice(0, 300).toWellFormed() : null)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(key => !sameAnswer(before[key], after[key]))
    .map(key => ({
      field: questions.find(question => question.key === key)?.label ?? key,
      before: short(before[key]),
      after: short(after[key]),
    }))
}

/** What one row adds to the sums. */
export function tallyOf(plan: Plan): Tally {
  const isIn = plan.kind !== 'left-out'
  const isNew = plan.kind === 'added'
  const isFirst = plan.second === 'no'
  const roles = plan.addRoles.map(one => one.role)
  return {
    ...noTally,
    rows: 1,
    added: isNew ? 1 : 0,
    changed: isFirst && plan.kind === 'changed' ? 1 : 0,
    unchanged: isFirst && plan.kind === 'unchanged' ? 1 : 0,
    secondRows: isFirst ? 0 : 1,
    secondChanges: !isFirst && plan.kind === 'changed' ? 1 : 0,
    leftOut: isIn ? 0 : 1,
    withGap: isIn && plan.problems.some(problem => problem.effect === 'gap') ? 1 : 0,
    withRemark: isIn && plan.problems.some(problem => problem.effect === 'remark') ? 1 : 0,
    addedMentors: isNew && roles.includes('mentor') ? 1 : 0,
    addedMentees: isNew && roles.includes('mentee') ? 1 : 0,
    addedBoth: isNew && roles.length === 2 ? 1 : 0,
    // of somebody in two rows the first is counted, until the second says the address
    withoutAddress: plan.second === 'gives-address' ? -1 : isFirst && isIn && !plan.hasAddress ? 1 : 0,
    capacityAssumed: plan.isCapacityAssumed ? 1 : 0,
  }
}
