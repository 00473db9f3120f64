import { createContext, useContext } from 'react'
import type { Waiting } from '../../concern/contract/waiting.ts'
import type { IconOf } from '../../kit/ui/Icon.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { readWaysInOpened } from '../../person/contract/viewer.ts'

type LetterOpened = Answer<typeof readWaysInOpened>['rows'][number]

/** Who is signed in and where they stand, as far as the frames show it. */
export interface Standing {
  readonly person: { readonly id: string; readonly name: string; readonly photo?: string; readonly part: string }
  /** The program in view and the others that can be chosen; empty while there is none. */
  readonly programs: readonly { readonly id: string; readonly name: string; readonly organization: string; readonly to: string }[]
  readonly programId: string | null
  readonly places: readonly Place[]
  /** The person to ask, at the foot of every page of those who take part. */
  readonly contact: Contact | null
  /** What waits with the reader, by program: told on the first pages. */
  readonly requests: readonly Waiting[]
  /** Who opened letters that sign the reader in: told there, too. */
  readonly opened: readonly LetterOpened[]
  readonly find: Find | null
  readonly signOut: () => void
}

/** An entry of the navigation; only rooms that exist and that this person may enter. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly to: string
  readonly icon: IconOf
  readonly count?: number
}

export interface Contact {
  readonly id: string
  readonly name: string
  readonly photo?: string
  /** Such as "ext. 5012"; null where there is no number. */
  readonly phone: string | null
  /** Such as "Usually answers within 1 working day". */
  readonly answers: string
  /** The page behind "Help and changes". */
  readonly help: string
}

/** What the palette shows for what was typed: people, pages, acts. */
export type Find = (typed: string) => Promise<
  readonly {
    readonly id: string
    readonly name: string
    readonly hint?: string
    readonly to: string
    readonly icon?: IconOf
    readonly person?: boolean
  }[]
>

const Standings = createContext<Standing | null>(null)
export const StandingProvider = Standings.Provider
export const useStanding = (): Standing | null => useContext(Standings)
