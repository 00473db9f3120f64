import CalendarDays from 'lucide-react/icons/calendar-days'
import Hourglass from 'lucide-react/icons/hourglass'
import type { ReactNode } from 'react'
import { MomentCard, Sunken } from '../../../kit/ui/Card.tsx'
import { Icon } from '../../../kit/ui/Icon.tsx'
import { Stones } from '../../../kit/ui/Stones.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { GroupView, MentorshipView } from '../../contract.ts'
import texts from '../../texts/group.en.json' with { type: 'json' }
import { GoOn, Met, Times } from './StepActs.tsx'

interface GroupNextStepProps {
  readonly mentorship: MentorshipView
  readonly group: GroupView
  readonly mark?: ReactNode
  readonly children?: ReactNode
}

/** What comes next for one member of a group, whoever leads it or is in it. */
export function GroupNextStep({ mentorship, group, mark, children }: GroupNextStepProps) {
  const say = useWords(texts)
  const { next, dates, opens } = mentorship
  const as = opens ? ('leads' as const) : ('in' as const)
  const leader = group.leader ?? say('page.leader')
  const facts = {
    leader,
    writeBy: dates?.writeBy ?? mentorship.endsOn,
    callOn: dates?.callOn ?? mentorship.endsOn,
    until: mentorship.pausedUntil ?? mentorship.endsOn,
    endsOn: mentorship.endsOn,
    contact: mentorship.contact?.name?.split(' ')[0] ?? say('next.callDue.we'),
  }
  const isCallDue = dates?.isCallDue === true && next !== 'meet'
  const isWaiting = next === 'hear-first' || next === 'paused' || next === 'closing' || next === 'closed'
  const others = group.members.filter(member => !member.isYou)
  return (
    <MomentCard
      when={
        <>
          <Icon of={isWaiting ? Hourglass : CalendarDays} size={18} />{' '}
          {isCallDue ? say('next.callDue.when') : next === 'meet' ? say('next.meet.when') : say(`next.${next}.when`, facts)} {mark}
        </>
      }
      stone={
        <div>
          <Stones size={36} of={others.map(({ personId, name }) => ({ id: personId, name: name ?? say('page.unnamed') }))} />
        </div>
      }
      title={say(titleOf(mentorship, group, as), facts)}
      note={mentorship.program}
    >
      <div className="stack">
        <p>{say(wordsOf(mentorship, group, as), facts)}</p>
        {mentorship.times.length > 0 && <Times title={say('next.times')} times={mentorship.times} />}
        {dates && next !== 'meet' && !isCallDue && <Sunken title={say('next.otherwise')}>{say(`next.otherwise.${as}`, facts)}</Sunken>}
        {isCallDue && <Sunken title={say('next.callDue')}>{say(opens ? 'next.callDue.leads' : 'next.callDue.words', facts)}</Sunken>}
        <div className="row wrap">
          {children}
          {mentorship.firstMetOn === null && mentorship.may.noteMeeting === true && (
            <Met mentorship={mentorship} title={say('met.title')} />
          )}
          {mentorship.may.resume === true && <GoOn mentorship={mentorship} />}
        </div>
      </div>
    </MomentCard>
  )
}

/** A member pauses and leaves for themself; whoever leads does so for everybody. */
function titleOf({ next }: MentorshipView, { alone }: GroupView, as: 'leads' | 'in') {
  if (next === 'meet' || next === 'closed') return `next.${next}.title.${as}` as const
  if (next === 'paused' && alone) return 'next.paused.title.alone' as const
  if (next === 'closing' && alone) return 'next.leaving.title' as const
  return `next.${next}.title` as const
}

function wordsOf({ next, lastTalk }: MentorshipView, { alone }: GroupView, as: 'leads' | 'in') {
  if (next === 'closing') return `next.${alone ? 'leaving' : 'closing'}.${lastTalk ? 'talk' : 'without'}` as const
  if (next === 'paused' && alone) return 'next.paused.words.alone' as const
  if (next === 'find-a-time' || next === 'meet') return `next.${next}.${as}` as const
  return `next.${next}.words` as const
}
