import { type Refusal, refused } from '../../kit/wire/refusal.ts'
import type { Tally } from '../contract/dry-run.ts'
import type { Mapping } from '../contract/import-file.ts'
import type { ImportState } from '../contract/imports.ts'

/** From where each act may begin. */
const acts = {
  map: ['unmapped', 'checking', 'checked', 'unreadable', 'cancelled', 'stopped'],
  check: ['checked', 'unreadable', 'cancelled', 'stopped'],
  confirm: ['checked'],
  cancel: ['unmapped', 'checking', 'importing'],
  undo: ['imported', 'stopped'],
} as const satisfies Readonly<Record<string, readonly ImportState[]>>
export type ImportAct = keyof typeof acts

interface Standing {
  readonly state: ImportState
  readonly forgottenAt: Date | null
  readonly forgetAt: Date
  readonly confirmedAt: Date | null
}

/** Whether the act can begin now. A file that is forgotten can neither be read again nor taken back. */
export function mayBegin(act: ImportAct, standing: Standing, now: Date): true | Refusal {
  if (!(acts[act] as readonly ImportState[]).includes(standing.state)) return refused('import_not_now', { state: standing.state })
  const isOver = standing.forgottenAt !== null || now.getTime() >= standing.forgetAt.getTime()
  if (act === 'undo') {
    if (standing.confirmedAt === null) return refused('import_not_now', { state: standing.state })
    return isOver ? refused('undo_over') : true
  }
  return isOver && act !== 'cancel' ? refused('file_forgotten') : true
}

/** Whether somebody who was added by hand can still be taken back. */
export function mayTakeBack(standing: Standing, now: Date): true | Refusal {
  if (standing.state !== 'imported') return refused('import_not_now', { state: standing.state })
  return standing.forgottenAt !== null || now.getTime() >= standing.forgetAt.getTime() ? refused('addition_final') : true
}

export const keptDays = 7
/** When a file that came in now is forgotten. */
export const forgetAt = (now: Date): Date => new Date(now.getTime() + keptDays * 86_400_000)

/** What a mapping lacks before anything can be worked out. */
export function missingIn(mapping: Mapping): ('external-id' | 'email-for-id' | 'role')[] {
  const has = (goes: string) => mapping.columns.some(column => column.goes === goes)
  return [
    ...(has('external-id') || mapping.idFromEmail ? [] : (['external-id'] as const)),
    ...(mapping.idFromEmail && !has('email') ? (['email-for-id'] as const) : []),
    ...(has('role') || mapping.roleForAll !== null ? [] : (['role'] as const)),
  ]
}

export const noTally: Tally = {
  rows: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  leftOut: 0,
  secondRows: 0,
  secondChanges: 0,
  withGap: 0,
  withRemark: 0,
  addedMentors: 0,
  addedMentees: 0,
  addedBoth: 0,
  withoutAddress: 0,
  capacityAssumed: 0,
}

/** Every row of the file is in exactly one of the five heaps. */
export const addsUp = (tally: Tally): boolean =>
  tally.rows === tally.added + tally.changed + tally.unchanged + tally.leftOut + (tally.secondRows ?? 0)

/** Whether importing the file would write anything. */
export const changesAnything = (tally: Tally): boolean => tally.added + tally.changed + (tally.secondChanges ?? 0) > 0

/** People who come in or are brought up to date, each once; somebody whose second row alone says anything new is one of them. */
export const peopleWritten = (tally: Tally): number => Math.max(tally.added + tally.changed, tally.secondChanges ?? 0)

/** The two tallies together. */
export function plus(one: Tally, other: Tally): Tally {
  const sum: Record<string, number> = {}
  for (const key of Object.keys(noTally) as (keyof Tally)[]) sum[key] = (one[key] ?? 0) + (other[key] ?? 0)
  return sum as unknown as Tally
}
