import { useEffect, useRef } from 'react'
import { HoldBanner } from '../../kit/ui/HoldBanner.tsx'
import { renewAnswers, useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readArrangement } from '../contract/arrangement.ts'
import { listProposals } from '../contract/proposal.ts'
import { listPublications, type PublicationView, readPublicationCheck, stopPublication } from '../contract/publication.ts'
import { readRound } from '../contract/round.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import styles from './held.module.css'

/** What is another after something was asked to go out, was stopped, or went out. */
export const renewedByPublication = [readPublicationCheck, readRound, readArrangement, listPublications, listProposals]

interface HeldPublicationProps {
  readonly publication: PublicationView
  /** Without what came first in it: where the page says that already. */
  readonly short?: boolean
}

/** It goes out soon; until then one press stops it. */
export function HeldPublication({ publication, short }: HeldPublicationProps) {
  const say = useWords(en)
  const stop = useAct(stopPublication, {
    renews: renewedByPublication,
    done: () => tell(say('publication.stopped')),
  })
  return (
    <HoldBanner
      title={say('publication.held')}
      heldFrom={Date.parse(publication.madeAt)}
      leavesAt={Date.parse(publication.publishesAt)}
      words={{
        left: (minutes, seconds) => say('publication.left', { minutes, seconds }),
        moment: say('publication.moment'),
        soon: minutes => say('publication.soon', { minutes }),
        stop: say('publication.stop'),
      }}
      stopping={stop.busy}
      stopReason={publication.may.stop === true ? undefined : say('publication.notYours')}
      onStop={() => stop.start({ publicationId: publication.id })}
      onOver={() => void renewAnswers(renewedByPublication)}
    >
      {left => (
        <>
          {say('publication.heldTo', { count: publication.people, at: publication.publishesAt })} {left}
          {!short && (
            <>
              <br />
              {say(`publication.first.${publication.first}`)}
            </>
          )}
        </>
      )}
    </HoldBanner>
  )
}

/** In the studio it stays in view wherever one has scrolled to, so that Stop is never looked for while the time runs. */
export function HeldInStudio({ arrangementId }: { readonly arrangementId: string }) {
  const check = useAnswer(readPublicationCheck, { arrangementId }, { everySeconds: 30 })
  const publication = check.data?.publication
  return publication?.state === 'held' ? <StaysInView publication={publication} /> : null
}

function StaysInView({ publication }: { readonly publication: PublicationView }) {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the button that was pressed is gone with its card: whoever works by keyboard goes on at Stop
    if (document.activeElement === null || document.activeElement === document.body) bar.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={bar} tabIndex={-1} className={styles.held}>
      <HeldPublication publication={publication} short />
    </div>
  )
}
