import { cohortForSystem } from '../../cohort/queries.ts'
import { askedOnce, type Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { type KnownParticipant, participantsByIdForSystem } from '../../participant/queries.ts'
import { programForSystem } from '../../program/queries.ts'
import { opener } from '../../program/rules.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { questionsOfVersionForSystem } from '../../questionnaire/queries.ts'
import { matchingAccess } from '../access.ts'
import type { Criterion } from '../contract/criteria.ts'
import type { AskedGroup, OwnProposal, PartnerCard, Side } from '../contract/proposal.ts'
import { inOrderOfNames } from '../rules/names.ts'
import { cardOf, pairReasons } from '../rules/pair-reasons.ts'
import { firstNameOf, hearsBy, mayReply, mostNos, ownState } from '../rules/reply.ts'
import type { RoundTables } from '../tables/round.ts'
import { calledByForSystem } from './called.ts'
import { groupForSystem, type ProposalGroup, proposalsOfGroupsForSystem } from './group.ts'
import { nosOfForSystem, openTalksOfForSystem, type Proposal, repliesOfForSystem } from './proposals.ts'
import { heldByMenteeForSystem } from './standing.ts'

const sideOf = (proposal: Proposal, personId: string): Side => (proposal.mentorPersonId === personId ? 'mentor' : 'mentee')

/** A proposal as this person, one of its two, sees it. The other's reply is not read for it. */
export async function ownProposalView(ctx: Context, proposal: Proposal, personId: string): Promise<OwnProposal> {
  const side = sideOf(proposal, personId)
  const [participantId, partnerId] =
    side === 'mentor'
      ? [proposal.mentorParticipantId, proposal.menteeParticipantId]
      : [proposal.menteeParticipantId, proposal.mentorParticipantId]
  const [cohort, program, calendar, replies, talks, partner, nos, hasAnother, group] = await Promise.all([
    cohortForSystem(ctx, proposal.cohortId),
    programForSystem(ctx, proposal.programId),
    organizationOf(ctx),
    repliesOfForSystem(ctx, [proposal.id]),
    openTalksOfForSystem(ctx, [participantId]),
    participantsByIdForSystem(ctx, [partnerId]),
    nosOfForSystem(ctx, participantId, proposal.id),
    side === 'mentee' && hasAnotherForSystem(ctx, proposal),
    proposal.groupId ? groupForSystem(ctx, proposal.groupId) : null,
  ])
  const own = replies.find(reply => reply.side === side)
  const now = mayReply(proposal, ctx.now)
  const may: May =
    now instanceof Refusal
      ? { code: now.code, facts: { ...now.facts } }
      : mayOf(ctx.actor, matchingAccess.reply, { memberIds: [proposal.mentorPersonId, proposal.menteePersonId] })
  const asked = group && (await askedGroupOf(ctx, group, side))
  return {
    id: asked?.id ?? proposal.id,
    format: program.format,
    side,
    opens: opener[program.format] === side,
    hasAnother,
    state: ownState(proposal.state, own?.answer ?? null),
    ...(asked?.shared ?? (await sharedOf(ctx, proposal, side, partner.get(partnerId), 3))),
    group: asked?.group ?? null,
    startsOn: cohort.startsOn,
    endsOn: cohort.endsOn,
    proposedAt: ((side === 'mentee' && proposal.menteeAskedAt) || proposal.proposedAt).toISOString(),
    answerBy: proposal.expiresAt.toISOString(),
    waitsForTalk: talks.some(talk => talk.proposalId === proposal.id && talk.cause === 'asked'),
    hearBy: hearsBy(proposal.endedAt ?? group?.shortAt ?? proposal.expiresAt, calendar),
    own: own ? { answer: own.answer, repliedAt: own.repliedAt.toISOString() } : null,
    secondNo: nos + 1 >= mostNos,
    may: { reply: may, askTalk: may },
  }
}

interface AskedAbout {
  readonly group: AskedGroup
  /** For whoever would lead it: under which id it stands and who stands first, the same whatever becomes of single members. */
  readonly id: string | null
  readonly shared: { readonly partner: PartnerCard; readonly reasons: string[] } | null
}

/** Those who were suggested, for whoever would lead it: the same whatever each has answered, until it begins. A member does not read who else was. */
async function askedGroupOf(ctx: Context, group: ProposalGroup, side: Side): Promise<AskedAbout> {
  const leads = side === 'mentor'
  const asked = leads ? await proposalsOfGroupsForSystem(ctx, [group.id]) : []
  const participants = await participantsByIdForSystem(
    ctx,
    asked.map(({ menteeParticipantId }) => menteeParticipantId),
  )
  const members = await Promise.all(
    inOrderOfNames(participants.values()).flatMap(participant => {
      const one = asked.find(({ menteeParticipantId }) => menteeParticipantId === participant.id)
      return one ? [sharedOf(ctx, one, 'mentor', participant, 3).then(({ partner, reasons }) => ({ ...partner, reasons }))] : []
    }),
  )
  const view = { leads, smallest: group.smallest, isShort: group.state === 'short', members }
  const [first] = members
  if (!leads || !first) return { id: null, shared: null, group: view }
  const { reasons, ...partner } = first
  return { id: asked[0]?.id ?? null, shared: { partner, reasons }, group: view }
}

/** Whether the mentee is with another mentor too, or was asked about one: as far as they know. */
export async function hasAnotherForSystem(ctx: Context, { id, menteeParticipantId }: Proposal): Promise<boolean> {
  return (await heldByMenteeForSystem(ctx, [menteeParticipantId], { isKnown: true, except: id })).has(menteeParticipantId)
}

/** The other person's card and what the two share, for one of them: of a proposal, and later of the mentorship that came of it. */
export async function sharedOf(
  ctx: Context,
  proposal: Proposal,
  side: Side,
  partner: KnownParticipant | undefined,
  most: number,
): Promise<{ readonly partner: PartnerCard; readonly reasons: string[] }> {
  if (!partner) throw notFound()
  const [{ criteria, questions }, called] = await Promise.all([
    lookedForForSystem(ctx, proposal.roundId),
    calledByForSystem(ctx, side === 'mentor' ? proposal.mentorPersonId : proposal.menteePersonId),
  ])
  const firstName = called.get(partner.personId) ?? firstNameOf(partner.name)
  const card = cardOf(partner.answers, questions, side === 'mentor' ? 'mentee' : 'mentor')
  return {
    partner: { personId: partner.personId, name: partner.name, firstName, ...card },
    reasons: pairReasons({ side, partner: firstName }, { lines: proposal.contributions, criteria, questions }, most),
  }
}

interface LookedFor {
  readonly criteria: readonly Criterion[]
  readonly questions: readonly Question[]
}

const lookedForForSystem = (ctx: Context, roundId: string): Promise<LookedFor> =>
  askedOnce(ctx, `looked for in ${roundId}`, () => lookedForNow(ctx, roundId))

async function lookedForNow(ctx: Context, roundId: string): Promise<LookedFor> {
  const round = await ctx.tx
    .withTables<RoundTables>()
    .selectFrom('matchRound')
    .select(['criteria', 'questionnaireVersionId'])
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('id', '=', roundId)
    .executeTakeFirst()
  if (!round) throw notFound()
  const questions = round.questionnaireVersionId ? await questionsOfVersionForSystem(ctx, round.questionnaireVersionId) : []
  return { criteria: round.criteria, questions }
}
