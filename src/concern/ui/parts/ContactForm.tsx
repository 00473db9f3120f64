import { useState } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { Button } from '../../../kit/ui/Button.tsx'
import { Sunken } from '../../../kit/ui/Card.tsx'
import { TextField } from '../../../kit/ui/Field.tsx'
import { NativeSelect } from '../../../kit/ui/NativeSelect.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { tell } from '../../../kit/ui/tell.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { changeProgram, type ProgramView, readProgram } from '../../../program/contract.ts'
import { contactLine } from '../../../program/rules.ts'
import en from '../../texts/en.json' with { type: 'json' }

interface ContactFormProps {
  readonly program: ProgramView
  readonly coordinators: readonly { readonly personId: string; readonly name: string | null }[]
}

/** The person to ask, with the line as everybody will read it and who has what nobody answered. */
export function ContactForm({ program, coordinators }: ContactFormProps) {
  const say = useWords(en)
  const [personId, setPersonId] = useState(program.contact?.personId ?? null)
  const [phone, setPhone] = useState(program.contact?.phone ?? '')
  const save = useAct(changeProgram, { renews: [readProgram], done: () => tell(say('contacts.saved')) })
  const nameOf = (name: string | null) => name ?? say('inbox.unnamed')
  const chosen = coordinators.find(one => one.personId === personId)
  const after = coordinators.filter(one => one.personId !== personId).map(one => nameOf(one.name))
  const reason = program.may.change === true ? (personId ? undefined : say('contacts.chooseFirst')) : say('contacts.onlyCoordinators')
  return (
    <form
      className="stack measure"
      onSubmit={event => {
        event.preventDefault()
        if (personId) save.start({ programId: program.id, contactPersonId: personId, contactPhone: phone.trim() || null }, program.version)
      }}
    >
      {save.refusal && !save.refusal.faults && (
        <Banner tone="rowan">
          {save.refusal.title}. {save.refusal.detail}
        </Banner>
      )}
      <NativeSelect
        label={say('contacts.who')}
        hint={say('contacts.whoHint')}
        placeholder={say('contacts.choose')}
        options={coordinators.map(one => ({ key: one.personId, name: nameOf(one.name) }))}
        value={chosen ? chosen.personId : null}
        onChange={setPersonId}
      />
      <TextField
        type="tel"
        label={say('contacts.phone')}
        hint={say('contacts.phoneHint')}
        value={phone}
        onChange={setPhone}
        optional
        maxLength={60}
        error={save.refusal?.faults?.find(fault => fault.path === 'contactPhone')?.detail}
      />
      {chosen && (
        <Sunken title={say('contacts.asRead')}>
          <p dir="auto">{contactLine({ name: nameOf(chosen.name), phone: phone.trim() || null })}</p>
        </Sunken>
      )}
      <p className="muted">{after.length > 0 ? say('contacts.after', { names: after }) : say('contacts.afterAdministrators')}</p>
      <div>
        <Button kind="primary" type="submit" busy={save.busy} disabledReason={reason}>
          {say('contacts.save')}
        </Button>
      </div>
    </form>
  )
}
