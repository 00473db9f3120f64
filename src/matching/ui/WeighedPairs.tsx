import type { ReactNode } from 'react'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { readWeighing } from '../contract/weighing.ts'
import { settings, type Weights } from '../rules/weighing.ts'
import en from '../texts/weighing.en.json' with { type: 'json' }
import { MovesOf } from './MovesOf.tsx'
import { partName } from './said.ts'
import type { StudioParts } from './studio.ts'
import styles from './weights.module.css'
import { isShare } from './weights.ts'

type Weighing = Answer<typeof readWeighing>
type Side = Weighing['judged']['own']

/** What would come of the tried weights: what stays, what moves, and both arrangements judged by both weights. */
export function WeighedPairs({
  parts,
  weighing,
  weights,
  isBusy,
  children,
}: {
  readonly parts: StudioParts
  readonly weighing: Weighing
  readonly weights: Weights
  readonly isBusy: boolean
  readonly children: ReactNode
}) {
  const say = useWords(en)
  const { lookedFor } = parts.round
  const { way, pairs, pairsSame, movedAnew, judged } = weighing
  const set = settings(lookedFor.criteria, weights)
  const told = lookedFor.criteria.map((criterion, at) => {
    const amount = say(isShare(criterion) ? 'weights.percent' : 'weights.points', { count: set[at] ?? 0 })
    return say('weights.triedOne', { name: partName(lookedFor, criterion.id), amount })
  })
  const isAllWithSomebody = way.moves.every(({ from, to }) => from && to)
  return (
    <section className={styles.result} aria-busy={isBusy}>
      <p className="hint">{say('weights.tried', { weights: told })}</p>
      {way.menteesMoved === 0 ? (
        <p>
          <b>{say('weights.nothing', { count: pairs })}</b>
        </p>
      ) : (
        <p>
          <b>{say(isAllWithSomebody ? 'weights.moved' : 'weights.movedOrNone', { count: way.menteesMoved })}</b>{' '}
          {say('weights.same', { same: pairsSame, count: pairs })}{' '}
          {say(way.menteesLost === 0 ? 'weights.asMany' : 'weights.placedNow', {
            pairs: way.pairs,
            placed: way.menteesPlaced,
            now: way.menteesPlaced + way.menteesLost,
          })}
        </p>
      )}
      {movedAnew > way.menteesMoved && <p className="hint">{say('weights.anew', { count: movedAnew })}</p>}
      {way.menteesMoved > 0 && (
        <>
          <Judged {...judged} />
          <p className="hint">{say('weights.honest')}</p>
          <MovesOf key={JSON.stringify([...weights])} title={say('weights.movesTitle')} way={way} parts={parts} />
          <p className="hint">{say('weights.movesNote')}</p>
        </>
      )}
      {children}
    </section>
  )
}

/** Two by two: only what stands in one column is measured alike. */
function Judged({ own, tried }: Weighing['judged']) {
  const say = useWords(en)
  const cell = ({ average, lowest }: Side['stands']) =>
    average === null || lowest === null ? say('weights.cellNone') : say('weights.cell', { average, lowest })
  const difference = (lost: number) =>
    lost === 0 ? say('weights.none') : lost > 0 ? say('weights.less', { lost }) : say('weights.more', { lost: -lost })
  return (
    <table className={styles.judged}>
      <caption className="unseen">{say('weights.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('weights.arrangement')}</th>
          <th scope="col">{say('weights.byOwn')}</th>
          <th scope="col">{say('weights.byTried')}</th>
        </tr>
      </thead>
      <tbody>
        {(['stands', 'way'] as const).map(which => (
          <tr key={which}>
            <th scope="row">{say(`weights.${which}`)}</th>
            <td>{cell(own[which])}</td>
            <td>{cell(tried[which])}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say('weights.difference')}</th>
          <td className={styles[own.lost > 0 ? 'cost' : 'free']}>{difference(own.lost)}</td>
          <td className={styles[tried.lost > 0 ? 'cost' : 'free']}>{difference(tried.lost)}</td>
        </tr>
      </tbody>
    </table>
  )
}
