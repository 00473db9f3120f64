/** By which questions fairness is looked at, and what is told of each group. Who is told at all is `rules/hiding.ts`, what chance does `rules/chance.ts`. */
import { plainWords } from '../../kit/csv/words.ts'
import type { Fault } from '../../kit/wire/refusal.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { ArrangedPair, Measure } from '../contract/arrangement.ts'
import type { FairnessGroup, FairnessSplit, NotBy } from '../contract/fairness.ts'
import { aboutTheSame, shownOf } from './arrangement.ts'
import { type Compared, comparedByChance, quartiles, seedOf, wilson } from './chance.ts'
import type { LookedFor } from './fit.ts'
import type { Group, GroupTable, Member } from './hiding.ts'

/**
 * What laws against discrimination name (EU Charter of Fundamental Rights art. 21; GDPR art. 9), in the words of forms. Such questions belong
 * apart from a profile. Words cannot tell what a question means: whoever chooses one is told so.
 */
const protectedWords =
  /\b(sex|gender|pronouns?|sexual|lgbtq?\w*|trans|race|racial|ethnic\w*|skin|caste|tribe|minorit\w*|migra\w*|refugees?|asylum|countr(y|ies)|national\w*|citizen\w*|origins?|abroad|born|birth\w*|visa|passport|(mother|native|first) (tongue|language)|religio\w*|faith|belief\w*|church|politic\w*|trade union|union member\w*|disab\w*|handicap\w*|health (condition|status|problems?)|illness|diagnos\w*|neurodiver\w*|adjustments?|age|ages|pregnan\w*|parental|parenthood|children|family status|marital|married|veteran|convictions?|criminal|genetic\w*|geschlecht\w*|herkunft\w*|staatsangehorig\w*|rasse|glaube\w*|konfession|behinder\w*|schwerbehind\w*|gesundheitszustand|krank\w*|alter|geburt\w*|familienstand|kinder|muttersprache|gewerkschaft\w*|sexe|genre|origine|nationalite|handicap|situation familiale|langue maternelle|syndicat|sexo|genero|edad|nacionalidad|origen|discapacidad|estado civil|lengua materna)\b/
const protectedChoices =
  /^(m|f|male|female|man|woman|men|women|non binary|nonbinary|mann|frau|mannlich|weiblich|divers|homme|femme|hombre|mujer)$/

/** Why fairness is not looked at by this question; null: it can be. */
export function notBy(question: Question): NotBy | null {
  if (question.kind !== 'choice') return 'kind'
  const says = [question.label, question.key].some(words => protectedWords.test(plainWords(words)))
  if (says || question.options.some(({ label }) => protectedChoices.test(plainWords(label)))) return 'protected'
  return question.audience === 'pair' ? null : 'audience'
}

export const isCompared = ({ criteria, requirements }: LookedFor, key: string): boolean =>
  [...criteria, ...requirements].some(({ mentee, mentor }) => mentee === key || mentor === key)

/** Everything that is wrong with looking at fairness by these; empty: it can be done. */
export const fairnessFaults = (keys: readonly string[], questions: readonly Question[]): Fault[] =>
  keys.flatMap((key, at): Fault[] => {
    const path = `questions.${at}`
    const question = questions.find(one => one.key === key)
    if (!question) return [{ path, code: 'question_missing', facts: { question: key } }]
    if (keys.indexOf(key) < at) return [{ path, code: 'named_twice', facts: { name: question.label } }]
    const not = notBy(question)
    return not ? [{ path, code: `fairness_not_by_${not}`, facts: { question: question.label } }] : []
  })

export interface Answering {
  readonly id: string
  readonly role: 'mentee' | 'mentor'
  readonly answers: Readonly<Record<string, { readonly kind: string; readonly choice?: string } | null>>
}

/** Each of a side with what they chose and what came of it: of whoever has several, the mean of their pairs. */
export function membersBy(
  people: readonly Answering[],
  side: 'mentee' | 'mentor',
  question: string,
  pairs: readonly Pick<ArrangedPair, 'mentee' | 'mentor' | 'points'>[],
): Member[] {
  const pairsOf = Map.groupBy(pairs, pair => pair[side])
  return people
    .filter(({ role }) => role === side)
    .map(({ id, answers }) => {
      const own = pairsOf.get(id) ?? []
      const choice = answers[question]?.choice?.trim() ?? ''
      return {
        id,
        answer: choice === '' ? null : choice,
        points: own.length === 0 ? null : own.reduce((sum, { points }) => sum + points, 0) / own.length,
      }
    })
}

type Told = Omit<NonNullable<FairnessSplit['told']>, 'arrangementId' | 'roundId' | 'number'>

/** What is told of a table. `seed`: the same words give the same deals. */
export function toldOf(table: GroupTable, question: Question | undefined, measure: Measure, seed: string): Told {
  const { groups, placing } = table
  const placedIn = groups.map(({ members }) => members.flatMap(({ points }) => points ?? []))
  const fits = compare(placedIn, seed)
  const places =
    placing === 'told'
      ? compare(
          groups.map(({ members }) => members.map(({ points }) => (points === null ? 0 : 100))),
          seed,
        )
      : null
  return {
    measure,
    median: medianOf(placedIn.flat(), measure),
    placing,
    groups: groups.map((group, at): FairnessGroup => {
      const points = placedIn[at] ?? []
      const place = places?.[at]
      return {
        ...nameOf(group, question),
        people: group.members.length,
        placed:
          placing === 'hidden'
            ? null
            : { ...shareOf(points.length, group.members.length), beside: place ? besideOf(place, place.differs) : null },
        fit: fitOf(points, placedIn.filter((_, other) => other !== at).flat(), measure, fits?.[at]),
      }
    }),
  }
}

function compare(numbers: readonly (readonly number[])[], seed: string): Compared[] | null {
  if (numbers.some(({ length }) => length === 0)) return null
  const groups = numbers.flatMap((of, group) => of.map(() => group))
  return comparedByChance(numbers.flat(), groups, numbers.length, seedOf(seed))
}

const medianOf = (points: readonly number[], measure: Measure): number | null =>
  points.length === 0 ? null : shownOf(Math.floor(quartiles(points)[1]), measure)

function nameOf({ answers }: Group, question: Question | undefined): Pick<FairnessGroup, 'of' | 'answer'> {
  if (answers === null) return { of: 'others', answer: null }
  const [choice] = answers
  if (choice === null || choice === undefined) return { of: 'silent', answer: null }
  const option = question && 'options' in question ? question.options.find(({ key }) => key === choice) : undefined
  return { of: 'answer', answer: option?.label ?? choice }
}

function shareOf(count: number, of: number) {
  const { low, high } = wilson(count, of)
  return { count, low: Math.floor(low * 100), high: Math.ceil(high * 100) }
}

const besideOf = ({ wouldShow }: Compared, differs: 'lower' | 'higher' | null) => ({
  differs: differs ?? ('unclear' as const),
  under: Math.ceil(wouldShow),
})

/** A difference is told where chance does not explain it, one sees it in what is shown, and both point the same way. */
function fitOf(
  points: readonly number[],
  others: readonly number[],
  measure: Measure,
  compared: Compared | undefined,
): FairnessGroup['fit'] {
  if (points.length === 0 || !compared) return null
  const shown = (one: number) => shownOf(Math.floor(one), measure)
  const [lower, median, upper] = quartiles(points).map(shown) as [number, number, number]
  const difference = median - (medianOf(others, measure) ?? median)
  const isSeen = Math.abs(difference) >= (measure === 'count' ? 1 : aboutTheSame)
  const differs = isSeen && difference < 0 === (compared.differs === 'lower') ? compared.differs : null
  const wouldShow = measure === 'count' ? compared.wouldShow : compared.wouldShow / 100
  return { lower, median, upper, beside: besideOf({ ...compared, wouldShow }, differs) }
}
