import { Card } from '../../kit/ui/Card.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { MentorshipView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import group from '../texts/group.en.json' with { type: 'json' }

/** Since when, until when, and the way to stop. */
export function Dates({ mentorship }: { readonly mentorship: MentorshipView }) {
  const say = useWords(en)
  const sayGroup = useWords(group)
  const place = usePlace<'organization' | 'mentorshipId'>()
  return (
    <Card title={say('dates.title')}>
      <Facts
        facts={[
          { term: say('dates.from'), told: say('dates.day', { day: mentorship.startsOn }) },
          { term: say('dates.to'), told: say('dates.day', { day: mentorship.endsOn }) },
          ...(mentorship.firstMetOn ? [{ term: say('dates.met'), told: say('dates.day', { day: mentorship.firstMetOn }) }] : []),
          ...(mentorship.pausedUntil ? [{ term: say('dates.paused'), told: say('dates.day', { day: mentorship.pausedUntil }) }] : []),
        ]}
      />
      {(mentorship.may.end === true || mentorship.state === 'closing') && (
        <ButtonTo kind="link" to="/$organization/mentorships/$mentorshipId/end" params={place}>
          {mentorship.state === 'closing' || !mentorship.group
            ? say(mentorship.state === 'closing' ? 'dates.ending' : 'dates.end')
            : sayGroup(mentorship.side === 'mentee' ? 'end.leave' : 'end.all')}
        </ButtonTo>
      )}
    </Card>
  )
}
