import { useEffect, useRef, useState } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { Button } from '../../../kit/ui/Button.tsx'
import { Card } from '../../../kit/ui/Card.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { tell } from '../../../kit/ui/tell.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { type ProgramView, readProgram } from '../../../program/contract.ts'
import { nameSafeContacts, readSafeContacts, type SafeContactView } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { AskFields } from './AskFields.tsx'
import { draftOf, isEmpty, type SafeDraft, SafeFields } from './SafeFields.tsx'

interface ContactsFormProps {
  readonly program: ProgramView
  readonly coordinators: readonly { readonly personId: string; readonly name: string | null }[]
  readonly safe: readonly SafeContactView[]
}

/** The person to ask and the two safe contacts, saved together; what is wrong stands by its field. */
export function ContactsForm({ program, coordinators, safe }: ContactsFormProps) {
  const say = useWords(en)
  const form = useRef<HTMLFormElement>(null)
  const [personId, setPersonId] = useState(program.contact?.personId ?? null)
  const [phone, setPhone] = useState(program.contact?.phone ?? '')
  const [drafts, setDrafts] = useState<readonly SafeDraft[]>([draftOf(safe[0]), draftOf(safe[1])])
  const [isUnchosen, setUnchosen] = useState(false)
  const mayAsk = program.may.change === true
  const named = drafts.filter(draft => !isEmpty(draft))
  const save = useAct(nameSafeContacts, { renews: [readProgram, readSafeContacts], done: () => tell(say('contacts.saved')) })
  const { refusal } = save
  const faultAt = (path: string) => refusal?.faults?.find(fault => fault.path === path)?.detail
  const codeIs = (code: string) => (refusal?.code === code ? (refusal.detail ?? refusal.title) : undefined)
  const twice = codeIs('same_contact_twice')
  const notStaff = codeIs('contact_not_staff')
  const byField = twice !== undefined || notStaff !== undefined || (refusal?.faults?.length ?? 0) > 0
  // whoever pressed Save stands at the end of a long page: what is wrong comes to them
  useEffect(() => {
    if (refusal || isUnchosen) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusal, isUnchosen])

  const submit = () => {
    const isMissing = mayAsk && personId === null
    setUnchosen(isMissing)
    if (isMissing) return
    save.start({
      programId: program.id,
      contacts: named.map(draft => ({ ...draft, phone: draft.phone.trim() || null })),
      ...(mayAsk && personId !== null ? { ask: { personId, phone: phone.trim() || null, version: program.version } } : {}),
    })
  }
  return (
    <form
      ref={form}
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Card title={say('contacts.ask')}>
        <AskFields
          coordinators={coordinators}
          personId={personId}
          phone={phone}
          isFixed={!mayAsk}
          faults={{
            personId: isUnchosen && personId === null ? say('contacts.chooseFirst') : (notStaff ?? faultAt('ask.personId')),
            phone: faultAt('ask.phone'),
          }}
          onPerson={setPersonId}
          onPhone={setPhone}
        />
      </Card>
      <Card title={say('contacts.safe')}>
        <div className="stack measure">
          <p>{say('contacts.safeLead')}</p>
          {drafts.map((draft, at) => (
            <SafeFields
              // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second place are what the fields are for
              key={at}
              title={say(at === 0 ? 'contacts.first' : 'contacts.second')}
              draft={draft}
              faultAt={field => (field === 'email' && at === 1 ? twice : undefined) ?? faultAt(`contacts.${named.indexOf(draft)}.${field}`)}
              onChange={part => setDrafts(before => before.map((one, n) => (n === at ? { ...one, ...part } : one)))}
            />
          ))}
          {named.length < 2 && <p className="muted">{say('contacts.fewer')}</p>}
        </div>
      </Card>
      {save.error && !byField && (
        <Banner tone="rowan">{refusal ? `${refusal.title}. ${refusal.detail ?? ''}` : say('contacts.unreachable')}</Banner>
      )}
      {byField && <Banner tone="rowan">{say('contacts.lookAgain')}</Banner>}
      <div>
        <Button kind="primary" type="submit" busy={save.busy}>
          {say('contacts.save')}
        </Button>
      </div>
    </form>
  )
}
