import X from 'lucide-react/icons/x'
import { IconButton } from '../../kit/ui/IconButton.tsx'
import { BareSelect } from '../../kit/ui/NativeSelect.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion, Requirement } from '../contract/criteria.ts'
import { needOfCriterion, needOfRequirement, questionsFor } from '../rules/fit.ts'
import { criterionSentence, requirementSentence, sharesOf } from '../rules/sentences.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { Slots } from './Slots.tsx'

interface LineProps {
  readonly questions: readonly Question[]
}

/** One requirement as a sentence; each thing that can be changed is a place in it. */
export function RequirementLine({
  requirement,
  questions,
  change,
}: LineProps & { readonly requirement: Requirement; readonly change: (by: Requirement | null) => void }) {
  const say = useWords(en)
  const need = needOfRequirement(requirement)
  const numbers = {
    ...(requirement.kind === 'shares'
      ? {
          count: (
            <NumberSlot value={requirement.atLeast ?? 1} least={1} most={50} change={atLeast => change({ ...requirement, atLeast })} />
          ),
        }
      : {}),
    ...(requirement.kind === 'atLeastMore' || requirement.kind === 'atMostMore'
      ? { by: <NumberSlot value={requirement.by} least={0} most={1000} change={by => change({ ...requirement, by })} /> }
      : {}),
    ...(requirement.kind === 'overlapHours'
      ? { hours: <NumberSlot value={requirement.hours} least={0.25} most={168} change={hours => change({ ...requirement, hours })} /> }
      : {}),
  }
  const silent = requirement.whenSilent ?? 'usual'
  return (
    <div className={styles.rule}>
      <Slots
        say={say}
        sentence={requirementSentence(requirement, questions)}
        slots={{
          mentee: (
            <QuestionSlot
              side="mentee"
              need={need.mentee}
              value={requirement.mentee}
              questions={questions}
              change={mentee => change({ ...requirement, mentee })}
            />
          ),
          mentor: (
            <QuestionSlot
              side="mentor"
              need={need.mentor}
              value={requirement.mentor}
              questions={questions}
              change={mentor => change({ ...requirement, mentor })}
            />
          ),
          ...numbers,
        }}
      />
      <div className={styles.tools}>
        <BareSelect
          small
          name={say('priorities.silent')}
          value={silent}
          options={(['usual', 'allow', 'forbid'] as const).map(key => ({
            key,
            name: `${say('priorities.silent')}: ${say(`priorities.silent.${key}`)}`,
          }))}
          onChange={key => {
            const { whenSilent: _, ...rest } = requirement
            change(key === 'usual' ? rest : { ...rest, whenSilent: key })
          }}
        />
        <Remove name={say(`kind.${requirement.kind}`)} onRemove={() => change(null)} />
      </div>
    </div>
  )
}

/** One criterion as a sentence, with what it counts. */
export function CriterionLine({
  criterion,
  all,
  questions,
  change,
}: LineProps & { readonly criterion: Criterion; readonly all: readonly Criterion[]; readonly change: (by: Criterion | null) => void }) {
  const say = useWords(en)
  const need = needOfCriterion(criterion)
  const share = sharesOf(all)[all.indexOf(criterion)] ?? null
  const name = say(`kind.${criterion.kind}`)
  return (
    <div className={styles.rule}>
      <Slots
        say={say}
        sentence={criterionSentence(criterion, questions)}
        slots={{
          mentee: (
            <QuestionSlot
              side="mentee"
              need={need.mentee}
              value={criterion.mentee}
              questions={questions}
              change={mentee => change({ ...criterion, mentee })}
            />
          ),
          mentor: (
            <QuestionSlot
              side="mentor"
              need={need.mentor}
              value={criterion.mentor}
              questions={questions}
              change={mentor => change({ ...criterion, mentor })}
            />
          ),
          ...numberSlots(criterion, change),
        }}
      />
      <div className={styles.tools}>
        <ModeSlot criterion={criterion} change={change} />
        {'weightPoints' in criterion ? (
          <>
            <span aria-hidden="true">{say('priorities.weightWord')}</span>
            <NumberSlot
              name={say('priorities.weight', { name })}
              value={criterion.weightPoints}
              least={1}
              most={10_000}
              change={weightPoints => change({ ...criterion, weightPoints })}
            />
            <span className={styles.share}>{share !== null && say('priorities.shareThat', { share })}</span>
          </>
        ) : (
          <>
            <span aria-hidden="true">{say('priorities.points')}</span>
            <NumberSlot
              name={say('priorities.points')}
              value={criterion.pointsPerItem}
              least={1}
              most={1000}
              change={pointsPerItem => change({ ...criterion, pointsPerItem })}
            />
          </>
        )}
        <Remove name={name} onRemove={() => change(null)} />
      </div>
    </div>
  )
}

function numberSlots(criterion: Criterion, change: (by: Criterion) => void) {
  switch (criterion.kind) {
    case 'availability':
      return {
        minutes: (
          <NumberSlot
            value={criterion.enoughMinutes}
            least={15}
            most={10_080}
            change={enoughMinutes => change({ ...criterion, enoughMinutes })}
          />
        ),
      }
    case 'distance':
      return {
        reach: <NumberSlot value={criterion.reach} least={1} most={1000} change={reach => change({ ...criterion, reach })} />,
        ...(criterion.mode === 'complementary'
          ? { gap: <NumberSlot value={criterion.gap ?? 0} least={0} most={1000} change={gap => change({ ...criterion, gap })} /> }
          : {}),
      }
    case 'rank':
      return { places: <NumberSlot value={criterion.places} least={1} most={100} change={places => change({ ...criterion, places })} /> }
    default:
      return {}
  }
}

function ModeSlot({ criterion, change }: { readonly criterion: Criterion; readonly change: (by: Criterion) => void }) {
  const say = useWords(en)
  if (criterion.kind === 'category')
    return (
      <BareSelect
        small
        name={say('mode')}
        value={criterion.mode}
        options={(['similar', 'different'] as const).map(key => ({ key, name: say(`mode.${key}`) }))}
        onChange={mode => change({ ...criterion, mode })}
      />
    )
  if (criterion.kind !== 'set' && criterion.kind !== 'scale' && criterion.kind !== 'distance') return null
  return (
    <BareSelect
      small
      name={say('mode')}
      value={criterion.mode}
      options={(['complementary', 'similar', 'different'] as const).map(key => ({ key, name: say(`mode.${key}`) }))}
      onChange={mode => change({ ...criterion, mode })}
    />
  )
}

function QuestionSlot(props: {
  readonly side: 'mentee' | 'mentor'
  readonly need: ReturnType<typeof needOfCriterion>['mentee']
  readonly value: string
  readonly questions: readonly Question[]
  readonly change: (key: string) => void
}) {
  const say = useWords(en)
  const fitting = questionsFor(props.need, props.side, props.questions)
  const options = fitting.map(question => ({ key: question.key, name: question.label }))
  const isThere = options.some(option => option.key === props.value)
  return (
    <span className={styles.slot}>
      <small aria-hidden="true">{say(props.side === 'mentee' ? 'priorities.ofMentee' : 'priorities.ofMentor')}</small>
      <BareSelect
        small
        dashed
        name={say(props.side === 'mentee' ? 'priorities.menteeQuestion' : 'priorities.mentorQuestion')}
        value={isThere ? props.value : null}
        placeholder={props.value}
        options={options}
        onChange={props.change}
      />
    </span>
  )
}

function NumberSlot(props: {
  readonly name?: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly change: (number: number) => void
}) {
  const say = useWords(en)
  return (
    <input
      className={styles.weight}
      inputMode="decimal"
      aria-label={props.name ?? say('priorities.number')}
      defaultValue={props.value}
      onBlur={event => {
        const typed = Number(event.target.value.replace(',', '.'))
        const number = Number.isFinite(typed)
          ? Math.min(props.most, Math.max(props.least, Number.isInteger(props.least) ? Math.round(typed) : Math.round(typed * 4) / 4))
          : props.value
        event.target.value = String(number)
        if (number !== props.value) props.change(number)
      }}
    />
  )
}

function Remove({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const say = useWords(en)
  return <IconButton icon={X} name={say('priorities.remove', { name })} onClick={onRemove} />
}
