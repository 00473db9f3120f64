import { type ComponentType, useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Sunken } from '../../../kit/ui/Card.tsx'
import { AnyOf, OneOf } from '../../../kit/ui/Choices.tsx'
import { TextArea } from '../../../kit/ui/Field.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { type ConcernKind, type HelpProgram, longestWords, raiseConcern, readHelp, type Wish, wishes } from '../../contract.ts'
import { nameOf } from '../../rules/names.ts'
import { hearText, isAskedHow, toldText } from '../../rules.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { EndForm } from './EndForm.tsx'
import { type HelpFormProps, NotSent, Until, WhoGetsIt } from './Fields.tsx'
import styles from './Help.module.css'
import { namesIn } from './names.ts'
import { PauseForm } from './PauseForm.tsx'
import { PrivateLine } from './PrivateLine.tsx'

const own: Partial<Readonly<Record<ConcernKind, ComponentType<HelpFormProps>>>> = { pause: PauseForm, end: EndForm }

/** One act. With a mentorship, a pause and an end are chosen as they are on its own page; everything else is asked for. */
export function HelpForm(props: HelpFormProps) {
  const Own = props.program.mentorships.length > 0 ? own[props.kind] : undefined
  return Own ? <Own {...props} /> : <AskForm {...props} />
}

function AskForm(props: HelpFormProps) {
  const say = useWords(en)
  const { kind, program, onDirty, onDone } = props
  const { contact, partner } = namesIn(program, say)
  const [words, setWords] = useState('')
  const [wish, setWish] = useState<Wish | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [passesOn, setPassesOn] = useState(false)
  const [about, setAbout] = useState<string | null>(null)
  const [whom, setWhom] = useState<string | null>(null)
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const send = useAct(raiseConcern, { renews: [readHelp], done: onDone })
  const missing = kind === 'not-right' && !to ? say('need.to') : kind === 'pause' && !untilOn ? say('need.until') : undefined
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        if (!missing)
          send.start({ programId: program.programId, kind, words, wish, to, passesOn, mentorshipId: about, untilOn, aboutPersonId: whom })
      }}
    >
      <p className="muted">{leadOf(kind, { contact, partner }, say)}</p>
      <NotSent error={send.error} refusal={send.refusal} />
      {kind === 'not-right' && <SafeChoices {...props} to={to} onTo={setTo} passesOn={passesOn} onPassesOn={setPassesOn} />}
      {kind === 'pause' && <Until program={program} value={untilOn} onChange={setUntilOn} />}
      {program.mentorships.length > 1 && (
        <OneOf
          question={say('help.about')}
          optional
          value={about}
          onChange={one => {
            setAbout(one)
            setWhom(null)
          }}
          choices={program.mentorships.map(one => ({
            key: one.id,
            name: nameOf(one, say),
          }))}
        />
      )}
      <Whom program={program} about={about} value={whom} onChange={setWhom} />
      <TextArea
        label={say(`words.${kind}`, { contact })}
        optional
        voice
        rows={4}
        value={words}
        maxLength={longestWords}
        onChange={value => {
          setWords(value)
          onDirty(value !== '')
        }}
      />
      {isAskedHow(kind) && (
        <OneOf
          question={say('treat.question')}
          value={wish}
          onChange={setWish}
          choices={wishes.map(key => ({ key, name: say(`treat.${key}`), hint: say(`treat.${key}.after`) }))}
        />
      )}
      {kind === 'not-right' && <PrivateLine>{partner ? say('private.safeNamed', { partner }) : say('private.safe')}</PrivateLine>}
      <Button kind="primary" type="submit" size="big" full busy={send.busy} disabledReason={missing}>
        {say(kind === 'pause' ? 'send.pauseAsk' : `send.${kind}`, { contact })}
      </Button>
      <Then program={program} kind={kind} contact={contact} />
    </form>
  )
}

/** In a group: about whom, where the sender names somebody. */
function Whom(props: {
  readonly program: HelpProgram
  readonly about: string | null
  readonly value: string | null
  readonly onChange: (personId: string | null) => void
}) {
  const say = useWords(en)
  const { mentorships } = props.program
  const group = (mentorships.length === 1 ? mentorships[0] : mentorships.find(one => one.id === props.about))?.group
  if (!group) return null
  return (
    <OneOf
      question={say('help.whom')}
      optional
      value={props.value ?? 'nobody'}
      onChange={one => props.onChange(one === 'nobody' ? null : one)}
      choices={[
        { key: 'nobody', name: say('help.nobodyNamed') },
        ...group.others.map(({ personId, name }) => ({ key: personId, name: name ?? say('step.somebody') })),
      ]}
    />
  )
}

type Say = ReturnType<typeof useWords<typeof en>>

function leadOf(kind: ConcernKind, { contact, partner }: { readonly contact: string; readonly partner: string | null }, say: Say): string {
  if (kind === 'end') return say('lead.leave', { contact })
  if (kind === 'change') return partner ? say('lead.change', { contact, partner }) : say('lead.changeAlone', { contact })
  return say(`lead.${kind}`)
}

function SafeChoices(
  props: HelpFormProps & {
    readonly to: string | null
    readonly onTo: (to: string) => void
    readonly passesOn: boolean
    readonly onPassesOn: (passesOn: boolean) => void
  },
) {
  const say = useWords(en)
  const { program, organization } = props
  return (
    <>
      <WhoGetsIt question={say('who.question')} program={program} organization={organization} value={props.to} onChange={props.onTo} />
      {program.safe.filter(choice => choice.may === true).length > 1 && (
        <AnyOf
          question={say('passes.question')}
          value={props.passesOn ? ['on'] : []}
          onChange={chosen => props.onPassesOn(chosen.includes('on'))}
          choices={[{ key: 'on', name: say('passes.label', { hearBy: program.hearBySafe }), hint: say('passes.after') }]}
        />
      )}
    </>
  )
}

function Then(props: { readonly program: HelpProgram; readonly kind: ConcernKind; readonly contact: string }) {
  const say = useWords(en)
  const { kind, contact } = props
  const { hearBy, deputy } = props.program
  if (kind === 'not-right')
    return (
      <Sunken title={say('then.title')}>
        <p>{say('then.safe')}</p>
        <Hearing {...props} />
        <p>
          <b>{say('help.danger')}</b> {say('help.dangerDo')}
        </p>
      </Sunken>
    )
  return (
    <Sunken title={say('then.title')}>
      <p>{deputy ? say('then.deputy', { contact, hearBy, deputy }) : say('then.ordinary', { contact, hearBy })}</p>
      <Hearing {...props} />
    </Sunken>
  )
}

/** How each of the two hears: by mail, or by looking and by letter. */
function Hearing({ program, kind, contact }: Parameters<typeof Then>[0]) {
  const say = useWords(en)
  const told = toldText(kind, program)
  return (
    <>
      {told && <p>{say(told, { contact, phone: program.contact?.phone ?? '' })}</p>}
      <p>{say(hearText(program))}</p>
    </>
  )
}
