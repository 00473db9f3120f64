import { Card, Columns, Section } from '../../kit/ui/Card.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { Thread } from '../../message/ui/parts/Thread.tsx'
import type { GroupView, MentorshipView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import texts from '../texts/group.en.json' with { type: 'json' }
import { Dates } from './Dates.tsx'
import { FirstMeetingKit } from './FirstMeetingKit.tsx'
import { GroupMembers, Promised } from './GroupMembers.tsx'
import { NextStep } from './parts/NextStep.tsx'

interface GroupProps {
  readonly mentorship: MentorshipView
  readonly group: GroupView
}

/** The one page of a group, for whoever leads it and for everybody in it. */
export function Group({ mentorship, group }: GroupProps) {
  const say = useWords(texts)
  const sayPair = useWords(en)
  const leader = group.leader ?? say('page.leader')
  const leads = mentorship.side === 'mentor' && mentorship.partner === null
  const isBeginning = mentorship.firstMetOn === null && mentorship.state === 'active'
  return (
    <>
      <PageHead
        title={leads ? say('page.title.leads') : say('page.title.in', { leader })}
        where={mentorship.program}
        above={say(`page.as.${mentorship.side}`, { program: mentorship.program })}
        note={say('page.leave')}
      />
      <Columns
        aside={
          <>
            <GroupMembers group={group} />
            <Promised mentorship={mentorship} group={group} />
            {mentorship.partner && <Shared mentorship={mentorship} leader={leader} />}
            <Dates mentorship={mentorship} />
          </>
        }
      >
        <NextStep mentorship={mentorship} />
        <Section title={say('page.messages')}>
          <Card>
            <Thread
              isGroup
              threadId={mentorship.threadId}
              name={say('page.messages')}
              partner={say('page.group')}
              starter={mentorship.next === 'write-first' ? sayPair('starter.group') : undefined}
            />
          </Card>
        </Section>
        <FirstMeetingKit format="group" side={mentorship.side} open={isBeginning} partner={leader} />
      </Columns>
    </>
  )
}

/** What a member shares with whoever leads the group; what others share with them is theirs. */
function Shared({ mentorship, leader }: { readonly mentorship: MentorshipView; readonly leader: string }) {
  const say = useWords(texts)
  return (
    <Card title={say('page.share', { leader })}>
      <div className="stack">
        {mentorship.reasons.length > 0 ? (
          <ul className="stack">
            {mentorship.reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : (
          <p className="muted">{say('page.share.none')}</p>
        )}
        {mentorship.partner?.words && (
          <>
            <h3>{say('page.offers', { leader })}</h3>
            <p className="quote" dir="auto">
              {mentorship.partner.words}
            </p>
          </>
        )}
      </div>
    </Card>
  )
}
