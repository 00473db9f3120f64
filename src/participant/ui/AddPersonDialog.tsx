import { useState } from 'react'
import { readCohort } from '../../cohort/contract.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { AnyOf } from '../../kit/ui/Choices.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { addPerson, takeBackAddition } from '../contract/addition.ts'
import { countPeople, listPeople, readPerson, readProfile } from '../contract/people.ts'
import type { Role } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { Known } from './AddKnown.tsx'
import type { CohortPlace } from './paths.ts'

const renewed = [listPeople, countPeople, readPerson]

interface AddPersonDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Shows somebody who takes part already. */
  readonly show: (personId: string) => void
}

/** Takes one person into the cohort: who they are and as what they take part. What they answer comes later. */
export function AddPersonDialog({ open, onClose, show }: AddPersonDialogProps) {
  const say = useWords(en)
  const { cohortId } = usePlace<CohortPlace>()
  const cohort = useAnswer(readCohort, { cohortId })
  const profile = useAnswer(readProfile, { cohortId }, { when: open })
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [externalId, setExternalId] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [capacity, setCapacity] = useState('')
  const [mentors, setMentors] = useState('')
  const [asked, setAsked] = useState(false)
  const most = cohort.data?.mentorsPerMentee ?? 1
  const asks = profile.data?.questions.length ?? 0

  const takeBack = useAct(takeBackAddition, { renews: [listPeople, countPeople], refused: error => tell(error.message) })
  const add = useAct(addPerson, {
    renews: renewed,
    done: added => {
      const called = added.name ?? name
      tell(say('add.added', { name: called }), () => takeBack.start({ additionId: added.additionId }))
      for (const set of [setName, setEmail, setExternalId, setCapacity, setMentors]) set('')
      setRoles([])
      setAsked(false)
      onClose()
    },
  })
  const isMentor = roles.includes('mentor')
  const isWishing = roles.includes('mentee') && most > 1
  const within = (typed: string, from: number, to: number) =>
    typed.trim() === '' || (/^\d{1,3}$/.test(typed.trim()) && Number(typed) >= from && Number(typed) <= to)
  const wrong = {
    name: name.trim() === '' ? say('add.nameMissing') : undefined,
    email: email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? say('add.emailWrong') : undefined,
    roles: roles.length === 0 ? say('add.roleMissing') : undefined,
    capacity: isMentor && !within(capacity, 0, 100) ? say('add.capacityWrong') : undefined,
    mentors: isWishing && !within(mentors, 1, most) ? say('add.mentorsWrong', { most }) : undefined,
  }
  const faultAt = (path: string) => add.refusal?.faults?.find(fault => fault.path === path)?.detail
  const errorAt = (path: keyof typeof wrong) => (asked ? wrong[path] : undefined) ?? faultAt(path)
  const start = (isSame: boolean) => {
    setAsked(true)
    if (Object.values(wrong).some(one => one !== undefined)) return
    add.start({
      cohortId,
      name,
      roles: [...roles],
      ...(email.trim() && { email }),
      ...(externalId.trim() && { externalId }),
      ...(isMentor && capacity.trim() && { capacity: Number(capacity) }),
      ...(isWishing && mentors.trim() && { mentors: Number(mentors) }),
      ...(isSame && { isSame }),
    })
  }
  /** Whoever was found by what was typed is somebody else once it is typed anew. */
  const typing = (set: (typed: string) => void) => (typed: string) => {
    set(typed)
    if (add.refusal) add.forget()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      look="sheet"
      title={cohort.data ? say('add.title', { cohort: cohort.data.name }) : say('add.titleUnnamed')}
      dirty={[name, email, externalId].some(typed => typed !== '') || roles.length > 0}
      actions={
        <>
          <Button kind="primary" type="submit" form="add-person" busy={add.busy}>
            {say('add.yes')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('add.no')}
          </Button>
        </>
      }
    >
      <form
        id="add-person"
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          start(false)
        }}
      >
        {add.refusal && !add.refusal.faults && <Known refusal={add.refusal} busy={add.busy} show={show} takeIn={() => start(true)} />}
        {add.error && !add.refusal && <Banner tone="rowan">{add.error.message}</Banner>}
        <TextField label={say('add.name')} value={name} onChange={typing(setName)} maxLength={200} error={errorAt('name')} />
        <TextField
          label={say('add.email')}
          hint={say('add.emailHint')}
          optional
          type="email"
          value={email}
          onChange={typing(setEmail)}
          maxLength={254}
          error={errorAt('email')}
        />
        <TextField
          label={say('add.id')}
          hint={say('add.idHint')}
          optional
          value={externalId}
          onChange={typing(setExternalId)}
          maxLength={200}
          error={faultAt('externalId')}
        />
        <AnyOf<Role>
          question={say('add.roles')}
          columns={2}
          choices={[
            { key: 'mentee', name: say('role.mentee') },
            { key: 'mentor', name: say('role.mentor') },
          ]}
          value={roles}
          onChange={chosen => {
            setRoles(chosen)
            if (add.refusal) add.forget()
          }}
          error={errorAt('roles')}
        />
        {isMentor && (
          <TextField
            label={say('add.capacity')}
            hint={say('add.capacityHint')}
            optional
            type="number"
            value={capacity}
            onChange={setCapacity}
            error={errorAt('capacity')}
          />
        )}
        {isWishing && (
          <TextField
            label={say('add.mentors')}
            hint={say('add.mentorsHint', { most })}
            optional
            type="number"
            value={mentors}
            onChange={setMentors}
            error={errorAt('mentors')}
          />
        )}
        <p className="muted">
          {asks > 0 && say('add.unanswered', { count: asks })} {say('add.noMail')}
        </p>
      </form>
    </Dialog>
  )
}
