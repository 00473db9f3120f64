import { useRef, useState } from 'react'
import { useUrlState } from '../../kit/ui/place.ts'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { Refused } from '../../kit/wire/client.ts'
import {
  type Act,
  type ArrangementView,
  changeArrangement,
  listArrangements,
  type RoundPerson,
  readArrangement,
} from '../contract/arrangement.ts'
import { readPair, readPrices, readSecondLooks, readUnplaced } from '../contract/price.ts'
import { type RoundView, readRound } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
/** An act that needs a line why before it is done. */
export interface Wanted {
  readonly act: 'lock' | 'exclude' | 'take'
  readonly menteeId: string
  readonly mentorId: string
  /** Requirements that it bends. */
  readonly bends?: readonly string[]
}

/** What every part of the studio is given. */
export interface StudioParts {
  readonly view: ArrangementView
  readonly round: RoundView
  /** Why this reader cannot change the arrangement now; undefined: they can. */
  readonly whyNot: string | undefined
  /** Whom the panel is about. */
  readonly menteeId: string | null
  readonly mentorId: string | null
  readonly choose: (menteeId: string | null, mentorId?: string) => void
  /** Asks why, then acts. */
  readonly ask: (wanted: Wanted) => void
  readonly putBack: (pair: { readonly menteeId: string; readonly mentorId: string }) => void
}

export const nameIn = (people: readonly RoundPerson[], id: string): string => people.find(person => person.id === id)?.name ?? ''

/** The acts on an arrangement: each makes the next one, is told in passing, and can be taken back from there. */
export function useStudioActs(view: ArrangementView) {
  const say = useWords(en)
  const [, change] = useUrlState()
  const [madeNumber, setMadeNumber] = useState(0)
  /** Only the last act can be taken back: the next one takes its sentence away. */
  const forgetLast = useRef<() => void>(() => undefined)
  const renews = [readRound, readArrangement, listArrangements, readPair, readPrices, readUnplaced, readSecondLooks]
  const refused = (error: Error) => {
    if (error instanceof Refused) tell(`${error.problem.title}. ${error.problem.detail ?? ''}`)
  }
  const undo = useAct(changeArrangement, {
    renews,
    refused,
    done: made => {
      setMadeNumber(made.number)
      tell(say('act.done.undo'))
    },
  })
  const act = useAct(changeArrangement, {
    renews,
    refused,
    done: (made, request) => {
      setMadeNumber(made.number)
      forgetLast.current()
      change({ arrangement: undefined, mentor: undefined, others: undefined })
      if (request.act === 'undo') return
      const facts = { mentee: nameIn(view.people.mentees, request.menteeId), mentor: nameIn(view.people.mentors, request.mentorId) }
      forgetLast.current = tell(say(`act.done.${request.act}`, facts), () => undo.start({ arrangementId: made.id, act: 'undo' }))
    },
  })
  const start = (what: Act) => act.start({ arrangementId: view.id, ...what })
  return {
    start,
    busy: act.busy,
    /** What was made last is not on the screen yet: the next act would be on one that has been moved on from. */
    isBehind: view.number < madeNumber,
    undo: () => undo.start({ arrangementId: view.id, act: 'undo' }),
    putBack: ({ menteeId, mentorId }: { readonly menteeId: string; readonly mentorId: string }) =>
      start({ act: 'put-back', menteeId, mentorId }),
  }
}
export type StudioActs = ReturnType<typeof useStudioActs>
