import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextArea, TextField } from '../../kit/ui/Field.tsx'
import { useLeave } from '../../kit/ui/place.ts'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { createProgram, listPrograms } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** Name and purpose are enough to begin; whoever makes a program coordinates it. */
export function NewProgramDialog(props: { readonly open: boolean; readonly onClose: () => void; readonly organization: string }) {
  const say = useWords(en)
  const leave = useLeave()
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState('')
  const create = useAct(createProgram, {
    renews: [listPrograms],
    done: program => {
      tell(say('program.created', { name: program.name }))
      props.onClose()
      leave('/$organization/programs/$programId', { organization: props.organization, programId: program.id })
    },
  })
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={say('programs.new')}
      dirty={name !== '' || purpose !== ''}
      actions={
        <>
          <Button kind="primary" type="submit" form="new-program" busy={create.busy}>
            {say('program.create')}
          </Button>
          <Button kind="quiet" onClick={props.onClose}>
            {say('program.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="new-program"
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          create.start({ name, purpose, format: 'one-to-one' })
        }}
      >
        {create.refusal && <Banner tone="rowan">{create.refusal.title}</Banner>}
        <TextField
          label={say('program.name')}
          hint={say('program.nameHint')}
          value={name}
          onChange={setName}
          required
          maxLength={200}
          error={create.refusal?.faults?.find(fault => fault.path === 'name')?.detail}
        />
        <TextArea
          label={say('program.purpose')}
          hint={say('program.purposeHint')}
          value={purpose}
          onChange={setPurpose}
          maxLength={2000}
          optional
        />
      </form>
    </Dialog>
  )
}
