import { useState } from 'react'
import { chooseClosure, type Manner, manners, readClosure, takeBackClosure } from '../../../closure/contract.ts'
import { Button } from '../../../kit/ui/Button.tsx'
import { Sunken } from '../../../kit/ui/Card.tsx'
import { OneOf } from '../../../kit/ui/Choices.tsx'
import { TextArea } from '../../../kit/ui/Field.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { readMentorship } from '../../../mentorship/contract.ts'
import { type HelpProgram, readHelp } from '../../contract.ts'
import { nameOf } from '../../rules/names.ts'
import { whoseText } from '../../rules.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { type HelpFormProps, NotSent } from './Fields.tsx'
import styles from './Help.module.css'
import { namesIn } from './names.ts'

type Mentorship = HelpProgram['mentorships'][number]
const renews = [readHelp, readMentorship, readClosure]

/** Chooses how a mentorship ends, or takes that back. Nothing ends today. */
export function EndForm(props: HelpFormProps) {
  return (
    <div className={styles.form}>
      {props.program.mentorships.map(one => (
        <EndOne key={one.id} {...props} of={one} />
      ))}
    </div>
  )
}

function EndOne(props: HelpFormProps & { readonly of: Mentorship }) {
  const say = useWords(en)
  const { program, onDone, onDirty, of } = props
  const { contact } = namesIn(program, say)
  const partner = of.partner ?? say('help.partner')
  const [manner, setManner] = useState<Manner | null>(null)
  const [reason, setReason] = useState('')
  const end = useAct(chooseClosure, { renews, done: onDone })
  const takeBack = useAct(takeBackClosure, { renews, done: onDone })
  const whose = whoseText(of)
  const head = program.mentorships.length > 1 && <h3>{nameOf(of, say)}</h3>
  if (of.may.end !== true)
    return (
      <section className={styles.form}>
        {head}
        <p>{of.ending ? say(whose === 'own' ? 'ending.own.now' : 'ending.now', { lastOn: of.ending.lastOn }) : say('closing.now')}</p>
        <NotSent error={takeBack.error} refusal={takeBack.refusal} />
        {of.ending && (
          <Button full busy={takeBack.busy} onClick={() => of.ending && takeBack.start({ closureId: of.ending.closureId })}>
            {say('ending.takeBack')}
          </Button>
        )}
      </section>
    )
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        if (manner) end.start({ mentorshipId: of.id, manner, reason })
      }}
    >
      {head}
      <p className="muted">{whose === 'pair' ? say('lead.end', { partner, contact }) : say(`lead.end.${whose}`, { contact })}</p>
      <NotSent error={end.error} refusal={end.refusal} />
      <OneOf
        question={say('ending.question')}
        value={manner}
        onChange={setManner}
        choices={manners.map(key => {
          const text = whose === 'pair' ? (`ending.${key}` as const) : (`ending.${whose}.${key}` as const)
          return { key, name: say(text), hint: say(`${text}.after`) }
        })}
      />
      <TextArea
        label={
          whose === 'pair'
            ? say('words.reason', { program: program.program, partner })
            : say('words.reason.group', { program: program.program })
        }
        optional
        voice
        value={reason}
        maxLength={2000}
        onChange={value => {
          setReason(value)
          onDirty(value !== '')
        }}
      />
      <p>{say('ending.back')}</p>
      <Button kind="primary" type="submit" size="big" full busy={end.busy} disabledReason={manner ? undefined : say('need.manner')}>
        {say(whose === 'pair' ? 'act.end' : `act.end.${whose}`)}
      </Button>
      <Sunken title={say('then.title')}>
        <p>
          {whose === 'pair'
            ? say('then.end', { partner, program: program.program })
            : say(`then.end.${whose}`, { program: program.program })}
        </p>
      </Sunken>
    </form>
  )
}
