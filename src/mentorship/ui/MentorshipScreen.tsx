import { Card, Columns, Section } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { Thread } from '../../message/ui/parts/Thread.tsx'
import { type MentorshipView, readMentorship } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { Dates } from './Dates.tsx'
import { FirstMeetingKit } from './FirstMeetingKit.tsx'
import { Group } from './Group.tsx'
import { NextStep } from './parts/NextStep.tsx'

/** The one page of both sides, or of a group: what is next, their messages, what they share, and what helps at the first meeting. */
export default function MentorshipScreen() {
  const { mentorshipId } = usePlace<'mentorshipId'>()
  const mentorship = useAnswer(readMentorship, { mentorshipId })
  return (
    <Loaded whole answer={mentorship} meanwhile={<Skeleton of="cards" count={3} />}>
      {one => (one.group ? <Group mentorship={one} group={one.group} /> : <Page mentorship={one} />)}
    </Loaded>
  )
}

function Page({ mentorship }: { readonly mentorship: MentorshipView }) {
  const say = useWords(en)
  const partner = mentorship.partner?.firstName ?? say('page.partner')
  const isBeginning = mentorship.firstMetOn === null && mentorship.state === 'active'
  const aside = (
    <>
      <Card title={say('page.share')}>
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
              <h3>{say(mentorship.side === 'mentee' ? 'page.offers' : 'page.wants', { partner })}</h3>
              <p className="quote" dir="auto">
                {mentorship.partner.words}
              </p>
            </>
          )}
        </div>
      </Card>
      <Dates mentorship={mentorship} />
    </>
  )
  return (
    <>
      <PageHead
        title={say('page.title', { partner })}
        where={mentorship.program}
        above={say(`page.as.${mentorship.format === 'reverse' ? 'reverse.' : ''}${mentorship.side}`, { program: mentorship.program })}
        note={say('page.leave')}
      />
      <Columns aside={aside}>
        <NextStep mentorship={mentorship} />
        <Section title={say('page.messages')}>
          <Card>
            <Thread
              threadId={mentorship.threadId}
              name={say('page.messages')}
              partner={partner}
              starter={mentorship.next === 'write-first' ? say(`starter.${mentorship.format}`, { partner }) : undefined}
            />
          </Card>
        </Section>
        <FirstMeetingKit format={mentorship.format} side={mentorship.side} open={isBeginning} partner={partner} />
      </Columns>
    </>
  )
}
