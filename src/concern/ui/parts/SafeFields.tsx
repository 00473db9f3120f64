import { Sunken } from '../../../kit/ui/Card.tsx'
import { OneOf } from '../../../kit/ui/Choices.tsx'
import { TextField } from '../../../kit/ui/Field.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { SafeContactView } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

export interface SafeDraft {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly line: string
  readonly isOutside: boolean
}

const empty: SafeDraft = { name: '', email: '', phone: '', line: '', isOutside: false }
export const isEmpty = ({ name, email, phone, line }: SafeDraft) => [name, email, phone, line].every(told => told.trim() === '')
export const draftOf = (contact: SafeContactView | undefined): SafeDraft =>
  contact
    ? { name: contact.name ?? '', email: contact.email ?? '', phone: contact.phone ?? '', line: contact.line, isOutside: contact.isOutside }
    : empty

interface SafeFieldsProps {
  readonly title: string
  readonly draft: SafeDraft
  readonly faultAt: (field: keyof SafeDraft) => string | undefined
  readonly onChange: (part: Partial<SafeDraft>) => void
}

/** One of the two to whom what is not right can go; the fields of one who is not named stay empty. */
export function SafeFields({ title, draft, faultAt, onChange }: SafeFieldsProps) {
  const say = useWords(en)
  const mustBe = !isEmpty(draft)
  return (
    <Sunken title={title}>
      <div className="stack">
        <TextField
          label={say('contacts.name')}
          value={draft.name}
          onChange={name => onChange({ name })}
          required={mustBe}
          maxLength={200}
          error={faultAt('name')}
        />
        <TextField
          type="email"
          label={say('contacts.email')}
          hint={say('contacts.emailHint')}
          value={draft.email}
          onChange={email => onChange({ email })}
          required={mustBe}
          maxLength={254}
          error={faultAt('email')}
        />
        <TextField
          type="tel"
          label={say('contacts.phone')}
          value={draft.phone}
          onChange={phone => onChange({ phone })}
          optional
          maxLength={60}
          error={faultAt('phone')}
        />
        <TextField
          label={say('contacts.line')}
          hint={say('contacts.lineHint')}
          value={draft.line}
          onChange={line => onChange({ line })}
          required={mustBe}
          maxLength={300}
          error={faultAt('line')}
        />
        <OneOf
          question={say('contacts.where')}
          columns={2}
          choices={[
            { key: 'inside', name: say('contacts.inside') },
            { key: 'outside', name: say('contacts.outside') },
          ]}
          value={draft.isOutside ? 'outside' : 'inside'}
          onChange={where => onChange({ isOutside: where === 'outside' })}
        />
      </div>
    </Sunken>
  )
}
