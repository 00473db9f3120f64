import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { takeUpAgain } from '../../matching/contract/reply.ts'
import { changeAbsence, readMentorship } from '../../mentorship/contract.ts'
import { type Hat, readHome } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** How many people a mentor can take. A smaller number ends nothing: it stops new ones. */
export function Places({ hat }: { readonly hat: Hat }) {
  const say = useWords(en)
  const { capacity, taken, ceiling } = hat.places ?? { capacity: 0, taken: 0, ceiling: null }
  const [number, setNumber] = useState(String(capacity))
  const save = useAct(takeUpAgain, { renews: [readHome], done: () => tell(say('places.saved')) })
  const wanted = Number(number)
  const isWhole = /^\d{1,3}$/.test(number) && wanted <= 100
  return (
    <Card title={say('places.title')} note={hat.program}>
      <div className="stack">
        <p>{say('places.now', { count: taken, capacity })}</p>
        <TextField
          label={say('places.field')}
          type="number"
          value={number}
          onChange={setNumber}
          hint={ceiling === null ? say('places.hint') : say('places.ceiling', { count: ceiling })}
          error={!isWhole ? say('places.wrong') : save.refusal ? save.refusal.title : undefined}
        />
        <div className="row">
          <Button
            busy={save.busy}
            disabledReason={!isWhole || wanted === capacity ? say('places.same') : undefined}
            reasonHidden
            onClick={() => save.start({ participantId: hat.participantId, capacity: wanted })}
          >
            {say('places.save')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** Whether a mentor can lead a group. Resting ends nothing: it stops a new one. */
export function GroupPlace({ hat }: { readonly hat: Hat }) {
  const say = useWords(en)
  const rests = hat.places?.capacity === 0
  const save = useAct(takeUpAgain, { renews: [readHome], done: () => tell(say('places.saved')) })
  return (
    <Card title={say('places.group.title')} note={hat.program}>
      <div className="stack">
        <p>{say(rests ? 'places.group.rests' : hat.places?.taken ? 'places.group.taken' : 'places.group.free')}</p>
        {save.refusal && <p role="alert">{save.refusal.title}</p>}
        <div className="row">
          <Button busy={save.busy} onClick={() => save.start({ participantId: hat.participantId, capacity: rests ? 1 : 0 })}>
            {say(rests ? 'places.group.again' : 'places.group.rest')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** How many mentors a mentee would like, where several are possible. A smaller number ends nothing; a larger one is looked for. */
export function Mentors({ hat: { participantId, program, mentors } }: { readonly hat: Hat }) {
  const say = useWords(en)
  const { held, wished, most, looksForAnother } = mentors ?? { held: 0, wished: 1, most: 1, looksForAnother: false }
  const [number, setNumber] = useState(String(wished))
  const save = useAct(takeUpAgain, { renews: [readHome], done: () => tell(say('mentors.saved')) })
  const isRight = /^[1-5]$/.test(number) && Number(number) <= most
  return (
    <Card title={say('mentors.title')} note={program}>
      <div className="stack">
        <p>{held > 0 ? say('mentors.now', { held, most }) : say('mentors.none', { most })}</p>
        {looksForAnother && <p>{say('mentors.looks')}</p>}
        <TextField
          label={say('mentors.field')}
          type="number"
          value={number}
          onChange={setNumber}
          hint={held > 0 ? say('mentors.hint') : undefined}
          error={!isRight ? say('mentors.wrong', { most }) : save.refusal ? save.refusal.title : undefined}
        />
        <div className="row">
          <Button
            busy={save.busy}
            disabledReason={!isRight || Number(number) === wished ? say('places.same') : undefined}
            reasonHidden
            onClick={() => save.start({ participantId, capacity: Number(number) })}
          >
            {say('places.save')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** Away until about a day: the people one is with see the day, never why. */
export function Absence({ until }: { readonly until: string | null }) {
  const say = useWords(en)
  const [day, setDay] = useState(until)
  const change = useAct(changeAbsence, { renews: [readHome, readMentorship], done: () => tell(say('away.saved')) })
  return (
    <Card title={say('away.title')}>
      <div className="stack">
        {until && <p>{say('away.now', { until })}</p>}
        <DateField label={say('away.field')} value={day} onChange={setDay} hint={say('away.hint')} error={change.refusal?.title} />
        <div className="row">
          <Button
            busy={change.busy}
            disabledReason={day === null || day === until ? say('away.choose') : undefined}
            reasonHidden
            onClick={() => change.start({ untilOn: day })}
          >
            {say('away.save')}
          </Button>
          {until && (
            <Button kind="link" busy={change.busy} onClick={() => change.start({ untilOn: null })}>
              {say('away.back')}
            </Button>
          )}
        </div>
      </div>
    </Card>
  )
}
