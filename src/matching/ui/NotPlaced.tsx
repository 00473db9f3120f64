import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { NeedsRow } from '../../kit/ui/NeedsRow.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readUnplaced, type UnplacedRow } from '../contract/price.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import { groupWhyWords } from './group-words.ts'
import styles from './matching.module.css'
import { lossWords, ruleName, type SayHere } from './said.ts'
import { nameIn, type StudioParts } from './studio.ts'

/** At a time: each costs the engine a look at every mentor. */
const step = 8

/** Who has nobody yet, why, and what would help at the least cost: the first thing on the page. */
export function NotPlaced(parts: StudioParts) {
  const say = useWords(en)
  const { view } = parts
  const [shown, setShown] = useState(step)
  const mentees = view.unplaced.slice(0, shown)
  const more = view.unplaced.length - mentees.length
  return (
    <Card
      flush
      title={say('studio.unplaced')}
      note={view.unplaced.length > 0 && say('studio.unplacedCount', { count: view.unplaced.length })}
      action={view.unplaced.length > 0 && <small>{say('studio.unplacedNote')}</small>}
    >
      {view.unplaced.length === 0 ? (
        <p className={styles.quiet}>{say('studio.unplacedNone')}</p>
      ) : (
        <ul className={styles.needs}>
          {batches(mentees, step).map(batch => (
            <Batch key={batch[0]} mentees={batch} parts={parts} />
          ))}
        </ul>
      )}
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

const batches = (ids: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, at * size + size))

function Batch({ mentees, parts }: { readonly mentees: readonly string[]; readonly parts: StudioParts }) {
  const answer = useAnswer(readUnplaced, { arrangementId: parts.view.id, mentees: [...mentees] })
  return mentees.map(menteeId => (
    <Row key={menteeId} menteeId={menteeId} row={answer.data?.rows.find(row => row.mentee.id === menteeId)} parts={parts} />
  ))
}

function Row({ menteeId, row, parts }: { readonly menteeId: string; readonly row: UnplacedRow | undefined; readonly parts: StudioParts }) {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const name = nameIn(parts.view.people.mentees, menteeId)
  const isFirst = parts.view.people.mentees.find(({ id }) => id === menteeId)?.comesFirst === true
  const remedy = row?.remedy
  const { groups } = parts.view
  const why = row && (row.groups && groups ? groupWhyWords(sayOfGroups, row.groups, groups.sizes.smallest) : whyWords(say, row, parts))
  const isTry = remedy?.kind === 'force' || remedy?.kind === 'lift-requirement'
  return (
    <NeedsRow
      who={<Stone id={menteeId} name={name} />}
      sentence={name}
      note={why && (isFirst ? `${say('studio.lostPlace')}. ${why}` : why)}
      remedy={row && <Remedy row={row} parts={parts} />}
      chosen={parts.menteeId === menteeId}
      acts={
        <Button
          size="small"
          aria-label={`${say(isTry ? 'act.try' : 'act.look')}: ${name}`}
          onClick={() => parts.choose(menteeId, isTry ? remedy.mentor.id : undefined)}
        >
          {say(isTry ? 'act.try' : 'act.look')}
        </Button>
      }
    />
  )
}

/** One sentence: the nearest reason, with the names and counts behind it. */
export function whyWords(say: SayHere, row: UnplacedRow, { round }: Pick<StudioParts, 'round'>): string {
  if (row.why === 'nobody-allowed') {
    const [rule] = row.ruledOut
    if (rule) return say('why.nobody-allowed-by', { question: ruleName(round.lookedFor, rule.requirement), count: rule.mentors })
    return row.apart > 0 ? say('why.nobody-allowed-apart', { count: row.apart }) : say('why.nobody-allowed')
  }
  const [held] = row.heldBy
  if (row.why === 'places-taken' && held && held.mentees.length > 0)
    return say('why.places-taken-by', { mentor: held.mentor.name, shown: held.shown, names: held.mentees })
  return say(`why.${row.why}`)
}

function Remedy({ row, parts }: { readonly row: UnplacedRow; readonly parts: StudioParts }) {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const { remedy, groups } = row
  if (groups && (groups.why === 'too-few' || groups.why === 'groups-full')) return <p>{sayOfGroups(`remedy.${groups.why}`)}</p>
  if (remedy.kind === 'none') return <p>{say('remedy.none')}</p>
  const mentor = remedy.mentor.name
  if (remedy.kind === 'add-place') return <p>{say('remedy.add-place', { mentor })}</p>
  if (remedy.kind === 'lift-requirement')
    return (
      <p>
        {say('remedy.lift-requirement', { question: ruleName(parts.round.lookedFor, remedy.requirement), mentor, shown: remedy.shown })}
      </p>
    )
  const loss = lossWords(say, remedy, parts.view.measure)
  return (
    <>
      <p>{say('remedy.force', { mentor, shown: remedy.shown })}</p>
      <b className={styles[loss.tone]}>{loss.words}</b>
    </>
  )
}
