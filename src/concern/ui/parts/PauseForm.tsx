import { useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { Sunken } from '../../../kit/ui/Card.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { pauseMentorship, readMentorship, resumeMentorship } from '../../../mentorship/contract.ts'
import { type HelpProgram, readHelp } from '../../contract.ts'
import { nameOf } from '../../rules/names.ts'
import { whoseText } from '../../rules.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { type HelpFormProps, NotSent, Until } from './Fields.tsx'
import styles from './Help.module.css'

type Mentorship = HelpProgram['mentorships'][number]
const renews = [readHelp, readMentorship]

/** Pauses a mentorship until a day, or goes on before it. Nobody asks why. */
export function PauseForm(props: HelpFormProps) {
  return (
    <div className={styles.form}>
      {props.program.mentorships.map(one => (
        <PauseOne key={one.id} {...props} of={one} />
      ))}
    </div>
  )
}

function PauseOne(props: HelpFormProps & { readonly of: Mentorship }) {
  const say = useWords(en)
  const { program, onDone, of } = props
  const partner = of.partner ?? say('help.partner')
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const pause = useAct(pauseMentorship, { renews, done: onDone })
  const resume = useAct(resumeMentorship, { renews, done: onDone })
  const whose = whoseText(of)
  const head = program.mentorships.length > 1 && <h3>{nameOf(of, say)}</h3>
  if (of.state === 'paused' && of.pausedUntil)
    return (
      <section className={styles.form}>
        {head}
        <p>{say('pause.now', { untilOn: of.pausedUntil })}</p>
        <NotSent error={resume.error} refusal={resume.refusal} />
        <Button full busy={resume.busy} onClick={() => resume.start({ mentorshipId: of.id })}>
          {say('send.resume')}
        </Button>
      </section>
    )
  if (of.may.pause !== true)
    return (
      <section>
        {head}
        <p>{say('closing.now')}</p>
      </section>
    )
  return (
    <section className={styles.form}>
      {head}
      <p className="muted">{say(whose === 'pair' ? 'lead.pause' : `lead.pause.${whose}`)}</p>
      <NotSent error={pause.error} refusal={pause.refusal} />
      <Until program={program} value={untilOn} onChange={setUntilOn} />
      <Button
        kind="primary"
        size="big"
        full
        busy={pause.busy}
        disabledReason={untilOn ? undefined : say('need.until')}
        onClick={() => untilOn && pause.start({ mentorshipId: of.id, untilOn })}
      >
        {say('send.pause')}
      </Button>
      <Sunken title={say('then.title')}>
        <p>
          {whose === 'pair'
            ? say('then.pause', { partner, program: program.program })
            : say('then.pause.own', { program: program.program })}
        </p>
      </Sunken>
    </section>
  )
}
