import type { Context } from '../../kit/context.ts'
import { mayOf } from '../../kit/wire/access.ts'
import type { May } from '../../kit/wire/contract.ts'
import { Refusal } from '../../kit/wire/refusal.ts'
import { participantAccess } from '../access.ts'
import type { ParticipantView } from '../contract/people.ts'
import type { ParticipantState } from '../contract.ts'
import type { Participant } from '../queries.ts'
import { moved } from '../rules.ts'

export function participantView(ctx: Context, one: Participant): ParticipantView {
  const allowed = mayOf(ctx.actor, participantAccess.change, one)
  const mayMove = (to: ParticipantState): May => {
    if (allowed !== true) return allowed
    const next = one.state === to ? new Refusal('participant_cannot_move', { from: one.state, to }) : moved(one.state, to)
    return next instanceof Refusal ? { code: next.code, facts: next.facts } : true
  }
  return {
    id: one.id,
    role: one.role,
    state: one.state,
    capacity: one.capacity,
    joinedAt: one.joinedAt.toISOString(),
    version: one.version,
    may: {
      pause: mayMove('paused'),
      return: mayMove('active'),
      withdraw: mayMove('withdrawn'),
      changeCapacity: one.state !== 'withdrawn' ? allowed : { code: 'not_possible_now', facts: {} },
    },
  }
}
