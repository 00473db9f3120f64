import type { Say } from '../../kit/texts/texts.ts'
import { Card } from '../../kit/ui/Card.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import type { AnswerOnScreen } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { readShortage, WantedAnswer, WantedMentor } from '../contract/shortage.ts'
import en from '../texts/shortage.en.json' with { type: 'json' }
import { useLanguageNames } from './language-names.ts'
import styles from './shortage.module.css'

/** The kinds of mentors who would help most, each with what would come of it. */
export function WantedMentors({ answer }: { readonly answer: AnswerOnScreen<Answer<typeof readShortage>> }) {
  const say = useWords(en)
  return (
    <Card flush title={say('shortage.wanted')}>
      <Loaded answer={answer} meanwhile={<Solving />}>
        {found => {
          if (found.state === 'untold') return null
          if (found.state === 'unsolved') return <p className={styles.quiet}>{say(`shortage.unsolved.${found.why}`)}</p>
          const { wanted, placed, mentees, measure } = found
          const gained = wanted.reduce((sum, one) => sum + one.placed, 0)
          return (
            <>
              {wanted.length === 0 && <p className={styles.quiet}>{say(nothingBecause(found))}</p>}
              <ol className={styles.wanted}>
                {wanted.map((one, at) => (
                  <Wanted key={JSON.stringify(one.answers)} wanted={one} number={at + 1} measure={measure} />
                ))}
              </ol>
              {wanted.length > 0 && (
                <div className={styles.foot}>
                  {gained > 0 && <p>{say('shortage.wanted.all', { placed: placed + gained, mentees })}</p>}
                  {found.byMatched && <p className="hint">{say('shortage.wanted.byMatched')}</p>}
                  {!found.complete && <p className="muted">{say('shortage.wanted.incomplete')}</p>}
                  <p className="hint">
                    {say('shortage.wanted.note')} {measure === 'compatibility' && say('shortage.wanted.noteCompatibility')}
                  </p>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}

const nothingBecause = ({
  complete,
  placed,
  mentees,
}: {
  readonly complete: boolean
  readonly placed: number
  readonly mentees: number
}) => (!complete ? 'shortage.wanted.tooLong' : placed === mentees ? 'shortage.wanted.none' : 'shortage.wanted.helpless')

function Solving() {
  const say = useWords(en)
  return (
    <div className={styles.solving} role="status">
      <p className="muted">{say('shortage.wanted.solving')}</p>
      <Skeleton of="lines" count={4} />
    </div>
  )
}

interface WantedProps {
  readonly wanted: WantedMentor
  readonly number: number
  readonly measure: 'compatibility' | 'count'
}

function Wanted({ wanted, number, measure }: WantedProps) {
  const say = useWords(en)
  const language = useLanguageNames()
  const { answers, places, placed, gained } = wanted
  return (
    <li>
      <span className={styles.number} aria-hidden="true">
        {say('shortage.wanted.number', { number })}
      </span>
      <div className="stack">
        <h3>{say('shortage.wanted.places', { count: places })}</h3>
        <Facts facts={answers.map(({ question, said }) => ({ term: question, told: saidWords(said, say, language) }))} />
      </div>
      <p className={styles.helps}>
        <b>{placed > 0 ? say('shortage.wanted.placed', { count: placed }) : say('shortage.wanted.better')}</b>
        {gained > 0 && <small>{say(measure === 'count' ? 'shortage.wanted.gainedCount' : 'shortage.wanted.gained', { gained })}</small>}
      </p>
    </li>
  )
}

/** Of a long list those that most of the mentees wish, who come first. */
const mostWords = 8
const wordsOf = (words: readonly string[], say: Say<typeof en>): string =>
  words.length <= mostWords + 1
    ? say('shortage.said.words', { words })
    : say('shortage.said.wordsMore', { words: words.slice(0, mostWords), count: words.length - mostWords })

/** An answer in the words of the questionnaire. */
function saidWords(said: WantedAnswer['said'], say: Say<typeof en>, language: (tag: string) => string): string {
  switch (said.kind) {
    case 'choices':
      return wordsOf(said.choices, say)
    case 'languages':
      return wordsOf(said.languages.map(language), say)
    case 'time':
      return say('shortage.said.time', { hours: said.hours })
    case 'number':
    case 'least':
    case 'most': {
      const { kind, number, unit } = said
      return unit === null ? say(`shortage.said.${kind}Plain`, { number }) : say(`shortage.said.${kind}`, { number, unit })
    }
  }
}
