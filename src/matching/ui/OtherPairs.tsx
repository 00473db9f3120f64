import Lock from 'lucide-react/icons/lock'
import { useMemo, useState } from 'react'
import { Card } from '../../kit/ui/Card.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { ExplanationKey, ExplanationStrip } from '../../kit/ui/Explanation.tsx'
import { SearchField } from '../../kit/ui/Field.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { PairRow } from '../contract/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { partName } from './said.ts'
import { isChosen, type StudioParts, toShow } from './studio.ts'
import { useWindowed } from './windowed.ts'

const rowHeight = 48
/** From here on only what is in view is drawn. */
const drawnWhole = 200

/** Everybody who needs nobody: found by name, weakest first. */
export function OtherPairs(parts: StudioParts) {
  const say = useWords(en)
  const { view, round } = parts
  const [typed, setTyped] = useState('')
  const [onlyKept, setOnlyKept] = useState(false)
  const names = useMemo(
    () => new Map([...view.people.mentees, ...view.people.mentors].map(person => [person.id, person.name])),
    [view.people],
  )
  const others = view.pairs.filter(pair => pair.look === null)
  const kept = others.filter(pair => pair.locked).length
  const wanted = typed.trim().toLowerCase()
  const found = others.filter(
    pair =>
      (!onlyKept || pair.locked) &&
      (wanted === '' || [pair.menteeId, pair.mentorId].some(id => names.get(id)?.toLowerCase().includes(wanted))),
  )
  const keyed = view.parts.map(part => ({ id: part.id, name: partName(round.lookedFor, part.id) }))
  return (
    <Card
      flush
      title={say('studio.others')}
      note={say('studio.othersCount', { count: others.length })}
      action={
        kept > 0 && (
          <FilterChip on={onlyKept} count={kept} onChange={setOnlyKept}>
            {say('studio.filterLocked')}
          </FilterChip>
        )
      }
    >
      {others.length > 8 && (
        <div className={styles.find}>
          <SearchField label={say('studio.search')} placeholder={say('studio.search')} value={typed} onChange={setTyped} />
        </div>
      )}
      {found.length === 0 ? (
        <p className={styles.quiet}>{wanted === '' ? say('studio.noPairs') : say('studio.noneFound', { typed })}</p>
      ) : (
        <Rows pairs={found} names={names} parts={parts} />
      )}
      {keyed.length > 1 && (
        <div className={styles.foot}>
          <ExplanationKey parts={keyed} />
        </div>
      )}
    </Card>
  )
}

function Rows({
  pairs,
  names,
  parts,
}: {
  readonly pairs: readonly PairRow[]
  readonly names: ReadonlyMap<string, string>
  readonly parts: StudioParts
}) {
  const { list, from, until, above, below } = useWindowed(pairs.length, rowHeight, drawnWhole)
  return (
    <ul ref={list} className={styles.pairs} style={{ paddingBlockStart: above, paddingBlockEnd: below }}>
      {pairs.slice(from, until).map((pair, at) => (
        <PairLine
          key={`${pair.menteeId} ${pair.mentorId}`}
          pair={pair}
          names={names}
          parts={parts}
          place={{ at: from + at + 1, of: pairs.length }}
        />
      ))}
    </ul>
  )
}

interface PairLineProps {
  readonly pair: PairRow
  readonly names: ReadonlyMap<string, string>
  readonly parts: StudioParts
  readonly place: { readonly at: number; readonly of: number }
}

function PairLine({ pair, names, parts, place }: PairLineProps) {
  const say = useWords(en)
  const mentee = names.get(pair.menteeId) ?? ''
  const mentor = names.get(pair.mentorId) ?? ''
  const chosen = isChosen(parts, pair)
  // a count has no most: its strip is as long as the strongest pair
  const most = parts.view.parts.map(part => part.outOf ?? Math.max(1, ...parts.view.pairs.map(one => one.shown)))
  return (
    <li className={classes(styles.line, chosen && styles.chosen)} aria-setsize={place.of} aria-posinset={place.at}>
      <button
        type="button"
        className={styles.target}
        aria-current={chosen || undefined}
        onClick={() => parts.choose(pair.menteeId, toShow(parts.view, pair))}
      >
        <span className={styles.person}>
          <Stone id={pair.menteeId} name={mentee} size={28} />
          <b>{mentee}</b>
        </span>
        <span className={styles.person}>
          <Stone id={pair.mentorId} name={mentor} size={28} />
          <b>{mentor}</b>
        </span>
        <span className={styles.figure}>
          <b className="num">{pair.shown}</b>
          <ExplanationStrip
            parts={parts.view.parts.map((part, at) => ({ id: part.id, points: pair.points[at] ?? 0, of: most[at] ?? 1 }))}
          />
        </span>
        <span className={styles.kept}>
          {pair.locked && (
            <>
              <Icon of={Lock} size={15} />
              <span className="unseen">{say('studio.kept')}</span>
            </>
          )}
        </span>
      </button>
    </li>
  )
}
