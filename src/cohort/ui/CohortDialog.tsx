import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { createCohort, listCohorts } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** A name and two days. */
export function NewCohortDialog(props: { readonly open: boolean; readonly onClose: () => void; readonly programId: string }) {
  const say = useWords(en)
  const [name, setName] = useState('')
  const [startsOn, setStartsOn] = useState<string | null>(null)
  const [endsOn, setEndsOn] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const create = useAct(createCohort, {
    renews: [listCohorts],
    done: cohort => {
      tell(say('cohort.created', { name: cohort.name }))
      props.onClose()
    },
  })
  const missing = (day: string | null) => (asked && day === null ? say('cohort.datesNeeded') : undefined)
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={say('cohorts.new')}
      dirty={name !== ''}
      actions={
        <>
          <Button kind="primary" type="submit" form="new-cohort" busy={create.busy}>
            {say('cohort.create')}
          </Button>
          <Button kind="quiet" onClick={props.onClose}>
            {say('cohort.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="new-cohort"
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (startsOn && endsOn) create.start({ programId: props.programId, name, startsOn, endsOn })
        }}
      >
        {create.refusal && (
          <Banner tone="rowan">
            {create.refusal.title}. {create.refusal.detail}
          </Banner>
        )}
        <TextField label={say('cohort.name')} hint={say('cohort.nameHint')} value={name} onChange={setName} required maxLength={200} />
        <DateField label={say('cohort.startsOn')} value={startsOn} onChange={setStartsOn} error={missing(startsOn)} />
        <DateField label={say('cohort.endsOn')} value={endsOn} onChange={setEndsOn} min={startsOn ?? undefined} error={missing(endsOn)} />
      </form>
    </Dialog>
  )
}
