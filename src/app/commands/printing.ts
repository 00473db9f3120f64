import { unlimited } from '../../kit/http/limits.ts'
import { jobsBy, reactions, servedBy } from '../capabilities.ts'

/** Printing answers no request, so it needs no clock, no limits, no mail server and nobody who signs in. */
const nowhere = { origin: () => '', limiter: unlimited, now: () => new Date(0), links: 'kept', accounts: {} as never } as const

/** Every endpoint with the permission that it needs. */
export async function routesCommand(): Promise<number> {
  const rows = servedBy(nowhere).map(({ contract }) =>
    [contract.method.padEnd(6), `/api/v1${contract.path}`.padEnd(64), contract.act].join('  '),
  )
  console.log(rows.sort((a, b) => (a.slice(8) < b.slice(8) ? -1 : 1)).join('\n'))
  return 0
}

/** Every kind of job, and what reacts to which entry of the history. */
export async function jobsCommand(): Promise<number> {
  for (const { kind } of jobsBy(nowhere)) console.log(`job       ${kind.name}`)
  for (const { to, name } of reactions) console.log(`reaction  ${to.name}  →  ${name}`)
  return 0
}
