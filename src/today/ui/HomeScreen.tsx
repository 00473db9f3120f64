import MessagesSquare from 'lucide-react/icons/messages-square'
import { Columns } from '../../kit/ui/Card.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { NextStep } from '../../mentorship/ui/parts/NextStep.tsx'
import { type Home, readHome } from '../contract.ts'
import { isBoth } from '../rules.ts'
import en from '../texts/en.json' with { type: 'json' }
import { Absence, GroupPlace, Mentors, Places } from './Own.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { Standing } from './Standing.tsx'

/** Where somebody who takes part stands, what comes next, and by when they hear something. */
export default function HomeScreen() {
  const home = useAnswer(readHome, {}, { everySeconds: 60 })
  return (
    <Loaded whole answer={home} meanwhile={<Skeleton of="cards" count={2} />}>
      {one => <Page home={one} />}
    </Loaded>
  )
}

function Page({ home }: { readonly home: Home }) {
  const say = useWords(en)
  const { organization } = usePlace<'organization'>()
  const live = home.mentorships.filter(mentorship => mentorship.state !== 'closed')
  const over = home.mentorships.filter(mentorship => mentorship.state === 'closed')
  const standing = home.hats.filter(({ standing }) => standing !== 'together' && standing !== 'proposed' && standing !== 'answered')
  const mentoring = home.hats.filter(({ role, standing }) => role === 'mentor' && standing !== 'left')
  const contact = home.contact?.name?.split(' ')[0] ?? say('home.coordinator')
  const marks = isBoth(home)
  return (
    <>
      <PageHead
        greets
        above={say('home.today', { day: home.today })}
        title={home.firstName ? say('home.hello', { name: home.firstName }) : say('home.helloUnnamed')}
        lead={leadOf(home, say)}
      />
      <Columns
        aside={
          <>
            {mentoring.map(hat =>
              hat.places?.isOfGroup ? <GroupPlace key={hat.participantId} hat={hat} /> : <Places key={hat.participantId} hat={hat} />,
            )}
            {home.hats.map(hat => hat.mentors && hat.standing !== 'left' && <Mentors key={hat.participantId} hat={hat} />)}
            {home.hats.length > 0 && <Absence until={home.awayUntil} />}
          </>
        }
      >
        {home.proposals.map(proposal => (
          <ProposalCard
            key={proposal.id}
            proposal={proposal}
            contact={contact}
            organization={organization}
            mark={marks && <SideMark side={proposal.side} />}
          />
        ))}
        {live.map(mentorship => (
          <NextStep key={mentorship.id} mentorship={mentorship} mark={marks && <SideMark side={mentorship.side} />}>
            <ButtonTo
              kind="primary"
              icon={MessagesSquare}
              to="/$organization/mentorships/$mentorshipId"
              params={{ organization, mentorshipId: mentorship.id }}
            >
              {mentorship.unseen > 0 ? say('home.read', { count: mentorship.unseen }) : say('home.open')}
            </ButtonTo>
          </NextStep>
        ))}
        {standing.map(hat => (
          <Standing key={hat.participantId} hat={hat} contact={contact} today={home.today} mark={marks && <SideMark side={hat.role} />} />
        ))}
        {over.map(mentorship => (
          <p key={mentorship.id} className="muted">
            {mentorship.group
              ? say('home.overGroup', { program: mentorship.program })
              : say('home.over', { partner: mentorship.partner?.firstName ?? say('home.partner'), program: mentorship.program })}{' '}
            <ButtonTo kind="link" to="/$organization/mentorships/$mentorshipId" params={{ organization, mentorshipId: mentorship.id }}>
              {say('home.reread')}
            </ButtonTo>
          </p>
        ))}
        {home.hats.length === 0 && (
          <EmptyState scene="path" title={say('home.nowhere')}>
            {say('home.nowhere.words')}
          </EmptyState>
        )}
      </Columns>
    </>
  )
}

/** As what the reader is in it. */
function SideMark({ side }: { readonly side: 'mentor' | 'mentee' }) {
  const say = useWords(en)
  return <Chip tone={side === 'mentor' ? 'pine' : 'heather'}>{say(`home.as.${side}`)}</Chip>
}

/** The sentence that matters: what asks something of them first, then with whom they are, else where things stand. */
function leadOf(home: Home, say: ReturnType<typeof useWords<typeof en>>): string | undefined {
  const open = home.proposals.filter(proposal => proposal.own === null && proposal.state === 'proposed')
  const live = home.mentorships.filter(mentorship => mentorship.state !== 'closed')
  const groups = live.filter(({ group }) => group !== null)
  const names = live.filter(({ group }) => group === null).map(({ partner }) => partner?.firstName ?? say('home.partner'))
  if (open.length > 0)
    return say(open.some(({ group }) => group !== null) ? 'home.lead.askedGroup' : 'home.lead.asked', { count: open.length })
  if (groups.length > 0) return say('home.lead.group', { count: groups.length })
  if (names.length > 0) return say('home.lead.together', { names })
  return undefined
}
