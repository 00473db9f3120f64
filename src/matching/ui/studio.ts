import { useRef, useState } from 'react'
import { useUrlState } from '../../kit/ui/place.ts'
import { renewAnswers, useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { Refused } from '../../kit/wire/client.ts'
import {
  type Act,
  type ArrangementRow,
  type ArrangementView,
  changeArrangement,
  listArrangements,
  type PairRow,
  type RoundPerson,
  readArrangement,
} from '../contract/arrangement.ts'
import type { First } from '../contract/criteria.ts'
import { type PairView, readPair, readPrices, readSecondLooks, readUnplaced } from '../contract/price.ts'
import { type RoundView, readRound } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
/** An act that needs a line why before it is done. */
export type Wanted =
  | {
      readonly act: 'lock' | 'exclude' | 'take'
      readonly menteeId: string
      readonly mentorId: string
      /** Requirements that it bends. */
      readonly bends?: readonly string[]
    }
  | { readonly act: 'put-first'; readonly first: First }

/** What every part of the studio is given. */
export interface StudioParts {
  readonly view: ArrangementView
  readonly round: RoundView
  /** Why this reader cannot change the arrangement now; undefined: they can. */
  readonly whyNot: string | undefined
  /** Whom the panel is about. */
  readonly menteeId: string | null
  readonly mentorId: string | null
  /** Shows another arrangement of the round. */
  readonly open: (arrangementId: string) => void
  readonly choose: (menteeId: string | null, mentorId?: string) => void
  /** Asks why, then acts. */
  readonly ask: (wanted: Wanted) => void
  readonly putBack: (pair: PairIds) => void
  /** The last act, where it was refused: told beside what it was asked of. */
  readonly refusal: RefusedAct | null
}

interface PairIds {
  readonly menteeId: string
  readonly mentorId: string
}
/** Of two people, or of putting something else first. */
export type ActOn = PairIds | { readonly first: First }
type RefusedAct = { readonly on: ActOn; readonly problem: Refused['problem'] }

/** The mentors of a mentee in an arrangement. */
export const pairsOf = (view: ArrangementView, menteeId: string | null): PairRow[] => view.pairs.filter(pair => pair.menteeId === menteeId)

/** Whether the panel is about this pair: of whoever has one mentor it is, also while another one is tried. */
export const isChosen = ({ view, menteeId, mentorId }: StudioParts, pair: PairRow): boolean =>
  menteeId === pair.menteeId && (mentorId === pair.mentorId || pairsOf(view, menteeId).length === 1)

/** Which mentor the panel is told to show with the mentee of a pair: of whoever has one, whoever that is in the arrangement that is looked at. */
export const toShow = (view: ArrangementView, { menteeId, mentorId }: PairRow): string | undefined =>
  pairsOf(view, menteeId).length > 1 ? mentorId : undefined

/** Of whoever may have several mentors, the one whom an act was about stays in view unless they were parted. */
const stillShown = ({ people }: ArrangementView, act: Act): string | undefined =>
  'mentorId' in act && act.act !== 'exclude' && (people.mentees.find(({ id }) => id === act.menteeId)?.wanted ?? 1) > 1
    ? act.mentorId
    : undefined

/** What keeping or parting means of two who are not together yet: keeping takes the mentor who is tried. Null: it cannot be done. */
export function meantByKey(act: 'lock' | 'exclude', { mentee, mentor, ...pair }: PairView): Wanted | null {
  const ids = { menteeId: mentee.id, mentorId: mentor.id }
  if (pair.sameHuman || pair.apart) return null
  if (act === 'exclude') return { act, ...ids }
  return pair.price.possible ? { act: 'take', ...ids, bends: pair.price.bends } : null
}

export const nameIn = (people: readonly RoundPerson[], id: string): string => people.find(person => person.id === id)?.name ?? ''

/** The acts on an arrangement: each makes the next one, is told in passing, and can be taken back from there. */
export function useStudioActs(view: ArrangementView, made: (arrangement: ArrangementRow) => void) {
  const say = useWords(en)
  const [, change] = useUrlState()
  const [madeNumber, setMadeNumber] = useState(0)
  /** Only the last act can be taken back: the next one takes its sentence away. */
  const forgetLast = useRef<() => void>(() => undefined)
  const renews = [readRound, readArrangement, listArrangements, readPair, readPrices, readUnplaced, readSecondLooks]
  const [refusal, setRefusal] = useState<RefusedAct | null>(null)
  /** What was refused may rest on what is no longer so. */
  const lookAgain = () => void renewAnswers([readRound, readArrangement, listArrangements])
  const undo = useAct(changeArrangement, {
    renews,
    // where it was asked for: in passing
    refused: error => {
      if (error instanceof Refused) tell(`${error.problem.title}. ${error.problem.detail ?? ''}`)
      lookAgain()
    },
    done: next => {
      setMadeNumber(next.number)
      made(next)
      tell(say('act.done.undo'))
    },
  })
  const act = useAct(changeArrangement, {
    renews,
    refused: (error, { act: _, ...request }) => {
      const on = 'menteeId' in request || 'first' in request ? request : null
      if (error instanceof Refused && on) setRefusal({ on, problem: error.problem })
      else tell(error.message)
      lookAgain()
    },
    done: (next, request) => {
      setMadeNumber(next.number)
      made(next)
      forgetLast.current()
      change({ arrangement: undefined, mentor: stillShown(view, request), others: undefined })
      if (request.act === 'undo') return
      const facts =
        request.act === 'put-first'
          ? {}
          : { mentee: nameIn(view.people.mentees, request.menteeId), mentor: nameIn(view.people.mentors, request.mentorId) }
      forgetLast.current = tell(say(`act.done.${request.act}`, facts), () => undo.start({ arrangementId: next.id, act: 'undo' }))
    },
  })
  const start = (what: Act) => {
    setRefusal(null)
    act.start({ arrangementId: view.id, ...what })
  }
  return {
    start,
    busy: act.busy || undo.busy,
    refusal,
    forgetRefusal: () => setRefusal(null),
    /** What was made last is not on the screen yet: the next act would be on one that has been moved on from. */
    isBehind: view.number < madeNumber,
    undo: () => undo.start({ arrangementId: view.id, act: 'undo' }),
    putBack: ({ menteeId, mentorId }: PairIds) => start({ act: 'put-back', menteeId, mentorId }),
  }
}
export type StudioActs = ReturnType<typeof useStudioActs>
