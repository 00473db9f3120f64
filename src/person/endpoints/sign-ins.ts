/** Where somebody is signed in: their own list, and its ends. */
import type { Accounts } from '../../kit/accounts/accounts.ts'
import type { Context } from '../../kit/context.ts'
import { record } from '../../kit/history/history.ts'
import { serving } from '../../kit/http/served.ts'
import { allow } from '../../kit/wire/access.ts'
import { personAccess } from '../access.ts'
import * as contract from '../contract.ts'
import { personForSystem } from '../queries/person.ts'
import { deviceIn, isStillSignedIn } from '../rules.ts'

const { serve } = serving('person', personAccess)

export const signInEndpoints = ({ accounts }: { readonly accounts: Pick<Accounts, 'sessionsOf' | 'endSessionsOf'> }) => [
  serve(contract.listSignIns, async (ctx, _, { signIn }) => {
    const accountId = await accountOf(ctx)
    const all = accountId ? await accounts.sessionsOf(accountId, ctx.actor.organizationId) : []
    // one that lay idle for too long opens nothing any more
    const open = all.filter(one => isStillSignedIn(one, ctx.actor.grants.length > 0))
    return {
      rows: open.map(one => ({
        id: one.sessionId,
        ...deviceIn(one.userAgent),
        signedInAt: one.openedAt.toISOString(),
        usedAt: one.usedAt.toISOString(),
        isThis: one.sessionId === signIn?.id,
      })),
    }
  }),
  serve(contract.endSignIns, async (ctx, { signInId }, { signIn }) => {
    allow(ctx.actor, personAccess['end-sign-ins'], {})
    const accountId = await accountOf(ctx)
    const which = signInId === undefined ? { but: signIn?.id ?? null } : { only: signInId }
    const ended = accountId ? await accounts.endSessionsOf(accountId, ctx.actor.organizationId, which) : 0
    if (ended > 0) await record(ctx, contract.signInsEnded, { person: ctx.actor.personId ?? '', count: ended })
    return { ended }
  }),
]

/** The account of whoever asks: nobody names another one. Null: they never signed in. */
const accountOf = async (ctx: Context): Promise<string | null> => (await personForSystem(ctx, ctx.actor.personId ?? '')).accountId
