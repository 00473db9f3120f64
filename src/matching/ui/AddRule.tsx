import Plus from 'lucide-react/icons/plus'
import { Button } from '../../kit/ui/Button.tsx'
import { Menu } from '../../kit/ui/Menu.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion, Requirement } from '../contract/criteria.ts'
import { needOfCriterion, needOfRequirement, questionsFor } from '../rules/fit.ts'
import en from '../texts/en.json' with { type: 'json' }

interface Draft {
  readonly criteria: readonly Criterion[]
  readonly requirements: readonly Requirement[]
}
type AddRuleProps = { readonly draft: Draft; readonly questions: readonly Question[] } & (
  | { readonly what: 'criterion'; readonly add: (one: Criterion) => void }
  | { readonly what: 'requirement'; readonly add: (one: Requirement) => void }
)

/** A beginning of each kind; both sides get the first questions that fit. */
function criteriaToBegin(id: string, weight: number): Criterion[] {
  const compared = { id, mentee: '', mentor: '' }
  const weighted = { ...compared, weightPoints: weight }
  return [
    { ...weighted, kind: 'set', mode: 'complementary' },
    { ...compared, kind: 'count', pointsPerItem: 1 },
    { ...weighted, kind: 'category', mode: 'similar' },
    { ...weighted, kind: 'scale', mode: 'similar' },
    { ...weighted, kind: 'distance', mode: 'similar', reach: 10 },
    { ...weighted, kind: 'availability', enoughMinutes: 120 },
    { ...weighted, kind: 'language' },
    { ...weighted, kind: 'rank', by: 'mentee', places: 3 },
  ]
}

function requirementsToBegin(id: string): Requirement[] {
  const compared = { id, mentee: '', mentor: '' }
  return [
    { ...compared, kind: 'shares', atLeast: 1 },
    { ...compared, kind: 'same' },
    { ...compared, kind: 'notSame' },
    { ...compared, kind: 'atLeastMore', by: 3 },
    { ...compared, kind: 'atMostMore', by: 20 },
    { ...compared, kind: 'overlapHours', hours: 1 },
    { ...compared, kind: 'languageInCommon' },
    { ...compared, kind: 'listed', by: 'mentee' },
  ]
}

/** Adds one more, of the kinds that the cohort's questions can answer. */
export function AddRule(props: AddRuleProps) {
  const say = useWords(en)
  const { draft, questions } = props
  const beginning = <T extends Criterion | Requirement>(one: T, need: ReturnType<typeof needOfCriterion>): T[] => {
    const [mentee] = questionsFor(need.mentee, 'mentee', questions)
    const [mentor] = questionsFor(need.mentor, 'mentor', questions)
    return mentee && mentor ? [{ ...one, mentee: mentee.key, mentor: mentor.key }] : []
  }
  const entry = (kind: Criterion['kind'] | Requirement['kind'], onChoose: () => void) => ({ id: kind, name: say(`kind.${kind}`), onChoose })
  const entries =
    props.what === 'criterion'
      ? criteriaToBegin(freeId('priority', draft.criteria), usualWeight(draft.criteria))
          // counts and weights do not mix
          .filter(({ kind }) => draft.criteria.length === 0 || (kind === 'count') === draft.criteria.some(one => one.kind === 'count'))
          .flatMap(one => beginning(one, needOfCriterion(one)))
          .map(one => entry(one.kind, () => props.add(one)))
      : requirementsToBegin(freeId('requirement', draft.requirements))
          .flatMap(one => beginning(one, needOfRequirement(one)))
          .map(one => entry(one.kind, () => props.add(one)))
  const name = say(props.what === 'criterion' ? 'priorities.addCriterion' : 'priorities.addRequirement')
  return (
    <Menu
      name={name}
      entries={entries}
      trigger={given => (
        <Button {...given} size="small" icon={Plus}>
          {name}
        </Button>
      )}
    />
  )
}

function freeId(stem: string, list: readonly { readonly id: string }[]): string {
  let n = list.length + 1
  while (list.some(one => one.id === `${stem}-${n}`)) n += 1
  return `${stem}-${n}`
}

/** As much as the average of those that are there. */
function usualWeight(criteria: readonly Criterion[]): number {
  const weights = criteria.flatMap(one => ('weightPoints' in one ? [one.weightPoints] : []))
  return weights.length === 0 ? 50 : Math.max(1, Math.round(weights.reduce((sum, one) => sum + one, 0) / weights.length))
}
