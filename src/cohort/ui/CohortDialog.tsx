import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Format } from '../../program/contract.ts'
import { type CohortView, changeCohort, createCohort, listCohorts } from '../contract.ts'
import { groupsOf, sizesAtFirst } from '../rules.ts'
import en from '../texts/en.json' with { type: 'json' }
import { GroupSizesFields } from './GroupSizesFields.tsx'

interface CohortDialogProps {
  readonly programId: string
  /** How people meet in its program. */
  readonly format: Format
  /** The cohort that is changed; without one a new one is made. */
  readonly cohort?: CohortView | undefined
  readonly open: boolean
  readonly onClose: () => void
}

const numbers = [1, 2, 3, 4, 5] as const

/** A name, two days, and how many mentors a mentee may have, or how large its groups are. */
export function CohortDialog({ programId, format, cohort, open, onClose }: CohortDialogProps) {
  const say = useWords(en)
  const [name, setName] = useState(cohort?.name ?? '')
  const [startsOn, setStartsOn] = useState(cohort?.startsOn ?? null)
  const [endsOn, setEndsOn] = useState(cohort?.endsOn ?? null)
  const [mentors, setMentors] = useState(cohort?.mentorsPerMentee ?? 1)
  const atFirst = format === 'group' ? (cohort?.groups ?? groupsOf(sizesAtFirst(format), format)) : null
  const [groups, setGroups] = useState(atFirst)
  const [asked, setAsked] = useState(false)
  const done = (saved: CohortView) => {
    tell(say(cohort ? 'cohort.changed' : 'cohort.created', { name: saved.name }))
    onClose()
  }
  const create = useAct(createCohort, { renews: [listCohorts], done })
  const change = useAct(changeCohort, { renews: [listCohorts], done })
  const refusal = create.refusal ?? change.refusal
  const missing = (day: string | null) => (asked && day === null ? say('cohort.datesNeeded') : undefined)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={say(cohort ? 'cohort.change' : 'cohorts.new')}
      dirty={
        name !== (cohort?.name ?? '') ||
        startsOn !== (cohort?.startsOn ?? null) ||
        endsOn !== (cohort?.endsOn ?? null) ||
        mentors !== (cohort?.mentorsPerMentee ?? 1) ||
        JSON.stringify(groups) !== JSON.stringify(atFirst)
      }
      actions={
        <>
          <Button kind="primary" type="submit" form="cohort" busy={create.busy || change.busy}>
            {say(cohort ? 'cohort.save' : 'cohort.create')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('cohort.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="cohort"
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (!startsOn || !endsOn) return
          const sizes = groups ? { groups } : { mentorsPerMentee: mentors }
          if (cohort) change.start({ cohortId: cohort.id, name, startsOn, endsOn, ...sizes }, cohort.version)
          else create.start({ programId, name, startsOn, endsOn, ...sizes })
        }}
      >
        {refusal && (
          <Banner tone="rowan">
            {refusal.title}. {refusal.detail}
          </Banner>
        )}
        <TextField label={say('cohort.name')} hint={say('cohort.nameHint')} value={name} onChange={setName} required maxLength={200} />
        <DateField label={say('cohort.startsOn')} value={startsOn} onChange={setStartsOn} error={missing(startsOn)} />
        <DateField label={say('cohort.endsOn')} value={endsOn} onChange={setEndsOn} min={startsOn ?? undefined} error={missing(endsOn)} />
        {cohort && <p className="muted">{say('cohort.datesKeep')}</p>}
        {groups ? (
          <GroupSizesFields sizes={groups} onChange={setGroups} />
        ) : (
          <NativeSelect
            label={say('cohort.mentors')}
            hint={say('cohort.mentors.hint')}
            value={String(mentors)}
            onChange={key => setMentors(Number(key))}
            options={numbers.map(count => ({ key: String(count), name: say('cohort.mentors.number', { count }) }))}
          />
        )}
      </form>
    </Dialog>
  )
}
