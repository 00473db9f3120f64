/** Kinds that compare one answer with one answer: scales, time, numbers, categories, languages. All run on the class kernel. */

import type { Evidence } from '../arrangement.ts'
import type { CriterionOf, Mode } from '../problem.ts'
import { bestLanguage, choiceSetIn, commonMinutes, levelsIn, numberIn, stepIn, weekIn } from '../readings.ts'
import { type BoundCriterion, boundCriterion, type People, traitKeys, traitsOf } from './bound.ts'

type Kept = { readonly id: string; readonly mentee: string; readonly mentor: string }

/** Both sides read the same way, compared by classes of equal answers. */
function byClasses<Reading>(
  criterion: Kept,
  outOf: number,
  people: People,
  kind: {
    read(trait: Parameters<typeof numberIn>[0]): Reading | null
    points(mentee: Reading, mentor: Reading): number
    evidence(mentee: Reading, mentor: Reading): Evidence
  },
): BoundCriterion {
  const menteeTraits = traitsOf(people.mentees, criterion.mentee)
  const mentorTraits = traitsOf(people.mentors, criterion.mentor)
  return boundCriterion<Reading, Reading>({
    id: criterion.id,
    outOf,
    menteeReadings: menteeTraits.map(kind.read),
    mentorReadings: mentorTraits.map(kind.read),
    readMentee: ({ traits }) => kind.read(traits[criterion.mentee]),
    readMentor: ({ traits }) => kind.read(traits[criterion.mentor]),
    menteeClasses: traitKeys(menteeTraits),
    mentorClasses: traitKeys(mentorTraits),
    points: kind.points,
    evidence: kind.evidence,
  })
}

export function boundScale(criterion: CriterionOf<'scale'>, outOf: number, people: People): BoundCriterion {
  const span = Math.max(1, criterion.steps - 1)
  const line: Record<Mode, (mentee: number, mentor: number) => number> = {
    similar: (mentee, mentor) => span - Math.abs(mentee - mentor),
    different: (mentee, mentor) => Math.abs(mentee - mentor),
    complementary: (mentee, mentor) => Math.max(0, mentor - mentee),
  }
  const { table, mode } = criterion
  return byClasses(criterion, outOf, people, {
    read: stepIn,
    points: (mentee, mentor) =>
      table ? Math.floor((outOf * (table[mentee]?.[mentor] ?? 0)) / 100) : Math.floor((outOf * line[mode](mentee, mentor)) / span),
    evidence: (mentee, mentor) => ({ kind: 'scale', mentee, mentor }),
  })
}

export function boundAvailability(criterion: CriterionOf<'availability'>, outOf: number, people: People): BoundCriterion {
  const enough = criterion.enoughMinutes
  return byClasses(criterion, outOf, people, {
    read: weekIn,
    points: (mentee, mentor) => Math.floor((outOf * Math.min(enough, commonMinutes(mentee, mentor))) / enough),
    evidence: (mentee, mentor) => ({ kind: 'time', commonMinutes: commonMinutes(mentee, mentor) }),
  })
}

export function boundDistance(criterion: CriterionOf<'distance'>, outOf: number, people: People): BoundCriterion {
  const { reach, mode, gap = 0 } = criterion
  const kept: Record<Mode, (ahead: number) => number> = {
    similar: ahead => Math.max(0, reach - Math.abs(ahead)),
    different: ahead => Math.min(reach, Math.abs(ahead)),
    complementary: ahead => Math.max(0, reach - Math.abs(ahead - gap)),
  }
  return byClasses(criterion, outOf, people, {
    read: numberIn,
    points: (mentee, mentor) => Math.floor((outOf * kept[mode](mentor - mentee)) / reach),
    evidence: (mentee, mentor) => ({ kind: 'numbers', mentee, mentor }),
  })
}

export function boundCategory(criterion: CriterionOf<'category'>, outOf: number, people: People): BoundCriterion {
  const common = (mentee: ReadonlySet<string>, mentor: ReadonlySet<string>) => [...mentee].filter(choice => mentor.has(choice))
  return byClasses(criterion, outOf, people, {
    read: choiceSetIn,
    points: (mentee, mentor) => (common(mentee, mentor).length > 0 === (criterion.mode === 'similar') ? outOf : 0),
    evidence(mentee, mentor) {
      const shared = common(mentee, mentor).map(choice => ({ choice, points: 0 }))
      return { kind: 'choices', shared, onlyMentee: mentee.size - shared.length, onlyMentor: mentor.size - shared.length }
    },
  })
}

export function boundLanguage(criterion: CriterionOf<'language'>, outOf: number, people: People): BoundCriterion {
  const enough = criterion.enoughLevel
  return byClasses(criterion, outOf, people, {
    read: levelsIn,
    points: (mentee, mentor) => Math.floor((outOf * Math.min(enough, bestLanguage(mentee, mentor).level)) / enough),
    evidence: (mentee, mentor) => ({ kind: 'language', ...bestLanguage(mentee, mentor) }),
  })
}
