import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import { ActRefused } from './ActRefused.tsx'
import styles from './matching.module.css'
import { ruleName } from './said.ts'
import { nameIn, type StudioActs, type StudioParts, type Wanted } from './studio.ts'

/** Three common reasons for each act; one's own words are as good. */
const common = { lock: ['know', 'asked', 'rule'], exclude: ['work', 'past', 'asked'], take: ['know', 'asked', 'place'] } as const

export function ReasonDialog(props: {
  readonly wanted: Wanted | null
  readonly parts: StudioParts
  readonly acts: StudioActs
  readonly close: () => void
}) {
  const { wanted } = props
  return wanted && <Asking key={`${wanted.act} ${wanted.menteeId} ${wanted.mentorId}`} {...props} wanted={wanted} />
}

/** A reason is chosen or written first, and only the button acts; it stays open until the act is done. */
function Asking({
  wanted,
  parts,
  acts,
  close,
}: {
  readonly wanted: Wanted
  readonly parts: StudioParts
  readonly acts: StudioActs
  readonly close: () => void
}) {
  const say = useWords(en)
  const [reason, setReason] = useState('')
  const { people } = parts.view
  const names = { mentee: nameIn(people.mentees, wanted.menteeId), mentor: nameIn(people.mentors, wanted.mentorId) }
  const bends = wanted.bends ?? []
  const act = () => {
    if (reason.trim() === '' || parts.whyNot !== undefined) return
    const pair = { menteeId: wanted.menteeId, mentorId: wanted.mentorId, reason: reason.trim() }
    acts.start(wanted.act === 'take' ? { act: 'take', ...pair, despite: [...bends] } : { act: wanted.act, ...pair })
  }
  return (
    <Dialog
      open
      onClose={close}
      title={say(`act.${wanted.act}.title`, names)}
      actions={
        <>
          <Button
            kind="primary"
            type="submit"
            form="why"
            busy={acts.busy}
            disabledReason={parts.whyNot ?? (reason.trim() === '' ? say('act.why') : undefined)}
            reasonHidden
          >
            {wanted.act === 'take' ? say('act.take', { mentor: names.mentor }) : say(`act.${wanted.act}`)}
          </Button>
          <Button onClick={close}>{say('studio.cancel')}</Button>
        </>
      }
    >
      <form
        id="why"
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          act()
        }}
      >
        <p>{say(`act.${wanted.act}.lead`)}</p>
        {bends.length > 0 && (
          <p className={styles.cost}>
            {say('act.bends', { count: bends.length, questions: bends.map(rule => ruleName(parts.round.lookedFor, rule)) })}
          </p>
        )}
        <TextField
          label={say('act.why')}
          hint={say('act.whyHint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          autoComplete="off"
        />
        <div className="row wrap">
          {common[wanted.act].map(one => {
            const words = say(`act.reason.${one}`)
            return (
              <FilterChip key={one} on={reason === words} onChange={on => setReason(on ? words : '')}>
                {words}
              </FilterChip>
            )
          })}
        </div>
        <ActRefused of={wanted} parts={parts} />
        {parts.whyNot !== undefined && <p className="hint">{parts.whyNot}</p>}
      </form>
    </Dialog>
  )
}
