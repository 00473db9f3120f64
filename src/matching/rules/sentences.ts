/** Which sentence says a requirement, a criterion or a piece of evidence: keys and facts, never words. Labels come from the questions. */
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion, Requirement } from '../contract/criteria.ts'
import type { LinePart, ReasonEvidence } from '../contract/price.ts'
import type en from '../texts/en.json'

type Key = keyof typeof en
export interface Sentence {
  readonly key: Key
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>
}

/** Where both sides were asked the same question, its name is said once: those sentences have a form of their own. */
const oneQuestion: ReadonlySet<string> = new Set<Key>([
  'criterion.set.similar',
  'criterion.set.different',
  'criterion.count',
  'criterion.scale.complementary',
  'criterion.scale.similar',
  'criterion.scale.different',
  'criterion.availability',
  'criterion.distance.complementary',
  'criterion.distance.similar',
  'criterion.distance.different',
  'criterion.category.similar',
  'criterion.category.different',
  'criterion.language',
  'requirement.shares',
  'requirement.same',
  'requirement.notSame',
  'requirement.atLeastMore',
  'requirement.atMostMore',
  'requirement.overlapHours',
  'requirement.languageInCommon',
])

/** The sentence as it is read; the longer form, with a place for each side, is for changing it. */
export function asRead(sentence: Sentence, compared: { readonly mentee: string; readonly mentor: string }): Sentence {
  return compared.mentee === compared.mentor && oneQuestion.has(sentence.key)
    ? { ...sentence, key: `${sentence.key}.one` as Key }
    : sentence
}

const labelIn = (questions: readonly Question[], key: string): string => questions.find(question => question.key === key)?.label ?? key

/** The sentence of a criterion. `named` gives what stands for each side: a label, or a place for a choice on a screen. */
export function criterionSentence(criterion: Criterion, questions: readonly Question[], named = labelIn): Sentence {
  const facts = { mentee: named(questions, criterion.mentee), mentor: named(questions, criterion.mentor) }
  switch (criterion.kind) {
    case 'set':
    case 'scale':
      return { key: `criterion.${criterion.kind}.${criterion.mode}`, facts }
    case 'category':
      return { key: `criterion.category.${criterion.mode}`, facts }
    case 'distance':
      return { key: `criterion.distance.${criterion.mode}`, facts: { ...facts, reach: criterion.reach, gap: criterion.gap ?? 0 } }
    case 'rank':
      return { key: `criterion.rank.${criterion.by}`, facts: { ...facts, places: criterion.places } }
    case 'availability':
      return { key: 'criterion.availability', facts: { ...facts, minutes: criterion.enoughMinutes } }
    case 'count':
    case 'language':
      return { key: `criterion.${criterion.kind}`, facts }
  }
}

export function requirementSentence(requirement: Requirement, questions: readonly Question[], named = labelIn): Sentence {
  const facts = { mentee: named(questions, requirement.mentee), mentor: named(questions, requirement.mentor) }
  switch (requirement.kind) {
    case 'shares':
      return { key: 'requirement.shares', facts: { ...facts, count: requirement.atLeast ?? 1 } }
    case 'atLeastMore':
    case 'atMostMore':
      return { key: `requirement.${requirement.kind}`, facts: { ...facts, by: requirement.by } }
    case 'overlapHours':
      return { key: 'requirement.overlapHours', facts: { ...facts, hours: requirement.hours } }
    case 'listed':
      return { key: `requirement.listed.${requirement.by}`, facts }
    case 'same':
    case 'notSame':
    case 'languageInCommon':
      return { key: `requirement.${requirement.kind}`, facts }
  }
}

/** What one line of a pair's points rests on. */
export function lineSentence({ silent, outOf, evidence }: Pick<LinePart, 'silent' | 'outOf' | 'evidence'>): Sentence | null {
  if (silent) return { key: outOf === null ? 'evidence.silentCount' : 'evidence.silent', facts: {} }
  return evidenceSentence(evidence)
}

export function evidenceSentence(evidence: ReasonEvidence): Sentence | null {
  switch (evidence.kind) {
    case 'choices': {
      if (evidence.shared.length === 0) return { key: 'evidence.choicesNone', facts: {} }
      const shared = evidence.shared
      return evidence.missing > 0
        ? { key: 'evidence.choicesMissing', facts: { shared, count: evidence.missing } }
        : { key: 'evidence.choices', facts: { shared } }
    }
    case 'scale':
      return { key: 'evidence.scale', facts: { mentee: evidence.mentee, mentor: evidence.mentor } }
    case 'time':
      return evidence.commonMinutes === 0
        ? { key: 'evidence.timeNone', facts: {} }
        : { key: 'evidence.time', facts: { count: evidence.commonMinutes } }
    case 'numbers': {
      const facts = { mentee: evidence.mentee, mentor: evidence.mentor }
      return evidence.unit === null
        ? { key: 'evidence.numbers', facts }
        : { key: 'evidence.numbersUnit', facts: { ...facts, unit: evidence.unit } }
    }
    case 'rank':
      return { key: evidence.rank === null ? 'evidence.rankNone' : `evidence.rank.${evidence.by}`, facts: {} }
    case 'language':
      return evidence.language === null
        ? { key: 'evidence.languageNone', facts: {} }
        : { key: 'evidence.language', facts: { language: evidence.language } }
    case 'none':
      return null
  }
}

/** What each criterion is worth of a whole pair, in whole hundredths that add up to 100; counts have no share. */
export function sharesOf(criteria: readonly Criterion[]): (number | null)[] {
  const weights = criteria.map(criterion => ('weightPoints' in criterion ? criterion.weightPoints : 0))
  const sum = weights.reduce((all, one) => all + one, 0)
  if (sum === 0) return criteria.map(() => null)
  const exact = weights.map(weight => (weight * 100) / sum)
  const shares = exact.map(Math.floor)
  const left = 100 - shares.reduce((all, one) => all + one, 0)
  const byRemainder = exact.map((one, at) => ({ at, rest: one - Math.floor(one) })).sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}
