import { useState } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { Button } from '../../../kit/ui/Button.tsx'
import { OneOf } from '../../../kit/ui/Choices.tsx'
import { Dialog } from '../../../kit/ui/Dialog.tsx'
import { TextArea, TextField } from '../../../kit/ui/Field.tsx'
import { useLeave } from '../../../kit/ui/place.ts'
import { useAct } from '../../../kit/ui/server.ts'
import { tell } from '../../../kit/ui/tell.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { changeProgram, createProgram, type Format, listPrograms, type ProgramView, readProgram } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

interface ProgramDialogProps {
  /** The slug of the organization, for the way to a new program. */
  readonly organization: string
  /** The program that is changed; without one a new one is made. */
  readonly program?: ProgramView | undefined
  readonly open: boolean
  readonly onClose: () => void
}

const offered: readonly Format[] = ['one-to-one', 'reverse', 'group']

/** Name, purpose and who mentors whom are enough to begin; whoever makes a program coordinates it. */
export function ProgramDialog({ organization, program, open, onClose }: ProgramDialogProps) {
  const say = useWords(en)
  const leave = useLeave()
  const [name, setName] = useState(program?.name ?? '')
  const [purpose, setPurpose] = useState(program?.purpose ?? '')
  const [format, setFormat] = useState<Format>(program?.format ?? 'one-to-one')
  const isSettled = program !== undefined && program.may.changeFormat !== true
  const create = useAct(createProgram, {
    renews: [listPrograms],
    done: made => {
      tell(say('program.created', { name: made.name }))
      onClose()
      leave('/$organization/programs/$programId', { organization, programId: made.id })
    },
  })
  const change = useAct(changeProgram, {
    renews: [readProgram, listPrograms],
    done: () => {
      tell(say('program.changed'))
      onClose()
    },
  })
  const refusal = create.refusal ?? change.refusal
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={say(program ? 'program.change' : 'programs.new')}
      dirty={name !== (program?.name ?? '') || purpose !== (program?.purpose ?? '') || format !== (program?.format ?? 'one-to-one')}
      actions={
        <>
          <Button kind="primary" type="submit" form="program" busy={create.busy || change.busy}>
            {say(program ? 'program.save' : 'program.create')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('program.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="program"
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          if (program) change.start({ programId: program.id, name, purpose, format }, program.version)
          else create.start({ name, purpose, format })
        }}
      >
        {refusal && !refusal.faults && (
          <Banner tone="rowan">
            {refusal.title}. {refusal.detail}
          </Banner>
        )}
        <TextField
          label={say('program.name')}
          hint={say('program.nameHint')}
          value={name}
          onChange={setName}
          required
          maxLength={200}
          error={refusal?.faults?.find(fault => fault.path === 'name')?.detail}
        />
        <TextArea
          label={say('program.purpose')}
          hint={say('program.purposeHint')}
          value={purpose}
          onChange={setPurpose}
          maxLength={2000}
          optional
        />
        <OneOf
          question={say('program.format')}
          hint={isSettled ? say('program.format.settled') : undefined}
          value={format}
          onChange={setFormat}
          readOnly={isSettled}
          choices={offered.map(key => ({ key, name: say(`program.format.${key}`), hint: say(`program.format.${key}.hint`) }))}
        />
      </form>
    </Dialog>
  )
}
