/** What arrived in somebody's mailbox, for tests. */
import type { aWorld } from '../app/cast.ts'
import { type MailState, type MailTables, opened } from '../kit/mail/mail.ts'

type World = Awaited<ReturnType<typeof aWorld>>

export interface Arrived {
  readonly id: string
  readonly personId: string | null
  readonly reason: string
  readonly state: MailState
  readonly dueAt: Date
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Every mail of an organization with its words, oldest first. */
export async function mailsIn(world: World, organizationId: string): Promise<Arrived[]> {
  return world.as(organizationId, async ctx => {
    const rows = await ctx.tx
      .withTables<MailTables>()
      .selectFrom('mail')
      .selectAll()
      .where('organizationId', '=', organizationId)
      .orderBy('id')
      .execute()
    return Promise.all(
      rows.map(async row => ({
        id: row.id,
        personId: row.personId,
        reason: row.reason,
        state: row.state,
        dueAt: row.dueAt,
        ...(await opened(ctx, row)),
      })),
    )
  })
}

/** The mails to one person, oldest first. */
export const mailsTo = async (world: World, organizationId: string, personId: string): Promise<Arrived[]> =>
  (await mailsIn(world, organizationId)).filter(mail => mail.personId === personId)

/** The paths of the action links in a mail, in their order. */
export const linksIn = (mail: { readonly text: string } | undefined): string[] =>
  [...(mail?.text ?? '').matchAll(/https?:\/\/[^/\s]+(\/\S+\/a\/[\w-]+)/g)].map(([, path]) => path ?? '')
