import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, CardSection } from '../../kit/ui/Card.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { WishedQuestion, WishRow } from '../contract/shortage.ts'
import en from '../texts/shortage.en.json' with { type: 'json' }
import styles from './shortage.module.css'

const step = 8

/** Every answer that mentees wish, beside the free places with it: worst first. */
export function WishedAnswers({ questions }: { readonly questions: readonly WishedQuestion[] }) {
  const say = useWords(en)
  return (
    <Card flush title={say('shortage.wishes')}>
      {questions.length === 0 && <p className={styles.quiet}>{say('shortage.wishes.none')}</p>}
      {questions.map(question => (
        <Wishes key={`${question.mentee} ${question.mentor}`} question={question} />
      ))}
      {questions.length > 0 && (
        <div className={styles.foot}>
          <p className="hint">{say('shortage.wishes.note')}</p>
        </div>
      )}
    </Card>
  )
}

function Wishes({ question }: { readonly question: WishedQuestion }) {
  const say = useWords(en)
  const [shown, setShown] = useState(step)
  const { mentee, mentor, offered, rows } = question
  const title = offered ? say('shortage.wishes.offered', { mentee, mentor }) : say('shortage.wishes.same', { question: mentee })
  const widest = Math.max(1, ...rows.map(row => row.mentees))
  const more = rows.length - shown
  return (
    <CardSection title={title}>
      {rows.length === 0 ? (
        <p className="muted">{say('shortage.wishes.nobody')}</p>
      ) : (
        <table className={styles.wishes} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{say('shortage.wishes.answer')}</th>
              <th scope="col">{say('shortage.wishes.mentees')}</th>
              <th scope="col">{say('shortage.wishes.places')}</th>
              <th scope="col">{say('shortage.wishes.short')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(row => (
              <Wish key={row.answer} row={row} widest={widest} />
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && (
        <Button kind="link" onClick={() => setShown(shown + step)}>
          {say('shortage.wishes.more', { count: Math.min(step, more) })}
        </Button>
      )}
    </CardSection>
  )
}

/** The bar is as long as many wish it, and full as far as there are places. */
function Wish({ row, widest }: { readonly row: WishRow; readonly widest: number }) {
  const say = useWords(en)
  const { answer, mentees, mentors, places, short } = row
  return (
    <tr>
      <th scope="row">
        <span dir="auto">{answer}</span>
        <span className={styles.track} style={{ inlineSize: `${(mentees / widest) * 100}%` }} aria-hidden="true">
          <span style={{ inlineSize: `${(Math.min(places, mentees) / mentees) * 100}%` }} />
        </span>
      </th>
      <td>{say('shortage.wishes.count', { count: mentees })}</td>
      <td>
        {say('shortage.wishes.count', { count: places })}
        {mentors > 0 && <small>{say('shortage.wishes.mentors', { count: mentors })}</small>}
      </td>
      <td>
        {short > 0 ? (
          <b className={styles.short}>{say('shortage.wishes.count', { count: short })}</b>
        ) : (
          <span className="faint">{say('shortage.wishes.enough')}</span>
        )}
      </td>
    </tr>
  )
}
