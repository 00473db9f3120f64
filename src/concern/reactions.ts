import { reaction } from '../kit/history/history.ts'
import { grantTakenBack } from '../person/contract.ts'
import { releaseConcerns } from './commands/release.ts'

export const concernReactions = [
  reaction(grantTakenBack, 'concern.release', (ctx, { person, scope }) =>
    releaseConcerns(ctx, person, scope === ctx.actor.organizationId ? null : scope),
  ),
]
