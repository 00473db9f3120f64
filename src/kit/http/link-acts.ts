/**
 * Action links. One address, `/<organization>/a/<token>`, does one named act for one person; which act is stored with the link, and the
 * capability that made it brings the two halves here: what is shown (and changes nothing) and what the form's button does.
 */
import type { Context } from '../context.ts'
import type { PageAnswer } from './pages.ts'

/** A link that was found by its token. `ctx.actor` is its person, with no more rights than the act itself. */
export interface FollowedLink {
  readonly token: string
  readonly personId: string
  readonly subjectId: string | null
  /** What the form sent; empty on a reading. */
  readonly form: Readonly<Record<string, string>>
  /** Where the reader comes from inside the page, such as a block that shall be open. */
  readonly query: URLSearchParams
}

export interface LinkAct {
  /** As it was named when the link was made, such as `matching.reply`. */
  readonly act: string
  /** The page. Mail scanners open links, so nothing is written here; `expired` says the link's own time is over. */
  readonly show: (ctx: Context, link: FollowedLink & { readonly expired: boolean }) => Promise<PageAnswer>
  /** The act, by the form's button. Never called for an expired link. */
  readonly use: (ctx: Context, link: FollowedLink) => Promise<PageAnswer>
}
