import Hourglass from 'lucide-react/icons/hourglass'
import MailOpen from 'lucide-react/icons/mail-open'
import type { ReactNode } from 'react'
import { MomentCard } from '../../kit/ui/Card.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { Questions } from '../../kit/ui/LinkRows.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { Stones } from '../../kit/ui/Stones.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { OwnProposal } from '../../matching/contract/proposal.ts'
import { type AskedOfGroup, isOfGroup } from '../../matching/rules/asked-group-words.ts'
import en from '../texts/en.json' with { type: 'json' }

interface ProposalCardProps {
  readonly proposal: OwnProposal
  readonly contact: string
  readonly organization: string
  /** As what the reader was asked, where they are both. */
  readonly mark: ReactNode
}

/** Somebody was suggested: to answer, or answered and waiting. The words are the same whether or not the other has answered. */
export function ProposalCard({ proposal, contact, organization, mark }: ProposalCardProps) {
  const say = useWords(en)
  const { partner: other, own, answerBy, side } = proposal
  const partner = other.firstName ?? say('home.partner')
  const params = { organization, proposalId: proposal.id }
  const facts = { partner, answerBy, hearBy: proposal.hearBy, contact }
  const state = proposal.state === 'accepted' ? 'agreed' : own === null ? 'open' : own.answer
  return (
    <>
      <MomentCard
        when={
          <>
            <Icon of={state === 'open' ? MailOpen : Hourglass} size={18} />{' '}
            {say(proposal.group && state === 'agreed' ? 'proposal.group.agreed.when' : `proposal.${state}.when`, facts)} {mark}
          </>
        }
        stone={
          proposal.group?.leads ? (
            <div>
              <Stones of={proposal.group.members.map(({ personId, name }) => ({ id: personId, name: name ?? partner }))} size={48} />
            </div>
          ) : (
            <Stone id={other.personId} name={other.name ?? partner} size={64} />
          )
        }
        title={say(isOfGroup(proposal) ? groupTitle(proposal, state) : `proposal.${state}.title`, facts)}
        note={proposal.group?.leads ? undefined : other.about.join(' · ')}
      >
        <div className="stack">
          <p>{say(isOfGroup(proposal) ? groupWords(proposal, state) : `proposal.${state}.words`, facts)}</p>
          {proposal.waitsForTalk && <p className="muted">{say('proposal.talk', facts)}</p>}
          <div className="row wrap">
            <ButtonTo kind={state === 'open' ? 'primary' : 'plain'} to="/$organization/proposals/$proposalId" params={params}>
              {say(state === 'open' ? 'proposal.answer' : 'proposal.again')}
            </ButtonTo>
          </div>
        </div>
      </MomentCard>
      {state === 'yes' && !proposal.group && (
        <Questions
          name={say('questions')}
          questions={[
            {
              question: say('proposal.q.notComing'),
              answer: say(`proposal.q.notComing.${proposal.hasAnother ? 'another' : side}`, facts),
              open: true,
            },
            { question: say('proposal.q.write', facts), answer: say('proposal.q.write.words') },
            { question: say('proposal.q.meanwhile'), answer: say('proposal.q.meanwhile.words') },
          ]}
        />
      )}
    </>
  )
}

type CardState = 'open' | 'yes' | 'no' | 'agreed'

function groupTitle({ group }: AskedOfGroup, state: CardState) {
  if (state === 'open') return group.leads ? ('proposal.group.open.title.leads' as const) : ('proposal.group.open.title.member' as const)
  return `proposal.group.${state}.title` as const
}

/** The words are the same whatever anybody else has answered. */
function groupWords({ group }: AskedOfGroup, state: CardState) {
  if (state === 'open') return group.leads ? ('proposal.group.open.leads' as const) : ('proposal.group.open.member' as const)
  if (state === 'yes') return group.isShort ? ('proposal.group.short' as const) : ('proposal.group.yes' as const)
  if (state === 'no') return group.leads ? ('proposal.group.no.leads' as const) : ('proposal.group.no' as const)
  return 'proposal.group.agreed' as const
}
