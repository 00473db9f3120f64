import { type ReactNode, useId, useRef, useState } from 'react'
import { useWords } from '../../kit/ui/words.tsx'
import { asRead, criterionSentence } from '../rules/sentences.ts'
import { settings } from '../rules/weighing.ts'
import texts from '../texts/en.json' with { type: 'json' }
import en from '../texts/weighing.en.json' with { type: 'json' }
import { type LookedFor, partName, said } from './said.ts'
import styles from './weights.module.css'
import { isShare, type TriedWeights } from './weights.ts'

const mostPoints = 1000

/** For each thing that speaks for a pair how much it counts: to be moved or typed, and what hangs on it under it. */
export function WeightFields({
  lookedFor,
  tried,
  hangs,
}: {
  readonly lookedFor: LookedFor
  readonly tried: TriedWeights
  readonly hangs: (criterion: string) => ReactNode
}) {
  const say = useWords(en)
  const sayAll = useWords(texts)
  const { criteria, questions } = lookedFor
  const own = settings(criteria)
  return (
    <>
      <ul className={styles.fields}>
        {criteria.map((criterion, at) => (
          <WeightField
            key={criterion.id}
            name={partName(lookedFor, criterion.id)}
            sentence={said(sayAll, asRead(criterionSentence(criterion, questions), criterion))}
            own={own[at] ?? 0}
            set={tried.set}
            at={at}
            isShare={isShare(criterion)}
            shift={tried.shift}
          >
            {hangs(criterion.id)}
          </WeightField>
        ))}
      </ul>
      <p className="hint">{say(criteria.every(isShare) ? 'weights.together' : 'weights.counts')}</p>
    </>
  )
}

interface WeightFieldProps {
  readonly name: string
  readonly sentence: string
  readonly own: number
  readonly set: readonly number[]
  readonly at: number
  readonly isShare: boolean
  readonly shift: TriedWeights['shift']
  readonly children: ReactNode
}

function WeightField({ name, sentence, own, set, at, isShare, shift, children }: WeightFieldProps) {
  const say = useWords(en)
  const sentenceId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  /** Where all of them stood when this one was taken hold of. */
  const held = useRef(set)
  const hold = () => {
    held.current = set
  }
  const now = set[at] ?? 0
  const most = isShare ? 100 : mostPoints
  // a slider of a thousand points could not be set by hand
  const mostBySlider = isShare ? 100 : Math.max(10, 2 * own, now)
  const to = (number: number) => shift(held.current, at, number)
  const amount = (count: number) => say(isShare ? 'weights.percent' : 'weights.points', { count })
  return (
    <li>
      <div className={styles.name}>
        <b>{name}</b>
        <small id={sentenceId}>{sentence}</small>
      </div>
      <div className={styles.set}>
        <input
          type="range"
          min={0}
          max={mostBySlider}
          step={1}
          value={now}
          aria-label={say('weights.slider', { name })}
          aria-valuetext={amount(now)}
          aria-describedby={sentenceId}
          onFocus={hold}
          onPointerDown={hold}
          onChange={event => to(Number(event.target.value))}
        />
        <label className={styles.number}>
          <span className="unseen">{say(isShare ? 'weights.typed' : 'weights.typedPoints', { name })}</span>
          <input
            inputMode="numeric"
            dir="ltr"
            value={typed ?? String(now)}
            onFocus={event => {
              hold()
              event.target.select()
            }}
            onChange={event => {
              setTyped(event.target.value)
              const number = wholeIn(event.target.value, most)
              if (number !== null) to(number)
            }}
            onBlur={() => setTyped(null)}
          />
          {isShare && <span aria-hidden="true">%</span>}
        </label>
        <span className={styles.was}>{now === own ? '' : say('weights.was', { amount: amount(own) })}</span>
      </div>
      {children}
    </li>
  )
}

/** What was typed, where it is a whole number that can be set. */
function wholeIn(typed: string, most: number): number | null {
  const number = /^\s*\d{1,4}\s*%?\s*$/.test(typed) ? Number.parseInt(typed, 10) : Number.NaN
  return number <= most ? number : null
}
