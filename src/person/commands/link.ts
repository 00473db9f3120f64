/** Links and tokens that do something for one person. Only their hashes are stored. */
import type { Context } from '../../kit/context.ts'
import { token, uuidv7 } from '../../kit/ids/ids.ts'
import { codedToken } from '../../kit/vault/code.ts'
import { hashOf } from '../../kit/vault/vault.ts'
import { refused } from '../../kit/wire/refusal.ts'
import type { PersonTables } from '../tables.ts'

const tables = (ctx: Context) => ctx.tx.withTables<PersonTables>()

interface NewLink {
  readonly personId: string
  readonly act: string
  readonly subjectId: string | null
  readonly expiresAt: Date
}

/** A bearer token that speaks for the person until it expires; the answer is the token, which is stored nowhere. */
export async function giveAccessToken(ctx: Context, personId: string, name: string, expiresAt: Date): Promise<string> {
  const secret = `${ctx.actor.organizationId}.${token(ctx.random)}`
  await tables(ctx)
    .insertInto('accessToken')
    .values({
      organizationId: ctx.actor.organizationId,
      id: uuidv7(ctx.now, ctx.random),
      personId,
      tokenHash: hashOf(secret),
      name,
      madeAt: ctx.now,
      expiresAt,
    })
    .execute()
  return secret
}

/** A link that does one act for one person; the answer is its token, which is stored nowhere. */
export async function makeLink(ctx: Context, link: NewLink): Promise<string> {
  const [secret] = await makeLinks(ctx, [link])
  if (secret === undefined) throw new Error('a link was asked for and none was made')
  return secret
}

/** The tokens of many links, in the order in which they were asked for; a few statements, however many. */
export async function makeLinks(ctx: Context, links: readonly NewLink[]): Promise<string[]> {
  const secrets = links.map(() => codedToken(ctx.actor.organizationId, ctx.random))
  const rows = links.map((link, n) => ({
    organizationId: ctx.actor.organizationId,
    tokenHash: hashOf(secrets[n] ?? ''),
    ...link,
    madeAt: ctx.now,
    usedAt: null,
  }))
  for (let from = 0; from < rows.length; from += 1000)
    await tables(ctx)
      .insertInto('link')
      .values(rows.slice(from, from + 1000))
      .execute()
  return secrets
}

/** The link is used up by this transaction and by no other; refused when it was used, has expired, or never was. */
export async function useLink(
  ctx: Context,
  secret: string,
  act: string,
): Promise<{ readonly personId: string; readonly subjectId: string | null }> {
  const used = await tables(ctx)
    .updateTable('link')
    .set({ usedAt: ctx.now })
    .where('organizationId', '=', ctx.actor.organizationId)
    .where('tokenHash', '=', hashOf(secret))
    .where('act', '=', act)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .returning(['personId', 'subjectId'])
    .executeTakeFirst()
  if (!used) throw refused('link_over')
  return used
}
