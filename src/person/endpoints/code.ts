import type { Context } from '../../kit/context.ts'
import { type Limiter, limits } from '../../kit/http/limits.ts'
import { type Page, page } from '../../kit/http/pages.ts'
import { codeIn, tokenOfCode } from '../../kit/vault/code.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { codePage } from '../pages.ts'
import { invitationByTokenForSystem } from '../queries/invitation.ts'
import { actionLinkForSystem, linkForSystem } from '../queries/link.ts'

/**
 * The page where the code of a letter on paper is typed. It does nothing but lead to the link that the code stands for, which does its one
 * act once and until it expires, as ever. Every try counts against the limit before it is looked at, so a right guess is as slow as a wrong one.
 */
export const codePages = ({ limiter, now }: { readonly limiter: Limiter; readonly now: () => Date }): readonly Page[] => [
  page('GET', 'organization', '/c', ({ begin }) => begin(async ctx => ({ page: codePage((await organizationOf(ctx)).name) }))),
  page('POST', 'organization', '/c', ({ begin, form, address }) => {
    const wait = limiter.take(limits.codes, address, now().getTime())
    if (wait > 0) throw refused('too_many_requests', { seconds: wait })
    return begin(async ctx => {
      const { name, slug } = await organizationOf(ctx)
      const typed = form['code'] ?? ''
      const code = codeIn(typed)
      const way = code && (await wayBehind(ctx, tokenOfCode(ctx.actor.organizationId, code)))
      return way ? { to: `/${slug}/${way}` } : { page: codePage(name, typed, true), status: 422 }
    })
  }),
]

/** The path of the page that a token opens, whether or not its time is over; null: there is none. */
async function wayBehind(ctx: Context, token: string): Promise<string | null> {
  if (await actionLinkForSystem(ctx, token)) return `a/${token}`
  if (await linkForSystem(ctx, token, 'sign-in')) return `sign-in/${token}`
  return (await invitationByTokenForSystem(ctx, token)) ? `invitation/${token}` : null
}
