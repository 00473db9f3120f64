/**
 * Every kind of requirement, one entry each. A requirement allows or forbids a pair and never touches its points.
 * Rows are masked like criteria are scored: mentors with equal answers form a class, each class is asked once per mentee.
 */
import { classes, type People, type Row, traitKeys, traitsOf } from '../criteria/bound.ts'
import { type Candidate, distinctPersonId, type Requirement, type RequirementKind, type RequirementOf, type Trait } from '../problem.ts'
import { bestLanguage, choiceSetIn, commonMinutes, levelsIn, numberIn, placesIn, ratingsIn, weekIn } from '../readings.ts'

export type BoundRequirement = {
  readonly id: string
  allows(mentee: number, mentor: number): boolean
  /** Sets the row to -1 wherever the pair is forbidden. */
  mask(mentee: number, row: Row): void
  /** The same with one person more, who stands behind all others of their side. */
  withMentee(mentee: Candidate): BoundRequirement
  withMentor(mentor: Candidate): BoundRequirement
}

/** What a requirement compares of each person, in order; what it says of two; and how somebody is read who comes later. */
type Pairwise<Mentee, Mentor> = {
  readonly id: string
  readonly mentees: readonly Mentee[]
  readonly mentors: readonly Mentor[]
  readMentee(mentee: Candidate): Mentee
  readMentor(mentor: Candidate): Mentor
  allows(mentee: Mentee | undefined, mentor: Mentor | undefined): boolean
}

/** By definition, pair by pair. */
function byPairs<Mentee, Mentor>(pairwise: Pairwise<Mentee, Mentor>): BoundRequirement {
  const { id, mentees, mentors } = pairwise
  const allows = (mentee: number, mentor: number): boolean => pairwise.allows(mentees[mentee], mentors[mentor])
  return {
    id,
    allows,
    mask(mentee, row) {
      for (let mentor = 0; mentor < row.length; mentor++) if (!allows(mentee, mentor)) row[mentor] = -1
    },
    withMentee: mentee => byPairs({ ...pairwise, mentees: [...mentees, pairwise.readMentee(mentee)] }),
    withMentor: mentor => byPairs({ ...pairwise, mentors: [...mentors, pairwise.readMentor(mentor)] }),
  }
}

type Entry<K extends RequirementKind> = {
  bind(requirement: RequirementOf<K>, people: People): BoundRequirement
  faults(requirement: RequirementOf<K>): string[]
}

const whole = (number: number): boolean => Number.isSafeInteger(number)
const unless = (fine: boolean, field: string): string[] => (fine ? [] : [field])
const sharedChoices = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let shared = 0
  for (const choice of a) if (b.has(choice)) shared++
  return shared
}

export const requirementKinds: { readonly [K in RequirementKind]: Entry<K> } = {
  shares: {
    bind: (requirement, people) =>
      compared(requirement, people, {
        read: choiceSetIn,
        silent: false,
        allows: (a, b) => sharedChoices(a, b) >= (requirement.atLeast ?? 1),
      }),
    faults: ({ atLeast = 1 }) => unless(whole(atLeast) && atLeast >= 1, 'atLeast'),
  },
  same: {
    bind: (requirement, people) =>
      compared(requirement, people, { read: choiceSetIn, silent: false, allows: (a, b) => sharedChoices(a, b) > 0 }),
    faults: () => [],
  },
  notSame: {
    bind: (requirement, people) =>
      compared(requirement, people, { read: choiceSetIn, silent: true, allows: (a, b) => sharedChoices(a, b) === 0 }),
    faults: () => [],
  },
  atLeastMore: {
    bind: (requirement, people) =>
      compared(requirement, people, { read: numberIn, silent: false, allows: (a, b) => b - a >= requirement.by }),
    faults: ({ by }) => unless(whole(by), 'by'),
  },
  atMostMore: {
    bind: (requirement, people) =>
      compared(requirement, people, { read: numberIn, silent: false, allows: (a, b) => b - a <= requirement.by }),
    faults: ({ by }) => unless(whole(by), 'by'),
  },
  overlapHours: {
    bind: (requirement, people) =>
      compared(requirement, people, { read: weekIn, silent: false, allows: (a, b) => commonMinutes(a, b) >= requirement.hours * 60 }),
    faults: ({ hours }) => unless(whole(hours * 4) && hours > 0 && hours <= 168, 'hours'),
  },
  languageInCommon: {
    bind: (requirement, people) =>
      compared(requirement, people, {
        read: levelsIn,
        silent: false,
        allows: (a, b) => bestLanguage(a, b).level >= (requirement.atLeastLevel ?? 1),
      }),
    faults: ({ atLeastLevel = 1 }) => unless(whole(atLeastLevel) && atLeastLevel >= 1, 'atLeastLevel'),
  },
  listed: { bind: boundListed, faults: ({ by }) => unless(by === 'mentee' || by === 'mentor', 'by') },
  distinctPerson: { bind: (requirement, people) => boundDistinctPerson(requirement.id, people), faults: () => [] },
}

type Compared = { readonly id: string; readonly mentee: string; readonly mentor: string; readonly whenSilent?: 'allow' | 'forbid' }

function compared<Reading>(
  requirement: Compared,
  people: People,
  kind: { read(trait: Trait | undefined): Reading | null; silent: boolean; allows(mentee: Reading, mentor: Reading): boolean },
): BoundRequirement {
  const menteeTraits = traitsOf(people.mentees, requirement.mentee)
  const mentorTraits = traitsOf(people.mentors, requirement.mentor)
  const silent = requirement.whenSilent === undefined ? kind.silent : requirement.whenSilent === 'allow'
  const bound = byPairs<Reading | null, Reading | null>({
    id: requirement.id,
    mentees: menteeTraits.map(kind.read),
    mentors: mentorTraits.map(kind.read),
    readMentee: ({ traits }) => kind.read(traits[requirement.mentee]),
    readMentor: ({ traits }) => kind.read(traits[requirement.mentor]),
    allows: (a = null, b = null) => (a === null || b === null ? silent : kind.allows(a, b)),
  })
  return { ...bound, mask: maskByClasses(bound.allows, traitKeys(menteeTraits), traitKeys(mentorTraits)) }
}

function maskByClasses(
  allows: (mentee: number, mentor: number) => boolean,
  menteeKeys: readonly string[],
  mentorKeys: readonly string[],
): BoundRequirement['mask'] {
  const { classOf, firstOf } = classes(mentorKeys)
  const masks = new Map<string, Int32Array>()
  return (mentee, row) => {
    const key = menteeKeys[mentee] ?? ''
    let mask = masks.get(key)
    if (!mask) {
      // 0 keeps the points, -1 (all bits) turns any points into -1
      mask = firstOf.map(mentor => (allows(mentee, mentor) ? 0 : -1))
      if (masks.size < 4096) masks.set(key, mask)
    }
    for (let mentor = 0; mentor < row.length; mentor++) row[mentor] = (row[mentor] ?? 0) | (mask[classOf[mentor] ?? 0] ?? 0)
  }
}

function boundListed(requirement: RequirementOf<'listed'>, people: People): BoundRequirement {
  const byMentee = requirement.by === 'mentee'
  const namers = byMentee ? people.mentees : people.mentors
  const namedIn = ({ traits }: Candidate): ReadonlyMap<string, number> | null => {
    const trait = traits[byMentee ? requirement.mentee : requirement.mentor]
    return placesIn(trait) ?? ratingsIn(trait)
  }
  const named = namers.map(namedIn)
  const silent = requirement.whenSilent === 'allow'
  type Reading = { readonly id: string; readonly names: ReadonlyMap<string, number> | null }
  const readAll = (candidates: readonly Candidate[], naming: boolean): Reading[] =>
    candidates.map(({ id }, at) => ({ id, names: naming ? (named[at] ?? null) : null }))
  const read = (candidate: Candidate, naming: boolean): Reading => ({ id: candidate.id, names: naming ? namedIn(candidate) : null })
  const bound = byPairs<Reading, Reading>({
    id: requirement.id,
    mentees: readAll(people.mentees, byMentee),
    mentors: readAll(people.mentors, !byMentee),
    readMentee: mentee => read(mentee, byMentee),
    readMentor: mentor => read(mentor, !byMentee),
    allows: (mentee, mentor) => (byMentee ? mentee?.names?.has(mentor?.id ?? '') : mentor?.names?.has(mentee?.id ?? '')) ?? silent,
  })
  const listedOf = listedMentors(named, byMentee, people)
  const silentMentors = byMentee || !silent ? [] : named.flatMap((names, mentor) => (names === null ? [mentor] : []))
  const marked = new Uint8Array(people.mentors.length)
  return {
    ...bound,
    mask(mentee, row) {
      if (byMentee && named[mentee] === null) {
        if (!silent) row.fill(-1)
        return
      }
      const allowed = [...(listedOf[mentee] ?? []), ...silentMentors]
      for (const mentor of allowed) marked[mentor] = 1
      for (let mentor = 0; mentor < row.length; mentor++) if (marked[mentor] === 0) row[mentor] = -1
      for (const mentor of allowed) marked[mentor] = 0
    },
  }
}

/** Per mentee the mentors of whom one names the other. */
function listedMentors(named: readonly (ReadonlyMap<string, number> | null)[], byMentee: boolean, people: People): number[][] {
  const lists: number[][] = people.mentees.map(() => [])
  for (const [namer, names] of named.entries())
    for (const id of names?.keys() ?? []) {
      const other = (byMentee ? people.mentorIndex : people.menteeIndex).get(id)
      if (other !== undefined) lists[byMentee ? namer : other]?.push(byMentee ? other : namer)
    }
  return lists
}

function personOf({ id, person = id }: Candidate): string {
  return person
}

/** Nobody with themself: a person who stands on both sides is known by `person`. */
export function boundDistinctPerson(id: string, people: People): BoundRequirement {
  const mentorsOf = new Map<string, number[]>()
  for (const [mentor, candidate] of people.mentors.entries()) {
    const person = personOf(candidate)
    mentorsOf.set(person, [...(mentorsOf.get(person) ?? []), mentor])
  }
  const own = people.mentees.map(candidate => mentorsOf.get(personOf(candidate)) ?? [])
  const bound = byPairs({
    id,
    mentees: people.mentees.map(personOf),
    mentors: people.mentors.map(personOf),
    readMentee: personOf,
    readMentor: personOf,
    allows: (mentee, mentor) => mentee !== mentor,
  })
  return {
    ...bound,
    mask(mentee, row) {
      for (const mentor of own[mentee] ?? []) row[mentor] = -1
    },
  }
}

function bindOne<K extends RequirementKind>(requirement: RequirementOf<K>, kind: K, people: People): BoundRequirement {
  return requirementKinds[kind].bind(requirement, people)
}

export function requirementFaults<K extends RequirementKind>(requirement: RequirementOf<K>, kind: K): string[] {
  return requirementKinds[kind].faults(requirement)
}

/** The requirements in force: the listed ones, and that nobody is matched with themself. */
export function bindRequirements(requirements: readonly Requirement[], people: People): BoundRequirement[] {
  const bound = requirements.map(requirement => bindOne(requirement, requirement.kind, people))
  return requirements.some(({ kind }) => kind === 'distinctPerson') ? bound : [...bound, boundDistinctPerson(distinctPersonId, people)]
}
