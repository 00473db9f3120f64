/** The people of the demonstration, each with a token of their own and the typed client as they may use it. */
import * as z from 'zod/mini'
import { type Call, clientInProcess } from '../../src/kit/http/in-process.ts'
import type { Product } from './product.ts'

const actors = z.array(z.object({ organization: z.string(), name: z.string(), relations: z.array(z.string()), token: z.string() }))

export interface Member {
  readonly name: string
  readonly relations: readonly string[]
  readonly token: string
  readonly call: Call
}

/** The cast of the larger organization, by what they are in it. */
export async function castOf(product: Product) {
  const all = actors.parse(JSON.parse(await product.run(['demo', 'actors', '--json']))).filter(actor => actor.organization === 'halden')
  const acting = (actor: Omit<Member, 'call'>): Member => ({
    ...actor,
    call: clientInProcess(request => fetch(request), product.url, actor.token),
  })
  const member = (what: string, is: (relations: readonly string[]) => boolean): Member => {
    const found = all.find(actor => is(actor.relations))
    if (!found) throw new Error(`The demonstration has nobody who is ${what}.`)
    return acting(found)
  }
  const has = (relations: readonly string[], start: string) => relations.some(relation => relation.startsWith(start))
  const dual = member('a coordinator who takes part', relations => has(relations, 'coordinator') && has(relations, 'mentor'))
  const isWaiting = (relations: readonly string[]) => has(relations, 'mentee') && !has(relations, 'party')
  const programOfDual = dual.relations.find(relation => relation.startsWith('coordinator'))
  return {
    administrator: member('an administrator', relations => has(relations, 'administrator')),
    /** Of the same program as `dual`, and takes part in nothing. */
    coordinator: member('a coordinator', relations => relations.length === 1 && relations[0] === programOfDual),
    dual,
    mentor: member(
      'a mentor with a mentorship',
      relations => has(relations, 'mentor') && has(relations, 'party') && !has(relations, 'mentee'),
    ),
    mentee: member('a mentee with a mentorship', relations => has(relations, 'mentee') && has(relations, 'party')),
    waiting: member('a mentee who waits', isWaiting),
    /** Everybody of the cast who waits, whether or not an arrangement has a place for them. */
    everyoneWaiting: all.filter(({ relations }) => isWaiting(relations)).map(acting),
    stranger: member('known and takes part in nothing', relations => relations.length === 0),
  }
}
