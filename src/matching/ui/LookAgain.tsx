import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { NeedsRow } from '../../kit/ui/NeedsRow.tsx'
import { Pair } from '../../kit/ui/Stone.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { PairRow } from '../contract/arrangement.ts'
import { readSecondLooks, type SecondLook } from '../contract/price.ts'
import { aboutTheSame } from '../rules/arrangement.ts'
import { hasPrices } from '../rules/first.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { lossWords, ruleName, type SayHere } from './said.ts'
import { isChosen, nameIn, type StudioParts, toShow } from './studio.ts'

const step = 8

/** Pairs with a bent rule, a low figure, or somebody who has left: each with the cheapest other mentor. */
export function LookAgain(parts: StudioParts) {
  const say = useWords(en)
  const { view } = parts
  const [shown, setShown] = useState(step)
  const weak = view.pairs.filter(pair => pair.look !== null)
  if (weak.length === 0) return null
  const more = weak.length - shown
  const isPriced = hasPrices(view.first)
  return (
    <Card
      flush
      title={say('studio.again')}
      note={say('studio.againCount', { count: weak.length })}
      action={<small>{say(view.measure === 'count' ? 'studio.againCountNote' : 'studio.againNote')}</small>}
    >
      {!isPriced && <p className={styles.quiet}>{say('studio.againUnpriced')}</p>}
      <ul className={styles.needs}>
        {Array.from({ length: Math.ceil(Math.min(shown, weak.length) / step) }, (_, at) => weak.slice(at * step, at * step + step)).map(
          batch => (
            <Batch key={`${batch[0]?.menteeId} ${batch[0]?.mentorId}`} pairs={batch} parts={parts} isPriced={isPriced} />
          ),
        )}
      </ul>
      {more > 0 && (
        <p className={styles.foot}>
          <Button kind="link" onClick={() => setShown(shown + step)}>
            {say('studio.more.unplaced', { count: Math.min(step, more) })}
          </Button>
        </p>
      )}
    </Card>
  )
}

interface BatchProps {
  readonly pairs: readonly PairRow[]
  readonly parts: StudioParts
  readonly isPriced: boolean
}

function Batch({ pairs, parts, isPriced }: BatchProps) {
  const asked = { arrangementId: parts.view.id, mentees: [...new Set(pairs.map(pair => pair.menteeId))] }
  const answer = useAnswer(readSecondLooks, asked, { when: isPriced })
  return pairs.map(pair => (
    <Row
      key={`${pair.menteeId} ${pair.mentorId}`}
      pair={pair}
      look={answer.data?.rows.find(row => row.mentee.id === pair.menteeId && row.mentor.id === pair.mentorId)}
      parts={parts}
    />
  ))
}

function Row({ pair, look, parts }: { readonly pair: PairRow; readonly look: SecondLook | undefined; readonly parts: StudioParts }) {
  const say = useWords(en)
  const { people, measure } = parts.view
  const mentee = nameIn(people.mentees, pair.menteeId)
  const mentor = nameIn(people.mentors, pair.mentorId)
  const instead = look?.instead ?? null
  const isSame = instead !== null && Math.abs(instead.shown - pair.shown) < aboutTheSame
  const loss = instead && lossWords(say, instead, measure)
  return (
    <NeedsRow
      who={
        <Pair
          of={[
            { id: pair.mentorId, name: mentor },
            { id: pair.menteeId, name: mentee },
          ]}
          size={32}
        />
      }
      sentence={
        <>
          {say('studio.with', { mentee, mentor })} <span className="num muted">{pair.shown}</span>
        </>
      }
      note={lookWords(say, pair, parts)}
      remedy={
        look &&
        (instead && loss ? (
          <>
            <p>{say(isSame ? 'studio.insteadSame' : 'studio.instead', { mentor: instead.mentor.name, shown: instead.shown })}</p>
            <b className={styles[loss.tone]}>{loss.words}</b>
          </>
        ) : (
          <p>{say('studio.insteadNone')}</p>
        ))
      }
      chosen={isChosen(parts, pair)}
      acts={
        <Button
          size="small"
          aria-label={`${say(instead ? 'act.try' : 'act.look')}: ${say('studio.with', { mentee, mentor })}`}
          onClick={() => parts.choose(pair.menteeId, instead?.mentor.id ?? toShow(parts.view, pair))}
        >
          {say(instead ? 'act.try' : 'act.look')}
        </Button>
      }
    />
  )
}

function lookWords(say: SayHere, pair: PairRow, { view, round }: StudioParts): string {
  if (pair.look === 'left') {
    const gone = [view.people.mentees.find(one => one.id === pair.menteeId), view.people.mentors.find(one => one.id === pair.mentorId)]
    return say('studio.again.left', { names: gone.flatMap(one => (one?.left ? [one.name] : [])) })
  }
  if (pair.look === 'bent')
    return say('studio.again.bent', { count: pair.bent.length, questions: pair.bent.map(rule => ruleName(round.lookedFor, rule)) })
  return say(view.measure === 'count' ? 'studio.again.lowCount' : 'studio.again.low')
}
