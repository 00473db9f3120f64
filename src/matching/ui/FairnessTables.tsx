import { useWords } from '../../kit/ui/words.tsx'
import type { FairnessGroup, FairnessSplit } from '../contract/fairness.ts'
import { fewest } from '../rules/hiding.ts'
import en from '../texts/fairness.en.json' with { type: 'json' }
import styles from './fairness.module.css'

interface FairnessTablesProps {
  readonly splits: readonly FairnessSplit[]
  readonly arrangementId: string
  readonly roundId: string
}

const isLower = ({ fit, placed }: FairnessGroup) => fit?.beside.differs === 'lower' || placed?.beside?.differs === 'lower'

/** What there is to see in one sentence, then a table for each question and side; the same on screen and on paper. */
export function FairnessTables({ splits, arrangementId, roundId }: FairnessTablesProps) {
  const say = useWords(en)
  const groups = splits.flatMap(({ told }) => told?.groups ?? [])
  const lower = groups.filter(isLower).length
  return (
    <>
      {groups.length > 0 && <p className={styles.finding}>{lower > 0 ? say('fair.lower', { count: lower }) : say('fair.level')}</p>}
      {splits.map(split => (
        <Split key={`${split.question} ${split.side}`} split={split} arrangementId={arrangementId} roundId={roundId} />
      ))}
    </>
  )
}

function Split({ split, arrangementId, roundId }: Omit<FairnessTablesProps, 'splits'> & { readonly split: FairnessSplit }) {
  const say = useWords(en)
  const { told, untold, side, label, people } = split
  const title = say(`fair.split.${side}`, { question: label })
  return (
    <section className={styles.split}>
      <h3>
        {title} <span className="muted">{say('fair.people', { count: people })}</span>
      </h3>
      {untold && <p className="muted">{say(`fair.untold.${untold}`, { fewest })}</p>}
      {told && told.arrangementId !== arrangementId && (
        <p className="hint">{say(told.roundId === roundId ? 'fair.earlier' : 'fair.earlierRound', { number: told.number, fewest })}</p>
      )}
      {told && <Groups told={told} title={title} />}
      {told && told.median !== null && <p className="hint">{say('fair.tick', { median: told.median })}</p>}
      {told?.placing === 'hidden' && <p className="hint">{say('fair.hidden', { fewest })}</p>}
    </section>
  )
}

function Groups({ told, title }: { readonly told: NonNullable<FairnessSplit['told']>; readonly title: string }) {
  const say = useWords(en)
  const { groups, measure, median, placing } = told
  const most = measure === 'count' ? Math.max(1, ...groups.map(({ fit }) => fit?.upper ?? 0)) : 100
  const hasPlaced = placing !== 'hidden'
  return (
    <div className={styles.room}>
      <table className={styles.groups} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{say('fair.group')}</th>
            <th scope="col">{say('fair.count')}</th>
            {hasPlaced && <th scope="col">{say('fair.placed')}</th>}
            <th scope="col">{say(measure === 'count' ? 'fair.fitCount' : 'fair.fit')}</th>
            <th scope="col">{say('fair.beside')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(group => (
            <tr key={`${group.of} ${group.answer}`}>
              <th scope="row">{group.of === 'answer' ? <span dir="auto">{group.answer}</span> : say(`fair.of.${group.of}`)}</th>
              <td data-head={say('fair.count')}>{say('fair.number', { count: group.people })}</td>
              {hasPlaced && (
                <td data-head={say('fair.placed')}>
                  <Placed group={group} placing={placing} />
                </td>
              )}
              <td data-head={say(measure === 'count' ? 'fair.fitCount' : 'fair.fit')}>
                {group.fit && <Fit fit={group.fit} most={most} everybody={median} />}
              </td>
              <td className={styles.beside}>
                <Beside group={group} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Placed({ group: { placed, people }, placing }: { readonly group: FairnessGroup; readonly placing: 'told' | 'all' }) {
  const say = useWords(en)
  if (placed === null) return null
  if (placing === 'all') return say('fair.placedAll')
  return (
    <>
      {say('fair.placedOf', { count: placed.count, people })}
      <small>{say('fair.placedRange', { low: placed.low, high: placed.high })}</small>
    </>
  )
}

type FitProps = { readonly fit: NonNullable<FairnessGroup['fit']>; readonly most: number; readonly everybody: number | null }

/** The middle with the half around it, as a band with a dot, and in words. */
function Fit({ fit: { lower, median, upper }, most, everybody }: FitProps) {
  const say = useWords(en)
  const at = (one: number) => `${(one / most) * 100}%`
  return (
    <div className={styles.fit}>
      <b>{say('fair.median', { median })}</b>
      <div className={styles.axis} aria-hidden="true">
        <span className={styles.band} style={{ insetInlineStart: at(lower), inlineSize: at(upper - lower) }} />
        {everybody !== null && <span className={styles.tick} style={{ insetInlineStart: at(everybody) }} />}
        <span className={styles.dot} style={{ insetInlineStart: at(median) }} />
      </div>
      <small>{say('fair.half', { lower, upper })}</small>
    </div>
  )
}

function Beside({ group: { fit, placed } }: { readonly group: FairnessGroup }) {
  const say = useWords(en)
  const tone = { lower: styles.lower, higher: styles.higher, unclear: styles.unclear }
  const place = placed?.beside
  return (
    <>
      {fit && <p className={tone[fit.beside.differs]}>{say(`fair.fit.${fit.beside.differs}`, { under: fit.beside.under })}</p>}
      {place && <p className={tone[place.differs]}>{say(`fair.placed.${place.differs}`, { under: place.under })}</p>}
    </>
  )
}
