/** Which tables by group are told with an arrangement, beside those that were told before: nothing may lie between two of them. */
import type { Question } from '../../questionnaire/contract.ts'
import type { ArrangedPair, Measure } from '../contract/arrangement.ts'
import type { FairnessSplit } from '../contract/fairness.ts'
import { type Answering, membersBy, toldOf } from './fairness.ts'
import { type GroupTable, isTooNear, type Member, tableOf } from './hiding.ts'

type Side = FairnessSplit['side']

/** A split with the answers of each group. */
export interface Kept extends FairnessSplit {
  readonly answers: readonly (readonly (string | null)[] | null)[]
}

/** A table that was told: the answers of its groups, and everybody with what they answered and what came of it. */
export interface ToldTable {
  readonly side: Side
  readonly answers: Kept['answers']
  readonly placing: GroupTable['placing']
  readonly members: readonly Member[]
}

export interface Telling {
  readonly of: { readonly arrangementId: string; readonly roundId: string; readonly number: number }
  readonly people: readonly Answering[]
  readonly pairs: readonly Pick<ArrangedPair, 'mentee' | 'mentor' | 'points'>[]
  readonly questions: readonly Question[]
  readonly measure: Measure
  /** What was told with the arrangement before, which goes on being told where nothing newer can be. */
  readonly before: readonly Kept[]
  /** All tables that were told, as far back as they are held against. */
  readonly earlier: readonly ToldTable[]
}

const sides = ['mentee', 'mentor'] as const

/** One table for each question and side, in the order in which they were chosen: the first of two that are too near is told. */
export function toldWith({ of, people, pairs, questions, measure, before, earlier }: Telling): Kept[] {
  const beside: { readonly side: Side; readonly table: GroupTable }[] = earlier.map(told => ({ side: told.side, table: tableAgain(told) }))
  const asked = questions.flatMap(question => sides.filter(side => (question.role ?? side) === side).map(side => ({ question, side })))
  return asked.map(({ question, side }): Kept => {
    const members = membersBy(people, side, question.key, pairs)
    const split = { question: question.key, label: question.label, side, people: members.length }
    const table = tableOf(members)
    const isNear = table !== null && beside.some(other => other.side === side && isTooNear(table, other.table))
    if (table && !isNear) {
      beside.push({ side, table })
      const told = { ...of, ...toldOf(table, question, measure, `${question.key} ${side}`) }
      return { ...split, told, untold: null, answers: table.groups.map(({ answers }) => answers) }
    }
    const last = before.find(one => one.question === question.key && one.side === side)
    if (last?.told) return last
    return { ...split, told: null, untold: table ? 'near' : 'few', answers: [] }
  })
}

function tableAgain({ answers, placing, members }: ToldTable): GroupTable {
  const named = new Map(answers.flatMap((of, group) => (of ?? []).map(answer => [answer, group] as const)))
  const others = answers.indexOf(null)
  const inGroup = Map.groupBy(members, ({ answer }) => named.get(answer) ?? others)
  return { placing, groups: answers.map((of, group) => ({ answers: of, members: inGroup.get(group) ?? [] })) }
}
