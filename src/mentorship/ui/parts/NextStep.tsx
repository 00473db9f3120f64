import CalendarDays from 'lucide-react/icons/calendar-days'
import Hourglass from 'lucide-react/icons/hourglass'
import type { ReactNode } from 'react'
import { MomentCard, Sunken } from '../../../kit/ui/Card.tsx'
import { Icon } from '../../../kit/ui/Icon.tsx'
import { Stone } from '../../../kit/ui/Stone.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { MentorshipView } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { GroupNextStep } from './GroupNextStep.tsx'
import { GoOn, Met, Times } from './StepActs.tsx'

interface NextStepProps {
  readonly mentorship: MentorshipView
  /** As what the reader is in it, where they are both. */
  readonly mark?: ReactNode
  readonly children?: ReactNode
}

/** What comes next for the reader: one thing, by which day, and what happens by itself if nothing comes of it. */
export function NextStep(props: NextStepProps) {
  const { group, partner } = props.mentorship
  if (group) return <GroupNextStep {...props} group={group} />
  return partner && <PairNextStep {...props} other={partner} />
}

function PairNextStep({ mentorship, other, mark, children }: NextStepProps & { readonly other: NonNullable<MentorshipView['partner']> }) {
  const say = useWords(en)
  const { next, dates } = mentorship
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
        {mentorship.times.length > 0 && <Times title={say('next.times')} times={mentorship.times} />}
        {dates && next !== 'meet' && !isCallDue && <Sunken title={say('next.otherwise')}>{say('next.otherwise.words', facts)}</Sunken>}
        {isCallDue && (
          <Sunken title={say('next.callDue')}>
            {contact ? say('next.callDue.words', { ...facts, contact }) : say('next.callDue.nobody', facts)}
          </Sunken>
        )}
        <div className="row wrap">
          {children}
          {mentorship.firstMetOn === null && mentorship.may.noteMeeting === true && (
            <Met mentorship={mentorship} title={say('met.title', { partner })} />
          )}
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
