import { serving } from '../kit/http/served.ts'
import { unseal } from '../kit/vault/vault.ts'
import { mayOf } from '../kit/wire/access.ts'
import { type MentorshipWithMembers, mentorshipsByIdForSystem, mentorshipVisibleTo } from '../mentorship/queries/mentorship.ts'
import { isAlone } from '../mentorship/rules.ts'
import { peopleByIdForSystem } from '../person/queries/person.ts'
import { programVisibleTo } from '../program/queries.ts'
import { closureAccess } from './access.ts'
import { chooseClosure, completeClosure, endGroup, takeBackClosure } from './commands.ts'
import * as contract from './contract.ts'
import { type Closure, closureOfForSystem, closuresVisibleTo, closureView, reasonPlace } from './queries.ts'

const { serve } = serving('closure', closureAccess)

const whoseOf = (closure: Closure, mentorship: MentorshipWithMembers | undefined): contract.Whose =>
  closure.leaverPersonId !== null ? 'own' : mentorship?.groupId ? 'group' : 'pair'

export const closureEndpoints = [
  serve(contract.readClosure, async (ctx, { mentorshipId }) => {
    const mentorship = await mentorshipVisibleTo(ctx, mentorshipId)
    const personId = ctx.actor.personId ?? ''
    const closure = await closureOfForSystem(ctx, mentorshipId, personId)
    const own = mentorship.members.find(member => member.personId === personId)
    const alone = own !== undefined && isAlone(mentorship, own)
    const ends = closure ? closure.leaverPersonId !== null : alone
    return {
      closure: closure && closureView(ctx, closure),
      whose: mentorship.groupId === null ? ('pair' as const) : ends ? ('own' as const) : ('group' as const),
    }
  }),
  serve(contract.chooseClosure, async (ctx, input) => closureView(ctx, await chooseClosure(ctx, input))),
  serve(contract.endGroup, async (ctx, input) => closureView(ctx, await endGroup(ctx, input))),
  serve(contract.takeBackClosure, async (ctx, { closureId }) => closureView(ctx, await takeBackClosure(ctx, closureId))),
  serve(contract.listClosures, async (ctx, { programId }) => {
    await programVisibleTo(ctx, programId)
    const closures = await closuresVisibleTo(ctx, programId)
    const mentorships = await mentorshipsByIdForSystem(
      ctx,
      closures.map(closure => closure.mentorshipId),
    )
    const people = await peopleByIdForSystem(ctx, [
      ...closures.map(closure => closure.chosenBy),
      ...[...mentorships.values()].flatMap(mentorship => mentorship.memberIds),
    ])
    const rows = await Promise.all(
      closures.map(async closure => {
        const named = (side: 'mentor' | 'mentee') =>
          people.get(mentorships.get(closure.mentorshipId)?.members.find(member => member.side === side)?.personId ?? '')?.name ?? null
        return {
          id: closure.id,
          mentorshipId: closure.mentorshipId,
          mentor: named('mentor'),
          mentee: named('mentee'),
          whose: whoseOf(closure, mentorships.get(closure.mentorshipId)),
          chosenBy: people.get(closure.chosenBy)?.name ?? null,
          manner: closure.manner,
          reason: closure.sealedReason && (await unseal(ctx.tx, reasonPlace(ctx, closure.id), closure.sealedReason)),
          chosenAt: closure.chosenAt.toISOString(),
          lastOn: closure.lastOn,
          may: {
            complete: mayOf(ctx.actor, closureAccess.complete, closure),
            takeBack: mayOf(ctx.actor, closureAccess['take-back'], closure),
          },
        }
      }),
    )
    // an ending of the reader's own is not theirs to look after
    return { rows: rows.filter(row => !mentorships.get(row.mentorshipId)?.memberIds.includes(ctx.actor.personId ?? '')) }
  }),
  serve(contract.completeClosure, async (ctx, { closureId }) => {
    await completeClosure(ctx, closureId)
    return undefined
  }),
]
