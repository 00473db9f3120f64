import { type Cohort, cohortForSystem } from '../cohort/queries.ts'
import type { Context } from '../kit/context.ts'
import { dayIn, type WorkCalendar } from '../kit/time/time.ts'
import { mayOf } from '../kit/wire/access.ts'
import { matchingAccess } from '../matching/access.ts'
import { askedOfForSystem } from '../matching/queries/group.ts'
import { ownProposalView } from '../matching/queries/own-proposal.ts'
import { takenPlacesForSystem } from '../matching/queries/places.ts'
import { openTalksOfForSystem, type Proposal, repliesOfForSystem } from '../matching/queries/proposals.ts'
import { firstNameOf, hearsBy, lostAllOf } from '../matching/rules/reply.ts'
import { absencesForSystem, type MentorshipWithMembers, mentorshipsOfPersonForSystem } from '../mentorship/queries/mentorship.ts'
import { mentorshipView } from '../mentorship/queries/mentorship-view.ts'
import { stateFor } from '../mentorship/rules.ts'
import { organizationOf } from '../organization/queries.ts'
import { type Participant, participantsOfPersonForSystem } from '../participant/queries.ts'
import { holdersForSystem } from '../person/queries/actor.ts'
import { type Person, personForSystem } from '../person/queries/person.ts'
import { contactOf, programForSystem } from '../program/queries.ts'
import type { Hat, Home } from './contract.ts'
import { hearBy, standingOf } from './rules.ts'

interface Known {
  readonly person: Person
  readonly calendar: WorkCalendar
  readonly today: string
  readonly proposals: readonly Proposal[]
  readonly answers: ReadonlyMap<string, 'yes' | 'no'>
  readonly mentorships: readonly MentorshipWithMembers[]
}

/** Where a person stands, for their own home. */
export async function homeOf(ctx: Context, personId: string): Promise<Home> {
  const [person, calendar, proposals, mentorships, participants, absences] = await Promise.all([
    personForSystem(ctx, personId),
    organizationOf(ctx),
    askedOfForSystem(ctx, personId),
    mentorshipsOfPersonForSystem(ctx, personId),
    participantsOfPersonForSystem(ctx, personId),
    absencesForSystem(ctx, [personId]),
  ])
  const replies = await repliesOfForSystem(
    ctx,
    proposals.map(proposal => proposal.id),
  )
  const known: Known = {
    person,
    calendar,
    today: dayIn(calendar.zone, ctx.now),
    proposals,
    answers: new Map(replies.filter(reply => reply.personId === personId).map(reply => [reply.proposalId, reply.answer])),
    mentorships,
  }
  const begun = new Set(mentorships.map(({ proposalId, groupId }) => proposalId ?? groupId))
  const shown = proposals.filter(({ id, groupId, state }) => state === 'proposed' || (state === 'accepted' && !begun.has(groupId ?? id)))
  const [contact, hats, proposalViews, mentorshipViews] = await Promise.all([
    contactFor(ctx, participants),
    Promise.all(participants.map(participant => hatOf(ctx, known, participant))),
    Promise.all(shown.map(proposal => ownProposalView(ctx, proposal, personId))),
    Promise.all(mentorships.slice(0, 20).map(mentorship => mentorshipView(ctx, mentorship, personId))),
  ])
  return {
    firstName: firstNameOf(person.name),
    today: known.today,
    awayUntil: absences.get(personId) ?? null,
    contact,
    hats,
    proposals: proposalViews,
    mentorships: mentorshipViews,
  }
}

/** The person to ask of the program that somebody takes part in, the latest first. */
export async function contactFor(ctx: Context, participants: readonly Participant[]): Promise<Home['contact']> {
  const [latest] = participants.filter(participant => participant.state !== 'withdrawn')
  return latest ? contactOf(ctx, await programForSystem(ctx, latest.programId)) : null
}

async function hatOf(ctx: Context, known: Known, participant: Participant): Promise<Hat> {
  const [cohort, program, talks, readers, taken] = await Promise.all([
    cohortForSystem(ctx, participant.cohortId),
    programForSystem(ctx, participant.programId),
    openTalksOfForSystem(ctx, [participant.id]),
    holdersForSystem(ctx, 'coordinator', participant.programId),
    participant.role === 'mentor' ? takenOf(ctx, known, participant) : null,
  ])
  const isOwn = (proposal: Proposal) => proposal.mentorParticipantId === participant.id || proposal.menteeParticipantId === participant.id
  const own = known.proposals.filter(isOwn)
  const mentorships = known.mentorships.filter(one => one.members.some(member => member.participantId === participant.id))
  const talk = talks.find(one => one.cause === 'second-no')
  const changed = own.find(({ state }) => state === 'declined' || state === 'withdrawn' || state === 'expired')
  const changedHearBy = changed?.endedAt ? hearsBy(changed.endedAt, known.calendar) : null
  return {
    participantId: participant.id,
    role: participant.role,
    programId: program.id,
    program: program.name,
    standing: standingOf({
      role: participant.role,
      state: participant.state,
      capacity: participant.capacity,
      open: own.filter(({ state }) => state === 'proposed').map(({ id }) => ({ answer: known.answers.get(id) ?? null })),
      mentorships: mentorships.map(({ state, members }) => {
        const own = members.find(({ participantId }) => participantId === participant.id)
        return own ? stateFor(state, own, false) : state
      }),
      talk: talk !== undefined,
    }),
    joinedAt: participant.joinedAt.toISOString(),
    startsOn: cohort.startsOn,
    endsOn: cohort.endsOn,
    hearBy: hearBy({ changedHearBy, startsOn: cohort.startsOn }, known.today),
    comesFirst: participant.role === 'mentee' && lostAllOf(lastAsked(own, known)),
    readers: readers.flatMap(({ name }) => name ?? []).slice(0, 20),
    places:
      taken === null
        ? null
        : { capacity: participant.capacity, taken, ceiling: known.person.capacityMentees, isOfGroup: program.format === 'group' },
    mentors: cohort.mentorsPerMentee > 1 && participant.role === 'mentee' ? mentorsOf(participant, cohort, own, mentorships) : null,
    talkDueOn: talk?.dueOn ?? null,
    may: { return: talk ? { code: 'talk_first', facts: {} } : mayOf(ctx.actor, matchingAccess.return, participant) },
  }
}

/** What they were asked at once the last time, with their own answers. */
function lastAsked(own: readonly Proposal[], known: Known) {
  const last = own[0]?.proposedAt.getTime()
  return own.filter(({ proposedAt }) => proposedAt.getTime() === last).map(one => ({ ...one, answer: known.answers.get(one.id) ?? null }))
}

function mentorsOf(
  { id, capacity, anotherWishedAt }: Participant,
  { mentorsPerMentee }: Cohort,
  own: readonly Proposal[],
  mentorships: readonly MentorshipWithMembers[],
): Hat['mentors'] {
  const isOver = ({ state, members }: MentorshipWithMembers) =>
    state === 'closed' || members.some(({ participantId, leftAt }) => participantId === id && leftAt !== null)
  const over = new Set(mentorships.filter(isOver).map(({ proposalId, groupId }) => proposalId ?? groupId))
  const held = own.filter(
    ({ id: one, groupId, state }) => state === 'proposed' || (state === 'accepted' && !over.has(groupId ?? one)),
  ).length
  const wished = Math.min(capacity, mentorsPerMentee)
  const isLookedFor = held === 0 || anotherWishedAt !== null
  return {
    held,
    wished: isLookedFor ? Math.max(wished, held) : held,
    most: mentorsPerMentee,
    looksForAnother: held > 0 && anotherWishedAt !== null && wished > held,
  }
}

async function takenOf(ctx: Context, known: Known, participant: Participant): Promise<number> {
  const taken = await takenPlacesForSystem(ctx, [participant.personId], { from: known.today, to: '9999-12-31' })
  return taken.filter(place => place.participantId === participant.id).length
}
