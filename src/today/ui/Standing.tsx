import Hourglass from 'lucide-react/icons/hourglass'
import type { ReactNode } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, MomentCard, Section } from '../../kit/ui/Card.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { Questions } from '../../kit/ui/LinkRows.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { TrailDown } from '../../kit/ui/Trail.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { takeUpAgain } from '../../matching/contract/reply.ts'
import { type Hat, readHome } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

interface StandingProps {
  readonly hat: Hat
  readonly contact: string
  readonly today: string
  /** As what the reader stands there, where they are both. */
  readonly mark: ReactNode
}

/** Nobody yet, resting, waiting for a talk, or over: by when they hear, what they may do, what happens if nothing comes about. */
export function Standing(props: StandingProps) {
  return props.hat.standing === 'waiting' ? <Waiting {...props} /> : <Resting {...props} />
}

function Waiting({ hat, contact, today, mark }: StandingProps) {
  const say = useWords(en)
  const facts = { contact, hearBy: hat.hearBy ?? today, program: hat.program, readers: hat.readers, startsOn: hat.startsOn }
  const isSeveral = (hat.mentors?.wished ?? 1) > 1
  const told = { done: say('trail.done'), now: say('trail.now'), ahead: say('trail.ahead') }
  return (
    <>
      <MomentCard
        when={
          <>
            <Icon of={Hourglass} size={18} /> {say(`waiting.${hat.role}.when`)} {mark}
          </>
        }
        title={hat.hearBy ? say('waiting.hearBy', facts) : say('waiting.inPerson', facts)}
      >
        <div className="stack">
          <p>{say(hat.comesFirst ? 'waiting.first' : 'waiting.nothing', facts)}</p>
          {hat.readers.length > 0 && <p className="muted">{say('waiting.readers', facts)}</p>}
        </div>
      </MomentCard>
      <Section title={say('trail.title')}>
        <TrailDown
          told={told}
          stations={[
            {
              id: 'joined',
              name: say('trail.joined'),
              note: say('trail.joined.note'),
              when: say('trail.day', { day: hat.joinedAt }),
              state: 'done',
            },
            { id: 'looking', name: say('trail.looking'), note: say('trail.looking.note'), state: 'now' },
            {
              id: 'suggested',
              name: say(isSeveral ? 'trail.suggestedSeveral' : 'trail.suggested'),
              note: say(isSeveral ? 'trail.suggestedSeveral.note' : 'trail.suggested.note'),
              ...(hat.hearBy ? { when: say('trail.by', { day: hat.hearBy }) } : {}),
              state: 'ahead',
            },
            {
              id: 'meeting',
              name: say('trail.meeting'),
              note: say('trail.meeting.note'),
              when: say('trail.from', { day: hat.startsOn }),
              state: 'ahead',
            },
          ]}
        />
      </Section>
      <Questions
        name={say('questions')}
        questions={[
          { question: say('waiting.q.nobody'), answer: say(`waiting.q.nobody.${hat.role}`, facts), open: true },
          { question: say('waiting.q.who'), answer: say('waiting.q.who.words', facts) },
          { question: say('waiting.q.boss'), answer: say('waiting.q.boss.words', facts) },
        ]}
      />
    </>
  )
}

function Resting({ hat, contact, mark }: StandingProps) {
  const say = useWords(en)
  const back = useAct(takeUpAgain, { renews: [readHome] })
  const words = hat.standing === 'to-talk' ? 'talk' : hat.standing === 'ended' ? 'ended' : hat.standing === 'left' ? 'left' : 'resting'
  const facts = { contact, program: hat.program, dueOn: hat.talkDueOn ?? hat.startsOn }
  return (
    <Card title={say(`${words}.title`, facts)} note={hat.program}>
      <div className="stack">
        {mark && <p>{mark}</p>}
        <p>{say(words === 'resting' ? `resting.${hat.role}` : `${words}.words`, facts)}</p>
        {words === 'resting' && hat.role === 'mentee' && hat.may.return === true && (
          <div className="row">
            <Button kind="primary" busy={back.busy} onClick={() => back.start({ participantId: hat.participantId })}>
              {say('resting.back')}
            </Button>
          </div>
        )}
        {back.refusal && <p role="alert">{back.refusal.title}</p>}
      </div>
    </Card>
  )
}
