import { useEffect } from 'react'
import { Card } from '../../kit/ui/Card.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { Progress } from '../../kit/ui/Progress.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { cancelRound, listRounds, type RoundView, readRound } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }

/** Each phase has its share of the way; the engine tells its own counts within it. */
const phases = { scoring: [0.05, 0.3], matching: [0.35, 0.35], proving: [0.7, 0.3] } as const

/** A round on its way, with the way to stop it. The page goes on by itself when it is ready. */
export function RoundProgress({ round, where }: { readonly round: RoundView; readonly where: string | undefined }) {
  const say = useWords(en)
  const rounds = useAnswer(listRounds, { cohortId: round.cohortId })
  const refresh = rounds.refetch
  // the list says which round is open: read again once this one has moved on
  useEffect(() => () => void refresh(), [refresh])
  const cancel = useAct(cancelRound, { renews: [listRounds, readRound], done: () => tell(say('round.cancelled')) })
  const { progress } = round
  const [from, width] = progress ? phases[progress.phase] : [0, 0]
  const told = progress ? say(`round.${progress.phase}`, { done: progress.done, of: progress.of }) : say('round.queued')
  return (
    <>
      <PageHead
        title={say('matching.title')}
        where={where}
        lead={say('round.lead', { mentees: round.mentees, mentors: round.mentors, places: round.places })}
      />
      <Card>
        <Progress
          name={say('round.progress')}
          share={progress ? from + width * Math.min(1, progress.of > 0 ? progress.done / progress.of : 0) : 0}
          told={round.waits ? say('round.waits') : told}
          cancel={
            round.may.cancel === true
              ? { name: say('round.cancel'), busy: cancel.busy, onCancel: () => cancel.start({ roundId: round.id }) }
              : undefined
          }
        />
      </Card>
    </>
  )
}
