import { readCohort } from '../../cohort/contract.ts'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listRounds, readRound } from '../contract/round.ts'
import { isOpen } from '../rules/round.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './matching.module.css'
import { RoundProgress } from './RoundProgress.tsx'
import { RoundStart } from './RoundStart.tsx'
import { ShortageButton } from './ShortageButton.tsx'
import { Studio } from './Studio.tsx'

const whileSolving = 0.4
/** Whether somebody else has moved on from what is on the screen. */
const whileWorking = 15

/** Matching of one cohort: start a round, see how far it is, or work on what came out. `?round=` opens an earlier one. */
export default function MatchingScreen() {
  const say = useWords(en)
  const { cohortId } = usePlace<'cohortId'>()
  const [url] = useUrlState()
  const cohort = useAnswer(readCohort, { cohortId })
  const rounds = useAnswer(listRounds, { cohortId })
  const open = rounds.data?.rows.find(row => isOpen(row.state)) ?? rounds.data?.rows.find(row => row.state === 'published')
  const wanted = typeof url['round'] === 'string' ? url['round'] : undefined
  const roundId = wanted ?? open?.id
  const isGoing = (state: string | undefined) => state === 'queued' || state === 'solving'
  const round = useAnswer(
    readRound,
    { roundId: roundId ?? '' },
    { when: roundId !== undefined, everySeconds: isGoing(open?.state) ? whileSolving : whileWorking },
  )
  const where = cohort.data?.name
  return (
    <Loaded whole answer={rounds} meanwhile={<Skeleton of="cards" count={3} />}>
      {list => {
        if (roundId === undefined) return <RoundStart list={list} where={where} failed={null} />
        return (
          <Loaded whole answer={round} meanwhile={<Skeleton of="cards" count={3} />}>
            {one => {
              if (isGoing(one.state)) return <RoundProgress round={one} where={where} />
              if (one.arrangementId === null) return <RoundStart list={list} where={where} failed={one} />
              return (
                <>
                  <Studio round={one} list={list} cohort={cohort.data} />
                  <div className={styles.below}>
                    <p className="muted">{say('matching.nextRound')}</p>
                    <ShortageButton />
                  </div>
                </>
              )
            }}
          </Loaded>
        )
      }}
    </Loaded>
  )
}
