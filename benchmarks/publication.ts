/** A cohort's round from the click to the proposals, through the product's own doors, for benchmarks that need people who were asked. */
import { setTimeout as pause } from 'node:timers/promises'
import type { BenchmarkProduct } from './product.ts'

export interface Published {
  readonly roundId: string
  readonly arrangementId: string
  /** How many people are asked. */
  readonly people: number
}

interface Check {
  readonly people: number
  readonly points: readonly { readonly point: string; readonly open: boolean }[]
}

/** An arrangement of everybody in the cohort is ready to be looked at. */
export async function solved({ send, json }: BenchmarkProduct, cohortId: string): Promise<{ roundId: string; arrangementId: string }> {
  const { id } = (await (await send('POST', `/cohorts/${cohortId}/match-rounds`, {})).json()) as { id: string }
  let round = await json(`/match-rounds/${id}`)
  for (; round['state'] !== 'ready'; round = await json(`/match-rounds/${id}`)) {
    if (round['failure']) throw new Error(`the round is ${round['state']}: ${JSON.stringify(round['failure'])}`)
    await pause(200)
  }
  return { roundId: id, arrangementId: String(round['arrangementId']) }
}

/** Everybody who was placed is asked without waiting; what is open before is waived. */
export async function publish(product: BenchmarkProduct, programId: string, cohortId: string): Promise<Published> {
  const { send, json } = product
  const { roundId, arrangementId } = await solved(product, cohortId)
  await send('PATCH', `/programs/${programId}/publication-setting`, { holdMinutes: 0 })
  const check = (await json(`/arrangements/${arrangementId}/publication-check`)) as unknown as Check
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A benchmark' }))
  const answered = await send('POST', `/arrangements/${arrangementId}/publication`, { waivers })
  if (!answered.ok) throw new Error(`the publication answered ${answered.status}: ${await answered.text()}`)
  return { roundId, arrangementId, people: check.people }
}
