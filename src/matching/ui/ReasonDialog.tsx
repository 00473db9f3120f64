import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Act } from '../contract/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ActRefused } from './ActRefused.tsx'
import styles from './matching.module.css'
import { ruleName, type SayHere } from './said.ts'
import { nameIn, type StudioActs, type StudioParts, type Wanted } from './studio.ts'

/** Three common reasons for each act; one's own words are as good. */
const common = {
  lock: ['know', 'asked', 'rule'],
  exclude: ['work', 'past', 'asked'],
  take: ['know', 'asked', 'place'],
  'put-first': ['committee', 'least', 'rule'],
} as const

export function ReasonDialog(props: {
  readonly wanted: Wanted | null
  readonly parts: StudioParts
  readonly acts: StudioActs
  readonly close: () => void
}) {
  const { wanted } = props
  return wanted && <Asking key={JSON.stringify(wanted)} {...props} wanted={wanted} />
}

/** What is asked, and what the button does. */
function wordsOf(say: SayHere, wanted: Wanted, { view }: StudioParts): { readonly title: string; readonly act: string } {
  if (wanted.act === 'put-first') return { title: say(`act.put-first.title.${wanted.first}`), act: say('act.put-first') }
  const names = { mentee: nameIn(view.people.mentees, wanted.menteeId), mentor: nameIn(view.people.mentors, wanted.mentorId) }
  const act = wanted.act === 'take' ? say('act.take', { mentor: names.mentor }) : say(`act.${wanted.act}`)
  return { title: say(`act.${wanted.act}.title`, names), act }
}

function actOf(wanted: Wanted, reason: string): Act {
  if (wanted.act === 'put-first') return { act: 'put-first', first: wanted.first, reason }
  const pair = { menteeId: wanted.menteeId, mentorId: wanted.mentorId, reason }
  return wanted.act === 'take' ? { act: 'take', ...pair, despite: [...(wanted.bends ?? [])] } : { act: wanted.act, ...pair }
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
  const words = wordsOf(say, wanted, parts)
  const bends = wanted.act === 'put-first' ? [] : (wanted.bends ?? [])
  const act = () => {
    if (reason.trim() === '' || parts.whyNot !== undefined) return
    acts.start(actOf(wanted, reason.trim()))
  }
  return (
    <Dialog
      open
      onClose={close}
      title={words.title}
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
            {words.act}
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
            const told = say(`act.reason.${one}`)
            return (
              <FilterChip key={one} on={reason === told} onChange={on => setReason(on ? told : '')}>
                {told}
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
