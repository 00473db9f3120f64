import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type GroupMember, type GroupView, type MentorshipView, promiseGroup, readMentorship } from '../contract.ts'
import texts from '../texts/group.en.json' with { type: 'json' }
import styles from './group.module.css'

/** Who is in it: names for all; whoever leads it reads what each wrote for them and what they share. */
export function GroupMembers({ group }: { readonly group: GroupView }) {
  const say = useWords(texts)
  return (
    <Card title={say('page.members')}>
      <ul className="stack">
        {group.members.map(member => (
          <Member key={member.personId} member={member} />
        ))}
      </ul>
      {group.left > 0 && <p className="muted">{say('page.smaller', { count: group.left })}</p>}
    </Card>
  )
}

function Member({ member }: { readonly member: GroupMember }) {
  const say = useWords(texts)
  const name = member.isYou ? say('page.you') : (member.name ?? say('page.unnamed'))
  const told = [
    ...(member.side === 'mentor' ? [say('page.leads')] : member.about),
    ...(member.pausedUntil ? [say('page.pausing', { until: member.pausedUntil })] : []),
    ...(member.awayUntil ? [say('page.away', { until: member.awayUntil })] : []),
    ...(member.leavesOn ? [say('page.leaves', { day: member.leavesOn })] : []),
  ]
  return (
    <li className={styles.member}>
      <Stone id={member.personId} name={member.name ?? name} size={36} />
      <div>
        <b dir="auto">{name}</b>
        {told.length > 0 && <p className="muted">{told.join(' · ')}</p>}
        {(member.words || member.reasons.length > 0) && (
          <details>
            <summary>{say('page.wants')}</summary>
            {member.words && (
              <p className="quote" dir="auto">
                {member.words}
              </p>
            )}
            {member.reasons.map(reason => (
              <p key={reason}>{reason}</p>
            ))}
          </details>
        )}
      </div>
    </li>
  )
}

interface PromisedProps {
  readonly mentorship: MentorshipView
  readonly group: GroupView
}

/** The one rule of all: what is said in the group stays there. How many have said yes is told, never who has not. */
export function Promised({ mentorship, group }: PromisedProps) {
  const say = useWords(texts)
  const give = useAct(promiseGroup, { renews: [readMentorship] })
  const { given, byYou } = group.promise
  const all = group.members.length
  return (
    <Card title={say('promise.title')}>
      <div className="stack">
        <p>{say('promise.words')}</p>
        <p className="muted">
          {given === all ? say('promise.all') : say('promise.count', { given, all })} {byYou && given < all && say('promise.you')}
        </p>
        {mentorship.may.promise === true && (
          <div className="row">
            <Button kind="primary" busy={give.busy} onClick={() => give.start({ mentorshipId: mentorship.id })}>
              {say('promise.give')}
            </Button>
          </div>
        )}
        {give.refusal && <Banner tone="rowan">{give.refusal.title}</Banner>}
      </div>
    </Card>
  )
}
