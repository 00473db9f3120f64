import type { TraitKind } from '../../../matching-engine/index.ts'
import type { Fault } from '../../kit/wire/refusal.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion, CriterionKind, Requirement, RequirementKind } from '../contract/criteria.ts'
import { traitKinds } from './candidates.ts'

/** What each side must have been asked; null: that side's answer is not read. */
interface Need {
  readonly mentee: TraitKind | null
  readonly mentor: TraitKind | null
}
type By = { readonly by: 'mentee' | 'mentor' }

const both = (kind: TraitKind) => (): Need => ({ mentee: kind, mentor: kind })
const oneSide = ({ by }: By): Need => ({ mentee: by === 'mentee' ? 'ranks' : null, mentor: by === 'mentor' ? 'ranks' : null })

const criterionNeeds: { readonly [K in CriterionKind]: (criterion: Extract<Criterion, { kind: K }>) => Need } = {
  set: both('choices'),
  count: both('choices'),
  scale: both('scale'),
  availability: both('weekly'),
  distance: both('number'),
  rank: oneSide,
  category: both('choices'),
  language: both('levels'),
}

const requirementNeeds: { readonly [K in RequirementKind]: (requirement: Extract<Requirement, { kind: K }>) => Need } = {
  shares: both('choices'),
  same: both('choices'),
  notSame: both('choices'),
  atLeastMore: both('number'),
  atMostMore: both('number'),
  overlapHours: both('weekly'),
  languageInCommon: both('levels'),
  listed: oneSide,
}

export const needOfCriterion = (criterion: Criterion): Need => (criterionNeeds[criterion.kind] as (one: Criterion) => Need)(criterion)
export const needOfRequirement = (requirement: Requirement): Need =>
  (requirementNeeds[requirement.kind] as (one: Requirement) => Need)(requirement)

/** The questions that can stand on one side of a comparison. */
export const questionsFor = (need: TraitKind | null, side: 'mentee' | 'mentor', questions: readonly Question[]): Question[] =>
  questions.filter(
    question =>
      (question.role ?? side) === side && traitKinds[question.kind] !== null && (need === null || traitKinds[question.kind] === need),
  )

export interface LookedFor {
  readonly criteria: readonly Criterion[]
  readonly requirements: readonly Requirement[]
}

/** Everything that does not fit between what is looked for and what is asked, with the names; empty: it can be used. */
export function fitFaults({ criteria, requirements }: LookedFor, questions: readonly Question[]): Fault[] {
  return [
    ...criteria.flatMap((criterion, at) => sideFaults(`criteria.${at}`, criterion, needOfCriterion(criterion), questions)),
    ...requirements.flatMap((requirement, at) => sideFaults(`requirements.${at}`, requirement, needOfRequirement(requirement), questions)),
    ...twice('criteria', criteria),
    ...twice('requirements', requirements),
    ...mixed(criteria),
  ]
}

type Compared = { readonly id: string; readonly kind: string; readonly mentee: string; readonly mentor: string }

function sideFaults(path: string, compared: Compared, need: Need, questions: readonly Question[]): Fault[] {
  const asked = (['mentee', 'mentor'] as const).map(side => ({ side, question: questions.find(one => one.key === compared[side]) }))
  const faults = asked.flatMap(({ side, question }): Fault[] => {
    const at = `${path}.${side}`
    if (!question) return [{ path: at, code: 'question_missing', facts: { question: compared[side] } }]
    const facts = { question: question.label }
    if (question.role && question.role !== side) return [{ path: at, code: 'wrong_role', facts }]
    const needed = need[side]
    return needed !== null && traitKinds[question.kind] !== needed ? [{ path: at, code: 'question_does_not_fit', facts }] : []
  })
  const [mentee, mentor] = asked.map(({ question }) => question)
  if (faults.length === 0 && compared.kind === 'scale' && mentee?.kind === 'scale' && mentor?.kind === 'scale')
    if (mentee.least !== mentor.least || mentee.most !== mentor.most)
      faults.push({ path, code: 'scales_differ', facts: { mentee: mentee.label, mentor: mentor.label } })
  return faults
}

function twice(list: 'criteria' | 'requirements', named: readonly { readonly id: string }[]): Fault[] {
  return named.flatMap(({ id }, at) =>
    named.findIndex(other => other.id === id) < at ? [{ path: `${list}.${at}.id`, code: 'named_twice', facts: { name: id } }] : [],
  )
}

/** A program uses shares that make up a whole, or counts; never both. */
function mixed(criteria: readonly Criterion[]): Fault[] {
  const counts = criteria.filter(({ kind }) => kind === 'count').length
  return counts > 0 && counts < criteria.length ? [{ path: 'criteria', code: 'mixed_criteria', facts: {} }] : []
}

/** The keys whose answers are read. */
export function keysRead({ criteria, requirements }: LookedFor): { readonly mentee: Set<string>; readonly mentor: Set<string> } {
  const needs = [
    ...criteria.map(one => ({ one, need: needOfCriterion(one) })),
    ...requirements.map(one => ({ one, need: needOfRequirement(one) })),
  ]
  const keysOf = (side: 'mentee' | 'mentor') => new Set(needs.filter(({ need }) => need[side] !== null).map(({ one }) => one[side]))
  return { mentee: keysOf('mentee'), mentor: keysOf('mentor') }
}
