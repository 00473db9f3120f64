import CalendarDays from 'lucide-react/icons/calendar-days'
import Hourglass from 'lucide-react/icons/hourglass'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { MomentCard, Sunken } from '../../../kit/ui/Card.tsx'
import { DateField } from '../../../kit/ui/DateField.tsx'
import { Dialog } from '../../../kit/ui/Dialog.tsx'
import { Icon } from '../../../kit/ui/Icon.tsx'
import { Stone } from '../../../kit/ui/Stone.tsx'
import { useAct } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { type MentorshipView, noteFirstMeeting, readMentorship, resumeMentorship } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

const renews = [readMentorship, { operationId: 'readHome' }]

interface NextStepProps {
  readonly mentorship: MentorshipView
  /** As what the reader is in it, where they are both. */
  readonly mark?: ReactNode
  readonly children?: ReactNode
}

/** What comes next for the reader: one thing, by which day, and what happens by itself if nothing comes of it. */
export function NextStep({ mentorship, mark, children }: NextStepProps) {
  const say = useWords(en)
  const { next, dates, partner: other } = mentorship
  const partner = other.firstName ?? say('page.partner')
  const facts = {
    partner,
    writeBy: dates?.writeBy ?? mentorship.endsOn,
    callOn: dates?.callOn ?? mentorship.endsOn,
    until: mentorship.pausedUntil ?? mentorship.endsOn,
    endsOn: mentorship.endsOn,
  }
  const isCallDue = dates?.isCallDue === true && next !== 'meet'
  const contact = mentorship.contact?.name?.split(' ')[0]
  const isWaiting = next === 'hear-first' || next === 'paused' || next === 'closing' || next === 'closed'
  return (
    <MomentCard
      when={
        <>
          <Icon of={isWaiting ? Hourglass : CalendarDays} size={18} />{' '}
          {isCallDue ? say('next.callDue.when') : say(`next.${next}.when`, facts)} {mark}
        </>
      }
      stone={<Stone id={other.personId} name={other.name ?? partner} size={64} />}
      title={say(`next.${next}.title`, facts)}
      note={other.about.join(' · ')}
    >
      <div className="stack">
        <p>{say(wordsOf(mentorship), facts)}</p>
        {other.awayUntil && <p className="muted">{say('page.away', { partner, until: other.awayUntil })}</p>}
        {mentorship.times.length > 0 && <Times mentorship={mentorship} />}
        {dates && next !== 'meet' && !isCallDue && <Sunken title={say('next.otherwise')}>{say('next.otherwise.words', facts)}</Sunken>}
        {isCallDue && (
          <Sunken title={say('next.callDue')}>
            {contact ? say('next.callDue.words', { ...facts, contact }) : say('next.callDue.nobody', facts)}
          </Sunken>
        )}
        <div className="row wrap">
          {children}
          {mentorship.firstMetOn === null && mentorship.may.noteMeeting === true && <Met mentorship={mentorship} partner={partner} />}
          {mentorship.may.resume === true && <GoOn mentorship={mentorship} />}
        </div>
      </div>
    </MomentCard>
  )
}

/** What there is to say about the step. */
function wordsOf({ next, side, opens, format, lastTalk }: MentorshipView) {
  if (next === 'closing') return `next.closing.${lastTalk ? 'talk' : 'without'}` as const
  if (next === 'find-a-time') return `next.find-a-time.${opens ? 'opens' : 'hears'}` as const
  if (next === 'hear-first') return `next.hear-first.${format}` as const
  if (next === 'meet') return format === 'reverse' ? (`next.meet.reverse.${side}` as const) : (`next.meet.${side}` as const)
  return `next.${next}.words` as const
}

/** Times in which both said that they are free: something to name when one writes. */
function Times({ mentorship }: { readonly mentorship: MentorshipView }) {
  const say = useWords(en)
  return (
    <Sunken title={say('next.times')}>
      <ul className="stack">
        {mentorship.times.map(time => (
          <li key={time.startsAt}>{say('next.time', time)}</li>
        ))}
      </ul>
    </Sunken>
  )
}

function Met({ mentorship, partner }: { readonly mentorship: MentorshipView; readonly partner: string }) {
  const say = useWords(en)
  const [asking, setAsking] = useState(false)
  const [day, setDay] = useState<string | null>(null)
  const note = useAct(noteFirstMeeting, { renews, done: () => setAsking(false) })
  return (
    <>
      <Button icon={CalendarDays} onClick={() => setAsking(true)}>
        {say('met.ask')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say('met.title', { partner })}
        actions={
          <Button
            kind="primary"
            busy={note.busy}
            disabledReason={day === null ? say('met.choose') : undefined}
            onClick={() => day && note.start({ mentorshipId: mentorship.id, metOn: day })}
          >
            {say('met.save')}
          </Button>
        }
      >
        <DateField label={say('met.day')} value={day} onChange={setDay} error={note.refusal?.title} hint={say('met.why')} />
      </Dialog>
    </>
  )
}

function GoOn({ mentorship }: { readonly mentorship: MentorshipView }) {
  const say = useWords(en)
  const resume = useAct(resumeMentorship, { renews })
  return (
    <Button kind="primary" busy={resume.busy} onClick={() => resume.start({ mentorshipId: mentorship.id })}>
      {say('next.goOn')}
    </Button>
  )
}
