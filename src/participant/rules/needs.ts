import type { Need } from '../../kit/wire/need.ts'
import type { ImportState, importNeeds } from '../contract/imports.ts'

type ImportNeed = (typeof importNeeds)[number]

/** The latest import of a cohort. */
export interface ImportNow {
  readonly id: string
  readonly state: ImportState
  readonly receivedOn: string
  /** After this day the file is forgotten. */
  readonly forgetOn: string
  /** The file is there, so that one can go on. */
  readonly isKept: boolean
  readonly people: number
  readonly leftOut: number
}

const waitsIn: Partial<Record<ImportState, ImportNeed>> = {
  unmapped: 'import-columns',
  checked: 'import-ready',
  unreadable: 'import-unreadable',
  stopped: 'import-stopped',
}

export interface CohortOfPeople {
  readonly people: number
  readonly startsOn: string
  readonly import: ImportNow | null
}

/** How long before a cohort starts it is told that nobody is in it. */
const emptyFromDays = 30

/** A file that waits for a word, or a cohort that starts soon with nobody in it. */
export function needs({ people, startsOn, import: latest }: CohortOfPeople, daysToStart: number): Need<ImportNeed>[] {
  const kind = latest?.isKept ? waitsIn[latest.state] : undefined
  if (latest && kind)
    return [{ kind, count: latest.people, also: latest.leftOut, since: latest.receivedOn, by: latest.forgetOn, subjectId: latest.id }]
  return people === 0 && daysToStart >= 0 && daysToStart <= emptyFromDays ? [{ kind: 'nobody-in', count: 1, by: startsOn }] : []
}
