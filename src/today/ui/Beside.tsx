import { Card } from '../../kit/ui/Card.tsx'
import { Checklist } from '../../kit/ui/Checklist.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type DateView, type FirstSteps, firstStepKinds } from '../contract/today.ts'
import en from '../texts/today.en.json' with { type: 'json' }
import styles from './today.module.css'
import { stepWays } from './ways.ts'

/** The dates of the next seven days; where there is none, the next one. */
export function Dates({
  dates,
  isWeek,
  named,
}: {
  readonly dates: readonly DateView[]
  readonly isWeek: boolean
  readonly named: boolean
}) {
  const say = useWords(en)
  return (
    <Card title={say(isWeek || dates.length === 0 ? 'dates.week' : 'dates.next')}>
      {dates.length === 0 ? (
        <p className="muted">{say('dates.none')}</p>
      ) : (
        <ul className={styles.dates}>
          {dates.map(date => (
            <li key={`${date.kind} ${date.on} ${date.cohortId}`}>
              <span className="faint">{date.at ? say('date.when', { at: date.at }) : say('date.day', { on: date.on })}</span>
              <b>{say(`date.${date.kind}`, { ...date, cohort: date.cohort ?? '' })}</b>
              {named && date.program && (
                <small className="muted" dir="auto">
                  {date.program}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** The way of a new program to its first match: what is done, and the next step with its way. */
export function FirstStepsCard({ steps, organization }: { readonly steps: FirstSteps; readonly organization: string }) {
  const say = useWords(en)
  const next = firstStepKinds.find(step => !steps.done.includes(step))
  const params = { organization, programId: steps.programId, ...(steps.cohortId ? { cohortId: steps.cohortId } : {}) }
  return (
    <Card title={say('steps', { program: steps.program })} note={say('steps.note')}>
      <Checklist
        told={{ done: say('steps.done'), open: say('steps.open') }}
        checks={firstStepKinds.map(step => ({
          id: step,
          done: steps.done.includes(step),
          words: say(`step.${step}`),
          action: step === next && (
            <ButtonTo kind="primary" size="small" to={stepWays[step]} params={params}>
              {say(`step.${step}.act`)}
            </ButtonTo>
          ),
        }))}
      />
    </Card>
  )
}
