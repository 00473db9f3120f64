import { useState } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { Button } from '../../../kit/ui/Button.tsx'
import { Sunken } from '../../../kit/ui/Card.tsx'
import { OneOf } from '../../../kit/ui/Choices.tsx'
import { TextField } from '../../../kit/ui/Field.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { tell } from '../../../kit/ui/tell.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { nameSafeContacts, readSafeContacts, type SafeContactView } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

interface Draft {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly line: string
  readonly isOutside: boolean
}

const empty: Draft = { name: '', email: '', phone: '', line: '', isOutside: false }
const isEmpty = ({ name, email, phone, line }: Draft) => [name, email, phone, line].every(told => told.trim() === '')
const draftOf = (contact: SafeContactView | undefined): Draft =>
  contact
    ? { name: contact.name ?? '', email: contact.email ?? '', phone: contact.phone ?? '', line: contact.line, isOutside: contact.isOutside }
    : empty

/** The two to whom what is not right can go; the fields of one who is not named stay empty. */
export function SafeContactsForm(props: { readonly programId: string; readonly safe: readonly SafeContactView[] }) {
  const say = useWords(en)
  const [drafts, setDrafts] = useState<readonly Draft[]>([draftOf(props.safe[0]), draftOf(props.safe[1])])
  const named = drafts.filter(draft => !isEmpty(draft))
  const save = useAct(nameSafeContacts, { renews: [readSafeContacts], done: () => tell(say('contacts.saved')) })
  const faultAt = (draft: Draft, field: keyof Draft) =>
    save.refusal?.faults?.find(fault => fault.path === `contacts.${named.indexOf(draft)}.${field}`)?.detail
  const changed = (at: number, part: Partial<Draft>) =>
    setDrafts(before => before.map((draft, n) => (n === at ? { ...draft, ...part } : draft)))
  return (
    <form
      className="stack measure"
      onSubmit={event => {
        event.preventDefault()
        const contacts = named.map(draft => ({ ...draft, phone: draft.phone.trim() || null }))
        save.start({ programId: props.programId, contacts })
      }}
    >
      <p>{say('contacts.safeLead')}</p>
      {save.refusal && !save.refusal.faults && (
        <Banner tone="rowan">
          {save.refusal.title}. {save.refusal.detail}
        </Banner>
      )}
      {drafts.map((draft, at) => {
        const mustBe = !isEmpty(draft)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second place are what the fields are for
          <Sunken key={at} title={say(at === 0 ? 'contacts.first' : 'contacts.second')}>
            <div className="stack">
              <TextField
                label={say('contacts.name')}
                value={draft.name}
                onChange={name => changed(at, { name })}
                required={mustBe}
                maxLength={200}
                error={faultAt(draft, 'name')}
              />
              <TextField
                type="email"
                label={say('contacts.email')}
                hint={say('contacts.emailHint')}
                value={draft.email}
                onChange={email => changed(at, { email })}
                required={mustBe}
                maxLength={254}
                error={faultAt(draft, 'email')}
              />
              <TextField
                type="tel"
                label={say('contacts.phone')}
                value={draft.phone}
                onChange={phone => changed(at, { phone })}
                optional
                maxLength={60}
                error={faultAt(draft, 'phone')}
              />
              <TextField
                label={say('contacts.line')}
                hint={say('contacts.lineHint')}
                value={draft.line}
                onChange={line => changed(at, { line })}
                required={mustBe}
                maxLength={300}
                error={faultAt(draft, 'line')}
              />
              <OneOf
                question={say('contacts.where')}
                columns={2}
                choices={[
                  { key: 'inside', name: say('contacts.inside') },
                  { key: 'outside', name: say('contacts.outside') },
                ]}
                value={draft.isOutside ? 'outside' : 'inside'}
                onChange={where => changed(at, { isOutside: where === 'outside' })}
              />
            </div>
          </Sunken>
        )
      })}
      {named.length < 2 && <p className="muted">{say('contacts.fewer')}</p>}
      <div>
        <Button kind="primary" type="submit" busy={save.busy}>
          {say('contacts.save')}
        </Button>
      </div>
    </form>
  )
}
