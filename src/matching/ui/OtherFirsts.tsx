import { type ReactNode, useId, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { type AnswerOnScreen, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { readAlternative } from '../contract/alternatives.ts'
import { type First, firsts } from '../contract/criteria.ts'
import { isArrangedAtOnce, mostOnASide } from '../rules/alternatives.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './firsts.module.css'
import { MovesOf } from './MovesOf.tsx'
import type { StudioParts } from './studio.ts'

type Alternative = Answer<typeof readAlternative>

/** What the same people would come to if something else came first, side by side with what stands. Nothing is done by looking; each can be taken. */
export function OtherFirsts(parts: StudioParts) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const { counts } = parts.view
  if (counts.pairs === 0) return null
  const isTooLarge = !isArrangedAtOnce(counts.mentees, counts.mentors)
  const isOpen = url['firsts'] === true || url['firsts'] === 'true'
  return (
    <Card
      title={say('firsts.title')}
      action={
        isOpen &&
        !isTooLarge && (
          <Button kind="link" onClick={() => change({ firsts: undefined })}>
            {say('panel.close')}
          </Button>
        )
      }
    >
      {isTooLarge ? (
        <p className="muted">{say('firsts.tooLarge', { most: mostOnASide })}</p>
      ) : isOpen ? (
        <SideBySide parts={parts} />
      ) : (
        <div className="stack">
          <p className="muted">{say('firsts.lead')}</p>
          <div>
            <Button onClick={() => change({ firsts: true })}>{say('firsts.open')}</Button>
          </div>
        </div>
      )}
    </Card>
  )
}

/** One after the other: the first ones are there while the last one is still worked out, and a large round asks for one at a time. */
function useAlternatives(arrangementId: string): Readonly<Record<First, AnswerOnScreen<Alternative>>> {
  const isSettled = ({ data, error }: AnswerOnScreen<Alternative>) => data !== undefined || error !== null
  const matched = useAnswer(readAlternative, { arrangementId, first: 'matched' })
  const total = useAnswer(readAlternative, { arrangementId, first: 'total' }, { when: isSettled(matched) })
  const fairest = useAnswer(readAlternative, { arrangementId, first: 'fairest' }, { when: isSettled(matched) && isSettled(total) })
  const stable = useAnswer(
    readAlternative,
    { arrangementId, first: 'stable' },
    { when: isSettled(matched) && isSettled(total) && isSettled(fairest) },
  )
  return { matched, total, fairest, stable }
}

const figures = ['pairs', 'placed', 'average', 'lowest', 'rather', 'cost', 'moved'] as const

function SideBySide({ parts }: { readonly parts: StudioParts }) {
  const say = useWords(en)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const { view } = parts
  const answers = useAlternatives(view.id)
  const [chosen, setChosen] = useState<First | null>(null)
  const movesId = useId()
  const done = firsts.filter(first => answers[first].data !== undefined).length
  const isWorking = firsts.some(first => !answers[first].data && !answers[first].error)
  const moves = chosen && answers[chosen].data?.way
  return (
    <div className="stack">
      <p className="muted">{say('firsts.note')}</p>
      <div className={styles.room}>
        <table className={styles.firsts} aria-busy={isWorking}>
          <thead>
            <tr>
              <th scope="col">{say('firsts.first')}</th>
              {figures.map(figure => (
                <th key={figure} scope="col">
                  {say(`firsts.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {firsts.map(first => {
              const { data } = answers[first]
              return (
                <tr key={first} className={classes(data?.isOwn && styles.own)}>
                  <th scope="row">
                    <b>{say(`firsts.${first}`)}</b> {data?.isOwn && <Chip tone="lichen">{say('firsts.own')}</Chip>}
                    <small>{say(`firsts.${first}.means`)}</small>
                  </th>
                  {data ? (
                    <Figures
                      {...data}
                      all={view.counts.mentees}
                      show={
                        <Button
                          kind="link"
                          aria-label={say('firsts.who', { count: data.way.menteesMoved, first: say(`firsts.${first}`) })}
                          aria-expanded={chosen === first}
                          aria-controls={movesId}
                          onClick={() => setChosen(chosen === first ? null : first)}
                        >
                          {say('firsts.movedCount', { count: data.way.menteesMoved })}
                        </Button>
                      }
                      take={
                        <Button
                          size="small"
                          aria-label={say('firsts.takeOne', { first: say(`firsts.${first}`) })}
                          disabledReason={parts.whyNot}
                          reasonHidden
                          onClick={() => parts.ask({ act: 'put-first', first })}
                        >
                          {say('firsts.take')}
                        </Button>
                      }
                    />
                  ) : (
                    <td colSpan={figures.length}>
                      <Loaded answer={answers[first]} meanwhile={<span className="muted">{say('firsts.working')}</span>}>
                        {() => null}
                      </Loaded>
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="unseen" role="status">
        {say(isWorking ? 'firsts.workingOf' : 'firsts.done', { count: done, of: firsts.length })}
      </p>
      <div id={movesId}>
        {chosen && moves && moves.moves.length > 0 && (
          <MovesOf
            key={`${view.id} ${chosen}`}
            title={say('firsts.movesOf', { first: say(`firsts.${chosen}`) })}
            way={moves}
            parts={parts}
          />
        )}
      </div>
      <p className="hint">{say('firsts.ratherMeans')}</p>
      {view.people.mentees.some(({ comesFirst }) => comesFirst) && <p className="hint">{say('firsts.comesFirst')}</p>}
      {parts.whyNot !== undefined && <p className="hint">{parts.whyNot}</p>}
      <p className="hint">
        {say('firsts.how')}{' '}
        <ButtonTo kind="link" size="small" to="/$organization/programs/$programId/cohorts/$cohortId/matching/priorities" params={place}>
          {say('matching.priorities')}
        </ButtonTo>
      </p>
    </div>
  )
}

type FiguresProps = Alternative & { readonly all: number; readonly show: ReactNode; readonly take: ReactNode }

/** The cells of a row, each with its head before it where there is no room for a table. */
function Figures({ way, isOwn, ratherElsewhere, all, show, take }: FiguresProps) {
  const say = useWords(en)
  const none = say('firsts.none')
  const isSame = way.menteesMoved === 0
  const cells: Readonly<Record<(typeof figures)[number], ReactNode>> = {
    pairs: way.pairs,
    placed: isOwn ? say('firsts.placedOf', { count: way.menteesPlaced, of: all }) : way.menteesPlaced,
    average: way.average ?? none,
    lowest: way.lowest ?? none,
    rather: ratherElsewhere,
    cost: isOwn ? none : isSame ? say('firsts.same') : <Cost {...way} />,
    moved: (
      <span className={styles.moved}>
        {isSame ? none : show}
        {!isOwn && take}
      </span>
    ),
  }
  return figures.map(figure => (
    <td key={figure} className={figure === 'cost' ? styles.wraps : undefined}>
      <span className={styles.head}>{say(`firsts.${figure}`)}</span>
      <span>{cells[figure]}</span>
    </td>
  ))
}

/** Both are told, whichever way they go: mentees who lose or gain a place, and the total. */
function Cost({ menteesLost, lost }: Pick<Alternative['way'], 'menteesLost' | 'lost'>) {
  const say = useWords(en)
  return (
    <>
      {menteesLost > 0 && <b className={styles.cost}>{say('firsts.fewer', { count: menteesLost })} </b>}
      {menteesLost < 0 && <b className={styles.free}>{say('firsts.more', { count: -menteesLost })} </b>}
      <span className={styles[lost > 0 ? 'cost' : 'free']}>
        {lost === 0 ? say('panel.totalNone') : lost > 0 ? say('panel.total', { lost }) : say('panel.totalGain', { lost: -lost })}
      </span>
    </>
  )
}
