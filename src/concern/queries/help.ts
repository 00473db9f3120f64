import { closureOfForSystem } from '../../closure/queries.ts'
import type { Context } from '../../kit/context.ts'
import { addDays, dayIn } from '../../kit/time/time.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { wholeNamesApart } from '../../matching/rules/called.ts'
import { mentorshipAccess } from '../../mentorship/access.ts'
import type { MentorshipState } from '../../mentorship/contract.ts'
import {
  type MentorshipWithMembers,
  memberPausesForSystem,
  mentorshipsOfPersonForSystem,
  openPausesForSystem,
} from '../../mentorship/queries/mentorship.ts'
import { isAlone, longestPauseDays, movedMentorship, stateFor } from '../../mentorship/rules.ts'
import { organizationOf } from '../../organization/queries.ts'
import { participantsOfPersonForSystem } from '../../participant/queries.ts'
import { peopleByIdForSystem, personForSystem } from '../../person/queries/person.ts'
import type { LinksGo } from '../../person/rules.ts'
import { type Program, programForSystem } from '../../program/queries.ts'
import { answersInDays } from '../../program/rules.ts'
import type { HelpProgram, HelpView } from '../contract.ts'
import { dueAfter, nextAmong } from '../rules.ts'
import { ownConcerns } from './concern.ts'
import { aroundForSystem } from './looking-after.ts'
import { ownConcernViews } from './view.ts'

/** The programs in which a person takes part, the one they joined last first. */
async function programIdsOf(ctx: Context, personId: string): Promise<string[]> {
  const participants = await participantsOfPersonForSystem(ctx, personId)
  return [...new Set(participants.map(participant => participant.programId))].slice(0, 50)
}

/** The program, when the person takes part in it; elsewhere there is nothing to ask for. */
export async function ownProgramForSystem(ctx: Context, personId: string, programId: string): Promise<Program> {
  if (!(await programIdsOf(ctx, personId)).includes(programId)) throw notFound()
  return programForSystem(ctx, programId)
}

/** The mentorships in the program that are not over. */
export const liveMentorshipsForSystem = async (ctx: Context, personId: string, programId: string): Promise<MentorshipWithMembers[]> =>
  (await mentorshipsOfPersonForSystem(ctx, personId))
    .filter(one => one.programId === programId && one.state !== 'closed' && one.presentIds.includes(personId))
    .slice(0, 50)

/** All that a person can do in one program or in all of theirs, and where what they asked for stands. */
export async function helpView(ctx: Context, personId: string, programId: string | null, links: LinksGo): Promise<HelpView> {
  const organization = await organizationOf(ctx)
  const programIds = (await programIdsOf(ctx, personId)).filter(id => programId === null || id === programId)
  const concerns = await ownConcerns(ctx, personId)
  const toThem = links === 'mailed'
  const mail = { toThem, toYou: toThem && (await personForSystem(ctx, personId)).email !== null }
  return {
    organization: organization.name,
    programs: await Promise.all(
      programIds.map(async id => ({ ...(await helpProgram(ctx, personId, await programForSystem(ctx, id))), mail })),
    ),
    requests: await ownConcernViews(
      ctx,
      concerns.filter(concern => programId === null || concern.programId === programId),
    ),
  }
}

async function helpProgram(ctx: Context, personId: string, program: Program): Promise<Omit<HelpProgram, 'mail'>> {
  const calendar = await organizationOf(ctx)
  const today = dayIn(calendar.zone, ctx.now)
  const { lookers, choices } = await aroundForSystem(ctx, program, personId)
  const first = nextAmong(lookers, [])
  const deputy = nextAmong(lookers, first ? [first.personId] : [])
  return {
    programId: program.id,
    program: program.name,
    contact: first ? { personId: first.personId, name: first.person.name, phone: first.phone } : null,
    insteadOf: lookers.find(looker => looker.as === 'contact' && looker.isPartner)?.person.name ?? null,
    deputy: deputy?.person.name ?? null,
    answersInDays,
    hearBy: dueAfter('talk', ctx.now, calendar),
    hearBySafe: dueAfter('not-right', ctx.now, calendar),
    pause: { from: addDays(today, 1), to: addDays(today, longestPauseDays) },
    safe: choices.slice(0, 50).map(({ person, phone, as, safe, isPartner }) => ({
      personId: person.id,
      name: person.name,
      phone,
      as,
      line: safe?.line ?? null,
      isOutside: safe?.isOutside ?? false,
      may: isPartner ? { code: 'no_safe_contact', facts: {} } : true,
    })),
    mentorships: await mentorshipViews(ctx, await liveMentorshipsForSystem(ctx, personId, program.id), personId),
  }
}

async function mentorshipViews(
  ctx: Context,
  live: readonly MentorshipWithMembers[],
  personId: string,
): Promise<HelpProgram['mentorships']> {
  const people = await peopleByIdForSystem(
    ctx,
    live.flatMap(one => one.memberIds),
  )
  const wholeNames = wholeNamesApart([...people.values()].filter(({ id }) => id !== personId))
  const pauses = await openPausesForSystem(
    ctx,
    live.map(one => one.id),
  )
  const mayMove = (one: MentorshipWithMembers, state: MentorshipState, to: 'paused' | 'active' | 'closing'): May => {
    const move = movedMentorship(state, to)
    return move instanceof Refusal ? { code: move.code, facts: { ...move.facts } } : mayOf(ctx.actor, mentorshipAccess.pause, one)
  }
  return Promise.all(
    live.map(async one => {
      const own = one.members.find(member => member.personId === personId)
      if (!own) throw notFound()
      const alone = isAlone(one, own)
      const ownPause = alone ? (await memberPausesForSystem(ctx, one.id)).get(personId) : undefined
      const state = stateFor(one.state, own, ownPause !== undefined)
      const closure = state === 'closing' ? await closureOfForSystem(ctx, one.id, personId) : null
      const leaderFirst = one.members.filter(member => member.leftAt === null && member.personId !== personId)
      const nameOf = (memberId: string) => wholeNames.get(memberId) ?? ''
      const others = [
        ...leaderFirst.filter(({ side }) => side === 'mentor'),
        ...leaderFirst.filter(({ side }) => side === 'mentee').sort((a, b) => nameOf(a.personId).localeCompare(nameOf(b.personId), 'und')),
      ].map(member => member.personId)
      return {
        id: one.id,
        partner: one.groupId ? null : (wholeNames.get(others[0] ?? '') ?? null),
        group: one.groupId
          ? { leavesAlone: alone, others: others.map(memberId => ({ personId: memberId, name: wholeNames.get(memberId) ?? null })) }
          : null,
        state,
        pausedUntil: (ownPause ?? pauses.get(one.id))?.untilOn ?? null,
        ending: closure?.chosenBy === personId ? { closureId: closure.id, lastOn: closure.lastOn } : null,
        may: {
          pause: mayMove(one, state, 'paused'),
          resume:
            state === 'paused' && (ownPause !== undefined || !alone)
              ? mayMove(one, state, 'active')
              : { code: 'mentorship_cannot_move', facts: { from: state, to: 'active' } },
          end: mayMove(one, state, 'closing'),
        },
      }
    }),
  )
}
