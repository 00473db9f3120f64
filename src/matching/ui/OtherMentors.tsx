import { useDeferredValue, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { SearchField } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type PriceRow, pricesShown, readPrices } from '../contract/price.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { lossWords, ruleName, type SayHere } from './said.ts'
import type { StudioParts } from './studio.ts'

interface OtherMentorsProps {
  readonly parts: StudioParts
  readonly menteeId: string
  readonly mentee: string
}

/** Whom else one mentee could have, and what each would do to everybody: cheapest first, all of them, a page at a time. */
export function OtherMentors({ parts, menteeId, mentee }: OtherMentorsProps) {
  const say = useWords(en)
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim().slice(0, 100))
  return (
    <Card flush title={say('panel.others', { mentee })} level={3}>
      <div className={styles.find}>
        <SearchField label={say('panel.othersSearch')} placeholder={say('panel.othersSearch')} value={typed} onChange={setTyped} />
      </div>
      <Found key={`${menteeId} ${wanted}`} parts={parts} menteeId={menteeId} search={wanted} />
    </Card>
  )
}

function Found({ parts, menteeId, search }: Omit<OtherMentorsProps, 'mentee'> & { readonly search: string }) {
  const say = useWords(en)
  const [pages, setPages] = useState(1)
  const asked = { arrangementId: parts.view.id, menteeId, ...(search === '' ? {} : { search }) }
  const answer = useAnswer(readPrices, asked)
  return (
    <Loaded answer={answer} meanwhile={<Skeleton of="rows" count={5} />}>
      {({ rows, found, mentors, possible, priced }) => {
        const more = found - pages * pricesShown
        return (
          <>
            <p className={styles.quiet}>
              {found === 0 && search !== ''
                ? say('panel.othersNone', { typed: search })
                : say(priced ? 'panel.othersNote' : 'panel.othersUnpriced', { possible, count: mentors })}
            </p>
            <ul className={styles.others}>
              <Rows rows={rows} parts={parts} menteeId={menteeId} />
              {Array.from({ length: pages - 1 }, (_, at) => (at + 1) * pricesShown).map(from => (
                <Page key={from} asked={{ ...asked, from }} parts={parts} />
              ))}
            </ul>
            {more > 0 && (
              <p className={styles.foot}>
                <Button kind="link" onClick={() => setPages(pages + 1)}>
                  {say('panel.othersMore', { count: Math.min(pricesShown, more) })}
                </Button>
              </p>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

interface PageProps {
  readonly asked: { readonly arrangementId: string; readonly menteeId: string; readonly search?: string; readonly from: number }
  readonly parts: StudioParts
}

function Page({ asked, parts }: PageProps) {
  const answer = useAnswer(readPrices, { ...asked })
  if (!answer.data)
    return (
      <li>
        <Loaded answer={answer} meanwhile={<Skeleton of="rows" count={3} />}>
          {() => null}
        </Loaded>
      </li>
    )
  return <Rows rows={answer.data.rows} parts={parts} menteeId={asked.menteeId} />
}

function Rows({ rows, parts, menteeId }: { readonly rows: readonly PriceRow[]; readonly parts: StudioParts; readonly menteeId: string }) {
  const say = useWords(en)
  return rows.map(row => {
    const cost = costOf(say, row, parts)
    return (
      <li key={row.mentor.id} className={classes(parts.mentorId === row.mentor.id && styles.chosen)}>
        <button type="button" className={styles.other} onClick={() => parts.choose(menteeId, row.mentor.id)}>
          <Stone id={row.mentor.id} name={row.mentor.name} size={28} />
          <span className="grow">
            <b>{row.mentor.name}</b> <span className="num muted">{row.shown ?? ''}</span>
            <small className={classes(row.possible && cost.tone && styles[cost.tone])}>{cost.words}</small>
          </span>
        </button>
      </li>
    )
  })
}

interface CostWords {
  readonly words: string
  readonly tone: 'free' | 'cost' | null
}

function costOf(say: SayHere, row: PriceRow, { view, round }: StudioParts): CostWords {
  if (row.possible) {
    const { lost, menteesLost } = row
    if (lost === null || menteesLost === null) return { words: say('panel.otherRow.ask'), tone: null }
    if (lost < 0) return { words: say('panel.otherRow.gain', { lost: -lost }), tone: 'free' }
    return lossWords(say, { lost, menteesLost }, view.measure)
  }
  const [rule] = row.forbiddenBy
  if (rule) return { words: say('panel.otherRow.rule', { question: ruleName(round.lookedFor, rule) }), tone: 'cost' }
  return { words: row.apart ? say('panel.apart') : say('panel.otherRow.no'), tone: 'cost' }
}
