import { useState } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { Button } from '../../../kit/ui/Button.tsx'
import { OneOf } from '../../../kit/ui/Choices.tsx'
import { TextArea } from '../../../kit/ui/Field.tsx'
import { Questions } from '../../../kit/ui/LinkRows.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { chooseRecipient } from '../../contract/waiting.ts'
import {
  addToConcern,
  type HelpProgram,
  longestWords,
  type OwnConcern,
  readHelp,
  takeBackConcern,
  type Wish,
  wishes,
} from '../../contract.ts'
import { isAskedHow, isFoundLater, isOpen, nextFor } from '../../rules.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { NotSent, WhoGetsIt } from './Fields.tsx'
import styles from './Help.module.css'

/** What the reader asked for: each step with its day, by when they hear, and what they can still do with it. */
export function Earlier(props: {
  readonly requests: readonly OwnConcern[]
  readonly program: HelpProgram
  readonly organization: string
  readonly level: 2 | 3
}) {
  const say = useWords(en)
  const Heading = props.level === 3 ? 'h3' : 'h2'
  const open = props.requests.filter(request => isOpen(request.state))
  const over = props.requests.filter(request => !isOpen(request.state))
  return (
    <>
      {open.length > 0 && (
        <section className={styles.earlier}>
          <Heading>{say('help.earlier')}</Heading>
          {open.map(request => (
            <div key={request.id}>
              <Steps request={request} program={props.program} />
              {request.may.choose === true && <Choose request={request} program={props.program} organization={props.organization} />}
              {request.may.add === true && <More request={request} />}
            </div>
          ))}
        </section>
      )}
      {over.length > 0 && (
        <Questions
          name={say('help.over')}
          questions={[
            {
              question: say('help.over'),
              answer: (
                <div className={styles.earlier}>
                  {over.map(request => (
                    <div key={request.id}>
                      <Steps request={request} program={props.program} />
                    </div>
                  ))}
                </div>
              ),
            },
          ]}
        />
      )}
    </>
  )
}

function Steps(props: { readonly request: OwnConcern; readonly program: HelpProgram }) {
  const say = useWords(en)
  const { request } = props
  const next = nextFor(request)
  return (
    <ol className={styles.steps}>
      {request.steps.map(({ step, on, at, name, words }) => (
        <li key={`${at} ${step}`}>
          <b>
            {step === 'asked'
              ? say(`asked.${request.kind}`, { name: request.to ?? say('step.somebody'), untilOn: request.untilOn ?? '' })
              : say(`step.${step}`, { name: name ?? say('step.somebody') })}
          </b>
          <small>{say('step.day', { on })}</small>
          {words && (
            <blockquote className={styles.said} dir="auto">
              {words}
            </blockquote>
          )}
        </li>
      ))}
      {next && (
        <li className={styles.next}>
          <b>{next === 'answer' || next === 'choose' ? say(`next.${next}`) : say('next.hear', { dueOn: request.dueOn })}</b>
          {isFoundLater(request, props.program) && <small>{say('next.unread')}</small>}
          {next === 'late' && <small>{say('next.late')}</small>}
          {next === 'deputy' && <small>{say('next.deputy', { deputy: request.deputy })}</small>}
        </li>
      )}
    </ol>
  )
}

/** Nobody has it any more: the sender says who gets it. */
function Choose(props: { readonly request: OwnConcern; readonly program: HelpProgram; readonly organization: string }) {
  const say = useWords(en)
  const [to, setTo] = useState<string | null>(null)
  const choose = useAct(chooseRecipient, { renews: [readHelp] })
  return (
    <div className={styles.form}>
      <NotSent error={choose.error} refusal={choose.refusal} />
      <WhoGetsIt question={say('choose.question')} program={props.program} organization={props.organization} value={to} onChange={setTo} />
      <p className="hint">{say('choose.after')}</p>
      <Button
        full
        busy={choose.busy}
        disabledReason={to ? undefined : say('need.to')}
        onClick={() => to && choose.start({ concernId: props.request.id, to })}
      >
        {say('choose.send')}
      </Button>
    </div>
  )
}

function More(props: { readonly request: OwnConcern }) {
  const say = useWords(en)
  const { request } = props
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [wish, setWish] = useState<Wish | null>(null)
  const done = () => {
    setOpen(false)
    setWords('')
    setWish(null)
  }
  const add = useAct(addToConcern, { renews: [readHelp], done })
  const takeBack = useAct(takeBackConcern, { renews: [readHelp], done })
  const refusal = add.refusal ?? takeBack.refusal
  const canTakeBack = request.may.takeBack === true
  if (!open)
    return (
      <Button kind="link" onClick={() => setOpen(true)}>
        {say(canTakeBack ? 'more.title' : 'more.titleAdd')}
      </Button>
    )
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault()
        add.start({ concernId: request.id, ...(words.trim() ? { words } : {}), ...(wish ? { wish } : {}) })
      }}
    >
      {refusal && (
        <Banner tone="rowan">
          {refusal.title}. {refusal.detail}
        </Banner>
      )}
      <TextArea label={say('more.words')} value={words} onChange={setWords} maxLength={longestWords} voice />
      {isAskedHow(request.kind) && request.wish !== 'act' && (
        <OneOf
          question={say('more.treat')}
          value={wish ?? request.wish}
          onChange={setWish}
          choices={wishes.map(key => ({ key, name: say(`treat.${key}`), hint: say(`treat.${key}.after`) }))}
        />
      )}
      <Button type="submit" full busy={add.busy}>
        {say('more.add')}
      </Button>
      {canTakeBack ? (
        <div>
          <Button full busy={takeBack.busy} onClick={() => takeBack.start({ concernId: request.id })}>
            {say('more.takeBack')}
          </Button>
          <p className="hint">{say('more.takeBackHint')}</p>
        </div>
      ) : (
        <p className="hint">{say('more.taken', { name: request.to ?? say('step.somebody') })}</p>
      )}
    </form>
  )
}
