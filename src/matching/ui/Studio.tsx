import { useRef, useState } from 'react'
import type { CohortView } from '../../cohort/contract.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { KeyHints, useKeys } from '../../kit/ui/KeyHints.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { renewAnswers, useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { type ArrangementView, listArrangements, readArrangement } from '../contract/arrangement.ts'
import { readPair } from '../contract/price.ts'
import type { listRounds, RoundView } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
import { Arrangements } from './Arrangements.tsx'
import { ChangedSince } from './ChangedSince.tsx'
import { Fixed } from './Fixed.tsx'
import { FreePlaces } from './FreePlaces.tsx'
import { Groups } from './Groups.tsx'
import { HeldInStudio } from './HeldPublication.tsx'
import held from './held.module.css'
import { IsItFair } from './IsItFair.tsx'
import { LastWave } from './LastWave.tsx'
import { LookAgain } from './LookAgain.tsx'
import styles from './matching.module.css'
import { NotPlaced } from './NotPlaced.tsx'
import { OtherFirsts } from './OtherFirsts.tsx'
import { OtherPairs } from './OtherPairs.tsx'
import { OtherWays } from './OtherWays.tsx'
import { OtherWeights } from './OtherWeights.tsx'
import { PairPanel } from './PairPanel.tsx'
import { PublicationCard } from './PublicationCard.tsx'
import { usePanelFocus } from './panel-focus.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { StudioHead } from './StudioHead.tsx'
import { whyNotNow } from './said.ts'
import { meantByKey, pairsOf, type StudioParts, useStudioActs, type Wanted } from './studio.ts'
import { WithoutGroup } from './WithoutGroup.tsx'

interface StudioProps {
  readonly round: RoundView
  readonly list: Answer<typeof listRounds>
  readonly cohort: CohortView | undefined
}

/** The work on a round: who is not placed, who deserves another look, then everybody else; and why, beside it. */
export function Studio({ round, list, cohort }: StudioProps) {
  const [url] = useUrlState()
  const chosen = typeof url['arrangement'] === 'string' ? url['arrangement'] : undefined
  // what stood when it was opened, or was made here since: what somebody else makes is offered, and not put under one's hands
  const [stood, setStood] = useState({ round: round.id, id: round.arrangementId })
  if (stood.round !== round.id) setStood({ round: round.id, id: round.arrangementId })
  const follow = (id: string | null) => setStood({ round: round.id, id })
  const arrangement = useAnswer(readArrangement, { arrangementId: chosen ?? stood.id ?? '' })
  // until the next one is here the last one stays, so that focus and place are kept from act to act
  const [last, setLast] = useState<ArrangementView>()
  if (arrangement.data && arrangement.data !== last) setLast(arrangement.data)
  const shown = (view: ArrangementView) => (
    <OneArrangement key={round.id} round={round} list={list} cohort={cohort} view={view} follow={follow} />
  )
  return (
    <Loaded answer={arrangement} meanwhile={last?.roundId === round.id ? shown(last) : <Skeleton of="cards" count={3} />}>
      {shown}
    </Loaded>
  )
}

interface OneArrangementProps extends StudioProps {
  readonly view: ArrangementView
  /** Shows this one from now on, where none is chosen in the address. */
  readonly follow: (arrangementId: string | null) => void
}

function OneArrangement({ round, list, cohort, view, follow }: OneArrangementProps) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const acts = useStudioActs(view, made => {
    follow(made.id)
    setWanted(null)
  })
  const movedOn =
    view.roundId === round.id && view.id !== round.arrangementId && typeof url['arrangement'] !== 'string' && !acts.isBehind && !acts.busy
  const whyNot =
    whyNotNow(say, view.may.act) ?? (acts.isBehind ? say('acts.not.behind') : movedOn ? say('acts.not.arrangement_superseded') : undefined)
  const mayAct = whyNot === undefined
  const menteeId = typeof url['mentee'] === 'string' ? url['mentee'] : null
  const tried = typeof url['mentor'] === 'string' ? url['mentor'] : null
  const own = pairsOf(view, menteeId)
  // the keys mean the two whom the panel names
  const pair = tried === null ? own[0] : own.find(one => one.mentorId === tried)
  const isTrying = menteeId !== null && tried !== null && pair === undefined
  const trying = useAnswer(readPair, { arrangementId: view.id, menteeId: menteeId ?? '', mentorId: tried ?? '' }, { when: isTrying }).data
  const open = (id: string | null) => {
    const isLatest = id === round.arrangementId
    if (isLatest) {
      follow(id)
      void renewAnswers([readArrangement, listArrangements])
    }
    change({ arrangement: isLatest ? undefined : (id ?? undefined) })
  }
  const beside = useRef<HTMLDivElement>(null)
  const mentorId = tried ?? pair?.mentorId ?? null
  const keepOpener = usePanelFocus(beside, menteeId, mentorId)
  const parts: StudioParts = {
    view,
    round,
    whyNot,
    menteeId,
    mentorId,
    open,
    choose: (mentee, mentor) => {
      if (mentee !== null) keepOpener()
      change({ mentee: mentee ?? undefined, mentor: mentor ?? undefined, ...(mentee === null ? { others: undefined } : {}) })
    },
    ask: what => {
      acts.forgetRefusal()
      setWanted(what)
    },
    putBack: acts.putBack,
    refusal: acts.refusal,
  }
  const between = (id: string | null) => id && open(id)
  const onPair = (act: 'lock' | 'exclude') => () => {
    const meant = pair ? { act, menteeId: pair.menteeId, mentorId: pair.mentorId } : isTrying && trying ? meantByKey(act, trying) : null
    if (mayAct && meant) parts.ask(meant)
  }
  useKeys({
    l: onPair('lock'),
    x: onPair('exclude'),
    t: () => menteeId && change({ others: true }),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key, not of a component
    Backspace: () => mayAct && pair?.locked && acts.putBack(pair),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key, not of a component
    Escape: () => menteeId !== null && parts.choose(null),
    '[': () => between(view.parentId),
    ']': () => between(view.nextId),
  })
  return (
    <>
      <StudioHead {...parts} cohort={cohort} list={list} />
      <HeldInStudio arrangementId={view.id} />
      {(movedOn || !view.isLatest) && (
        <div role="status">
          <Banner
            tone={movedOn ? 'clay' : 'tarn'}
            action={
              <Button size="small" onClick={() => open(round.arrangementId)}>
                {say('studio.toLatest')}
              </Button>
            }
          >
            {say(movedOn ? 'studio.movedOn' : 'studio.earlier')}
          </Banner>
        </div>
      )}
      {view.ownLeftOut && <p className="hint">{say('studio.ownLeftOut')}</p>}
      <ChangedSince round={round} />
      <LastWave round={round} view={view} />
      <div className={classes(styles.studio, held.under)}>
        <div className={styles.lists}>
          <NotPlaced {...parts} />
          {view.groups ? (
            <Groups {...parts} groups={view.groups} />
          ) : (
            <>
              <LookAgain {...parts} />
              <OtherPairs {...parts} />
              <OtherWays {...parts} />
              <OtherFirsts {...parts} />
            </>
          )}
          <OtherWeights {...parts} />
          <IsItFair {...parts} />
          <Fixed {...parts} />
          {view.groups ? <WithoutGroup {...parts} groups={view.groups} /> : <FreePlaces {...parts} />}
          <Arrangements {...parts} />
          <KeyHints
            name={say('keys.name')}
            hints={[
              { keys: ['L'], does: say('keys.lock') },
              { keys: ['X'], does: say('keys.exclude') },
              { keys: ['T'], does: say('keys.try') },
              { keys: ['⌫'], does: say('keys.putBack') },
              { keys: ['[', ']'], does: say('keys.between') },
            ]}
          />
        </div>
        <div ref={beside} className={styles.beside}>
          <div className="stack">
            <PairPanel {...parts} />
            <PublicationCard arrangementId={view.id} stands={view.isLatest && !movedOn} />
          </div>
        </div>
      </div>
      <ReasonDialog wanted={wanted} parts={parts} close={() => setWanted(null)} acts={acts} />
    </>
  )
}
