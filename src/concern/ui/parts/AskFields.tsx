import { Sunken } from '../../../kit/ui/Card.tsx'
import { ReadOnlyField, TextField } from '../../../kit/ui/Field.tsx'
import { NativeSelect } from '../../../kit/ui/NativeSelect.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import { contactLine } from '../../../program/rules.ts'
import en from '../../texts/en.json' with { type: 'json' }

interface AskFieldsProps {
  readonly coordinators: readonly { readonly personId: string; readonly name: string | null }[]
  readonly personId: string | null
  readonly phone: string
  /** Whoever may not change it reads it. */
  readonly isFixed: boolean
  readonly faults: { readonly personId: string | undefined; readonly phone: string | undefined }
  readonly onPerson: (personId: string) => void
  readonly onPhone: (phone: string) => void
}

/** The person to ask, with the line as everybody will read it and who has what nobody answered. */
export function AskFields(props: AskFieldsProps) {
  const say = useWords(en)
  const { coordinators, personId, phone, isFixed, faults } = props
  const nameOf = (name: string | null) => name ?? say('inbox.unnamed')
  const chosen = coordinators.find(one => one.personId === personId)
  const after = coordinators.filter(one => one.personId !== personId).map(one => nameOf(one.name))
  const line = chosen && contactLine({ name: nameOf(chosen.name), phone: phone.trim() || null })
  return (
    <div className="stack measure">
      {isFixed ? (
        <ReadOnlyField label={say('contacts.who')} value={line ?? say('contacts.nobody')} hint={say('contacts.onlyCoordinators')} />
      ) : (
        <>
          <NativeSelect
            label={say('contacts.who')}
            hint={say('contacts.whoHint')}
            placeholder={say('contacts.choose')}
            options={coordinators.map(one => ({ key: one.personId, name: nameOf(one.name) }))}
            value={chosen ? chosen.personId : null}
            onChange={props.onPerson}
            error={faults.personId}
          />
          <TextField
            type="tel"
            label={say('contacts.phone')}
            hint={say('contacts.phoneHint')}
            value={phone}
            onChange={props.onPhone}
            optional
            maxLength={60}
            error={faults.phone}
          />
          {line && (
            <Sunken title={say('contacts.asRead')}>
              <p dir="auto">{line}</p>
            </Sunken>
          )}
        </>
      )}
      <p className="muted">{after.length > 0 ? say('contacts.after', { names: after }) : say('contacts.afterAdministrators')}</p>
    </div>
  )
}
