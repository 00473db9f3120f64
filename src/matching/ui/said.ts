import type { Say } from '../../kit/texts/texts.ts'
import type { May } from '../../kit/wire/contract.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { OtherWay } from '../contract/alternatives.ts'
import type { Measure } from '../contract/arrangement.ts'
import type { Criterion } from '../contract/criteria.ts'
import type { RoundView } from '../contract/round.ts'
import { aboutTheSame } from '../rules/arrangement.ts'
import type { Sentence } from '../rules/sentences.ts'
import type en from '../texts/en.json'

export type SayHere = Say<typeof en>
export type LookedFor = RoundView['lookedFor']

export const said = (say: SayHere, sentence: Sentence | null): string => (sentence ? say(sentence.key, sentence.facts) : '')

const labelOf = (questions: readonly Question[], key: string | undefined): string =>
  questions.find(question => question.key === key)?.label ?? key ?? ''

/** What a part of the points is called: the question of the mentee. */
export const partName = ({ criteria, questions }: LookedFor, criterionId: string): string =>
  labelOf(questions, criteria.find((criterion: Criterion) => criterion.id === criterionId)?.mentee)

/** What a requirement is called: the question that it asks about. */
export const ruleName = ({ requirements, questions }: LookedFor, requirementId: string): string =>
  labelOf(questions, requirements.find(requirement => requirement.id === requirementId)?.mentor)

const told = ['publication_pending', 'arrangement_superseded', 'round_not_ready'] as const

/** Why nothing can be changed now, before anybody tries; undefined: it can. */
export const whyNotNow = (say: SayHere, may: May): string | undefined =>
  may === true ? undefined : say(`acts.not.${told.find(code => code === may.code) ?? 'not_permitted'}`)

/** A loss in one short word: none in all (somebody may still lose what another gains), the same, or how much. */
export function lossWords(
  say: SayHere,
  { lost, menteesLost }: { readonly lost: number; readonly menteesLost: number },
  measure: Measure,
): { readonly words: string; readonly tone: 'free' | 'cost' } {
  if (menteesLost > 0) return { words: say('panel.otherRow.out', { count: menteesLost }), tone: 'cost' }
  if (lost <= 0) return { words: say('panel.otherRow.free'), tone: 'free' }
  const words = say('panel.otherRow.lost', { lost })
  return { words: measure === 'compatibility' && lost < aboutTheSame ? `${words}, ${say('price.same')}` : words, tone: 'cost' }
}

/** Whom a mentee has now and would have then. */
export function moveBetween(say: SayHere, { mentee, from, to }: OtherWay['moves'][number]): string {
  if (!from) return say('ways.moveFromNobody', { mentee: mentee.name, to: to?.name ?? '', after: to?.shown ?? 0 })
  const before = { mentee: mentee.name, from: from.name, before: from.shown }
  return to ? say('ways.move', { ...before, to: to.name, after: to.shown }) : say('ways.moveToNobody', before)
}
