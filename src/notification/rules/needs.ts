import type { Need } from '../../kit/wire/need.ts'
import type { mailNeeds } from '../contract.ts'

export interface MailNow {
  readonly cameBack: number
  readonly firstCameBackOn: string | null
  readonly kept: number
  readonly firstKeptOn: string | null
}

/** What of these mails together somebody has to see to: they came back, or are letters to hand over. */
export function needs(mails: readonly MailNow[]): Need<(typeof mailNeeds)[number]>[] {
  const cameBack = mails.reduce((sum, one) => sum + one.cameBack, 0)
  const kept = mails.reduce((sum, one) => sum + one.kept, 0)
  const [firstCameBackOn = null] = mails.flatMap(one => one.firstCameBackOn ?? []).sort()
  const [firstKeptOn = null] = mails.flatMap(one => one.firstKeptOn ?? []).sort()
  return [
    ...(cameBack > 0 ? [{ kind: 'came-back' as const, count: cameBack, since: firstCameBackOn }] : []),
    ...(kept > 0 ? [{ kind: 'letters' as const, count: kept, since: firstKeptOn }] : []),
  ]
}

/** That nothing leaves is a need of everybody whom it holds up. */
export const needsOfPause = (pausedOn: string | null): Need<(typeof mailNeeds)[number]>[] =>
  pausedOn === null ? [] : [{ kind: 'mail-paused', count: 1, since: pausedOn }]
