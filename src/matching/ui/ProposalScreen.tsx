import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, CardSection, Columns, Sunken } from '../../kit/ui/Card.tsx'
import { OneOf } from '../../kit/ui/Choices.tsx'
import { TextArea } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { NoteBlock } from '../../kit/ui/NoteBlock.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type OwnProposal, readProposal } from '../contract/proposal.ts'
import { askTalk, type ReplyReason, reply, replyReasons } from '../contract/reply.ts'
import { groupFacts, groupHead, groupReasons, isOfGroup } from '../rules/asked-group-words.ts'
import group from '../texts/asked-group.en.json' with { type: 'json' }
import en from '../texts/proposal.en.json' with { type: 'json' }
import { GroupWhy } from './GroupWhy.tsx'

const renews = [readProposal, { operationId: 'readHome' }]

/** A proposal for one of its two people: why, what it would be, and the answer. Nothing is preselected; the other’s answer is nowhere. */
export default function ProposalScreen() {
  const { proposalId } = usePlace<'proposalId'>()
  const proposal = useAnswer(readProposal, { proposalId })
  return (
    <Loaded whole answer={proposal} meanwhile={<Skeleton of="cards" count={2} />}>
      {one => <Page proposal={one} />}
    </Loaded>
  )
}

function Page({ proposal }: { readonly proposal: OwnProposal }) {
  const say = useWords(en)
  const { organization } = usePlace<'organization'>()
  const partner = proposal.partner.firstName ?? say('page.reply.other')
  const isOpen = proposal.may.reply === true
  const sayGroup = useWords(group)
  const head = isOfGroup(proposal) ? groupHead(proposal) : null
  const facts = isOfGroup(proposal) ? groupFacts(proposal, partner) : {}
  return (
    <>
      <PageHead
        title={head ? sayGroup(head.title, facts) : titleOf(proposal, say)}
        greets
        lead={head ? sayGroup(head.lead, facts) : leadOf(proposal, say, partner)}
      />
      <Columns
        aside={
          isOpen ? (
            <Answer proposal={proposal} partner={partner} />
          ) : (
            <ButtonTo to="/$organization/home" params={{ organization }}>
              {say('page.reply.home')}
            </ButtonTo>
          )
        }
      >
        {proposal.waitsForTalk && <Banner>{say('page.reply.waits', { contact: say('page.reply.coordinator') })}</Banner>}
        {isOfGroup(proposal) ? <GroupWhy proposal={proposal} partner={partner} /> : <Why proposal={proposal} partner={partner} />}
      </Columns>
    </>
  )
}

type SayHere = ReturnType<typeof useWords<typeof en>>

function titleOf({ state, own, partner }: OwnProposal, say: SayHere): string {
  if (state === 'accepted') return say('page.reply.agreed')
  if (state === 'lapsed') return say('page.reply.lapsed')
  if (state !== 'proposed') return say(state === 'declined' ? 'page.reply.declinedOwn' : 'page.reply.changed')
  if (own) return say(own.answer === 'yes' ? 'page.reply.saidYes' : 'page.reply.saidNo')
  return partner.firstName ? say('page.reply.titleNamed', { partner: partner.firstName }) : say('page.reply.title')
}

function leadOf(proposal: OwnProposal, say: SayHere, partner: string): string {
  const { state, own, side, answerBy, hearBy } = proposal
  const isMentee = side === 'mentee'
  if (state === 'accepted') return say(proposal.opens ? 'page.reply.agreedOpens' : 'page.reply.agreedHears', { partner })
  if (state === 'lapsed') return say('page.reply.lapsedDetail', { answerBy, contact: say('page.reply.coordinator') })
  if (state !== 'proposed' && own?.answer === 'no')
    return proposal.hasAnother
      ? say('page.reply.declinedOwnAnother', { partner })
      : say(isMentee ? 'page.reply.declinedOwnMentee' : 'page.reply.declinedOwnMentor', { partner, hearBy })
  if (state !== 'proposed') return say(proposal.hasAnother ? 'page.reply.changedAnother' : 'page.reply.changedDetail', { hearBy })
  if (own?.answer === 'yes') return say('page.reply.saidYesDetail', { at: own.repliedAt, answerBy })
  if (own) return say('page.reply.saidNoDetail', { partner })
  return say(`page.reply.lead${isMentee ? 'Mentee' : 'Mentor'}${proposal.format === 'reverse' ? 'Reverse' : ''}Unnamed`)
}

function Why({ proposal, partner }: { readonly proposal: OwnProposal; readonly partner: string }) {
  const say = useWords(en)
  const { reasons, startsOn, endsOn, side } = proposal
  const { personId, name, about, words } = proposal.partner
  const isMentee = side === 'mentee'
  return (
    <Card flush>
      <CardSection>
        <div className="row">
          <Stone id={personId} name={name ?? partner} size={64} />
          <div>
            <h2 dir="auto">{name ?? partner}</h2>
            <p className="muted">
              {about.length > 0 ? about.join(' · ') : say(isMentee ? 'page.reply.yourMentor' : 'page.reply.yourMentee')}
            </p>
          </div>
        </div>
      </CardSection>
      <CardSection title={say('page.reply.why')}>
        {reasons.length > 0 ? (
          <ul className="stack">
            {reasons.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : (
          <p>{say('page.reply.noReasons')}</p>
        )}
      </CardSection>
      {words && (
        <CardSection title={say(isMentee ? 'page.reply.wordsMentor' : 'page.reply.wordsMentee', { partner })}>
          <p className="quote" dir="auto">
            {words}
          </p>
        </CardSection>
      )}
      <CardSection title={say('page.reply.would')}>
        <p>{say('page.reply.span', { startsOn, endsOn })}</p>
        {proposal.format === 'reverse' && <p>{say(isMentee ? 'page.reply.reverseMentee' : 'page.reply.reverseMentor', { partner })}</p>}
        <p className="muted">{say('page.reply.rhythm')}</p>
      </CardSection>
    </Card>
  )
}

function Answer({ proposal, partner }: { readonly proposal: OwnProposal; readonly partner: string }) {
  const say = useWords(en)
  const sayGroup = useWords(group)
  const [refusing, setRefusing] = useState(false)
  const answer = useAct(reply, { renews, done: () => setRefusing(false) })
  const talk = useAct(askTalk, { renews })
  const proposalId = proposal.id
  const said = proposal.own?.answer ?? null
  const contact = say('page.reply.coordinator')
  return (
    <>
      <Card
        title={say('page.reply.answer')}
        note={proposal.group?.isShort ? undefined : say('page.reply.by', { answerBy: proposal.answerBy })}
      >
        <div className="stack">
          {said !== 'yes' && (
            <Button kind="primary" full busy={answer.busy} onClick={() => answer.start({ proposalId, answer: 'yes' })}>
              {say(said === 'no' ? 'page.reply.yesAfterAll' : 'page.reply.yes')}
            </Button>
          )}
          {said !== 'no' && !refusing && (
            <Button full onClick={() => setRefusing(true)}>
              {say(said === 'yes' ? 'page.reply.change' : 'page.reply.no')}
            </Button>
          )}
          {refusing && said !== 'no' && <NotThisTime proposal={proposal} partner={partner} busy={answer.busy} send={answer.start} />}
          {answer.refusal && <p role="alert">{answer.refusal.title}</p>}
        </div>
      </Card>
      {said === null && (
        <>
          <Sunken title={say('page.reply.ifYes')}>{proposal.group ? sayGroup('ifYes') : say('page.reply.ifYesDetail')}</Sunken>
          <Sunken title={say('page.reply.ifNo')}>
            {proposal.group
              ? sayGroup(`ifNo.${proposal.group.leads ? 'leads' : 'member'}`)
              : say(
                  proposal.hasAnother
                    ? 'page.reply.ifNoAnother'
                    : proposal.side === 'mentee'
                      ? 'page.reply.ifNoMentee'
                      : 'page.reply.ifNoMentor',
                  {
                    partner,
                  },
                )}
          </Sunken>
          {!proposal.waitsForTalk && (
            <Sunken title={say('page.reply.notSure')}>
              <p>{say('page.reply.notSureDetail', { contact })}</p>
              <Button busy={talk.busy} onClick={() => talk.start({ proposalId })}>
                {say('page.reply.talk', { contact })}
              </Button>
            </Sunken>
          )}
        </>
      )}
    </>
  )
}

interface NotThisTimeProps {
  readonly proposal: OwnProposal
  readonly partner: string
  readonly busy: boolean
  readonly send: (request: { proposalId: string; answer: 'no'; reason: ReplyReason; line: string | null }) => void
}

/** The private block of a no: a reason, and a line if one likes. Only coordinators of the program read it. */
function NotThisTime({ proposal, partner, busy, send }: NotThisTimeProps) {
  const say = useWords(en)
  const sayGroup = useWords(group)
  const [reason, setReason] = useState<ReplyReason | null>(null)
  const [line, setLine] = useState('')
  const contact = say('page.reply.coordinator')
  const isMentee = proposal.side === 'mentee'
  const hints: Readonly<Record<ReplyReason, string>> = {
    'not-now': say(proposal.hasAnother ? 'page.reply.notNowAnother' : isMentee ? 'page.reply.notNowMentee' : 'page.reply.notNowMentor'),
    'not-this-person': say('page.reply.notThisPersonDetail'),
    'not-this-topic': say(isMentee ? 'page.reply.notThisTopicMentee' : 'page.reply.notThisTopicMentor'),
  }
  const names: Readonly<Record<ReplyReason, string>> = {
    'not-now': say('page.reply.notNow'),
    'not-this-person': say('page.reply.notThisPerson'),
    'not-this-topic': say('page.reply.notThisTopic'),
  }
  return (
    <NoteBlock
      kind="private"
      title={say('page.reply.what')}
      seen={proposal.group ? sayGroup('privateShort') : say('page.reply.privateShort', { partner })}
    >
      <div className="stack">
        <OneOf
          question={say('page.reply.what')}
          choices={(proposal.group ? groupReasons(replyReasons, proposal.group) : replyReasons).map(key => ({
            key,
            name: names[key],
            hint: hints[key],
          }))}
          value={reason}
          onChange={setReason}
        />
        <TextArea label={say('page.reply.line', { contact })} optional value={line} onChange={setLine} maxLength={1000} />
        <Button
          full
          busy={busy}
          disabledReason={reason === null ? say('page.reply.chooseReason') : undefined}
          onClick={() => reason && send({ proposalId: proposal.id, answer: 'no', reason, line: line.trim() || null })}
        >
          {say('page.reply.send')}
        </Button>
      </div>
    </NoteBlock>
  )
}
