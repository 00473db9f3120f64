/**
 * The rows on which an act is allowed, as a condition of SQL: the same table of acts that `mayDo` reads, so list and detail agree.
 * Every leaf is two-valued: an unknown value means no.
 */
import { type Expression, type SqlBool, sql } from 'kysely'
import { type Act, type Actor, type Leaf, scopesOf } from '../wire/access.ts'

/** How a table answers for the columns that its leaves name: a reference, or for lists of persons a condition on one person. */
export interface Answers {
  readonly column: (name: string) => Expression<unknown>
  readonly among?: (column: string, personId: string) => Expression<SqlBool>
}

export function allowedRows(actor: Actor, act: Act, answers: Answers): Expression<SqlBool> {
  if (actor.assurance === 'system') return sql<SqlBool>`true`
  const leaves = act.who.map(leaf => sql<SqlBool>`coalesce(${holds(leaf, actor, answers)}, false)`)
  return leaves.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(leaves, sql` or `)})`
}

function holds(leaf: Leaf, actor: Actor, answers: Answers): Expression<SqlBool> {
  const always = (yes: boolean) => (yes ? sql<SqlBool>`true` : sql<SqlBool>`false`)
  switch (leaf.who) {
    case 'anyone':
      return always(true)
    case 'signed-in':
      return always(actor.personId !== null)
    case 'staff-anywhere':
      return always(actor.grants.some(grant => grant.relation === leaf.relation))
    case 'staff': {
      const scopes = scopesOf(actor, leaf.relation)
      if (scopes.length === 0) return always(false)
      const inScope = sql<SqlBool>`${answers.column(leaf.scope)} = any(${scopes}::uuid[])`
      return leaf.about && actor.personId
        ? sql<SqlBool>`(${inScope} and ${answers.column(leaf.about)} is distinct from ${actor.personId}::uuid)`
        : inScope
    }
    case 'self':
      return actor.personId ? sql<SqlBool>`${answers.column(leaf.column)} = ${actor.personId}::uuid` : always(false)
    case 'among':
      return actor.personId && answers.among ? answers.among(leaf.column, actor.personId) : always(false)
  }
}
