/**
 * Every kind of requirement, one entry each. A requirement allows or forbids a pair and never touches its points.
 * Rows are masked like criteria are scored: mentors with equal answers form a class, each class is asked once per mentee.
 */
import { classes, type People, type Row, traitKeys, traitsOf } from '../criteria/bound.ts'
import { distinctPersonId, type Requirement, type RequirementKind, type RequirementOf, type Trait } from '../problem.ts'
import { bestLanguage, choiceSetIn, commonMinutes, levelsIn, numberIn, placesIn, ratingsIn, weekIn } from '../readings.ts'

export type BoundRequirement = {
  readonly id: string
  allows(mentee: number, mentor: number): boolean
  /** Sets the row to -1 wherever the pair is forbidden. */
  mask(mentee: number, row: Row): void
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
  const mentees = menteeTraits.map(kind.read)
  const mentors = mentorTraits.map(kind.read)
  const silent = requirement.whenSilent === undefined ? kind.silent : requirement.whenSilent === 'allow'
  const allows = (mentee: number, mentor: number): boolean => {
    const a = mentees[mentee] ?? null
    const b = mentors[mentor] ?? null
    return a === null || b === null ? silent : kind.allows(a, b)
  }
  return { id: requirement.id, allows, mask: maskByClasses(allows, traitKeys(menteeTraits), traitKeys(mentorTraits)) }
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
  const named = traitsOf(namers, byMentee ? requirement.mentee : requirement.mentor).map(trait => placesIn(trait) ?? ratingsIn(trait))
  const silent = requirement.whenSilent === 'allow'
  const allows = (mentee: number, mentor: number): boolean =>
    (byMentee ? named[mentee]?.has(people.mentors[mentor]?.id ?? '') : named[mentor]?.has(people.mentees[mentee]?.id ?? '')) ?? silent
  const listedOf = listedMentors(named, byMentee, people)
  const silentMentors = byMentee || !silent ? [] : named.flatMap((names, mentor) => (names === null ? [mentor] : []))
  const marked = new Uint8Array(people.mentors.length)
  return {
    id: requirement.id,
    allows,
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

/** Nobody with themself: a person who stands on both sides is known by `person`. */
export function boundDistinctPerson(id: string, people: People): BoundRequirement {
  const mentorsOf = new Map<string, number[]>()
  for (const [mentor, candidate] of people.mentors.entries()) {
    const person = candidate.person ?? candidate.id
    mentorsOf.set(person, [...(mentorsOf.get(person) ?? []), mentor])
  }
  const own = people.mentees.map(candidate => mentorsOf.get(candidate.person ?? candidate.id) ?? [])
  return {
    id,
    allows: (mentee, mentor) => !own[mentee]?.includes(mentor),
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
