/** A program in its season in which people have somebody to ask: Ingrid first, Ruth after her, then Astrid who administers all. */
import type { aWorld, House, Person } from '../app/cast.ts'
import { type APair, twoPairs } from '../mentorship/cast.ts'
import { changeProgram, readProgram } from '../program/contract.ts'

type World = Awaited<ReturnType<typeof aWorld>>

export interface Asking {
  readonly pair: APair
  readonly other: APair
  readonly ruth: Person
}

export async function peopleWhoAsk(world: World, house: House): Promise<Asking> {
  const [pair, other] = await twoPairs(world, house)
  const ruth = await world.person(house.organizationId, 'Ruth', [{ relation: 'coordinator', scopeId: house.programId }])
  const { version } = await house.ingrid.call(readProgram, { programId: house.programId })
  await house.ingrid.call(changeProgram, { programId: house.programId, contactPersonId: house.ingrid.id }, { ifMatch: version })
  return { pair, other, ruth }
}
