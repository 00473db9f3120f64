import ArrowLeft from 'lucide-react/icons/arrow-left'
import Printer from 'lucide-react/icons/printer'
import { readCohort } from '../../cohort/contract.ts'
import { Button } from '../../kit/ui/Button.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type ArrangementView, readArrangement } from '../contract/arrangement.ts'
import { readSheet } from '../contract/price.ts'
import { type RoundView, readRound } from '../contract/round.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import { FairnessPaper } from './FairnessPaper.tsx'
import { proofWords, type SayOfGroups } from './group-words.ts'
import { PaperTable, type SheetRow } from './PaperTable.tsx'
import styles from './paper.module.css'
import type { SayHere } from './said.ts'

/** The arrangement on paper: committees meet with it. */
export default function PaperScreen() {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const place = usePlace<'organization' | 'programId' | 'cohortId'>()
  const [url] = useUrlState()
  const arrangementId = typeof url['arrangement'] === 'string' ? url['arrangement'] : ''
  const cohort = useAnswer(readCohort, { cohortId: place.cohortId })
  const arrangement = useAnswer(readArrangement, { arrangementId })
  const round = useAnswer(readRound, { roundId: arrangement.data?.roundId ?? '' }, { when: arrangement.data !== undefined })
  const sheet = useAnswer(readSheet, { arrangementId })
  return (
    <div className={styles.paper}>
      <PageHead
        title={say('print.title', { number: arrangement.data?.number ?? '' })}
        where={cohort.data?.name}
        above={cohort.data?.name}
        lead={arrangement.data && round.data && leadOf(say, arrangement.data, round.data)}
        actions={
          <div className={styles.tools}>
            <ButtonTo icon={ArrowLeft} to="/$organization/programs/$programId/cohorts/$cohortId/matching" params={place}>
              {say('print.back')}
            </ButtonTo>
            <Button kind="primary" icon={Printer} onClick={() => print()}>
              {say('print.now')}
            </Button>
          </div>
        }
      />
      {arrangement.data && (
        <p>{arrangement.data.groups ? proofWords(sayOfGroups, arrangement.data.groups) : say(`studio.first.${arrangement.data.first}`)}</p>
      )}
      <Loaded answer={sheet}>
        {({ rows, unplaced, mentorsWithNobody, measure }) => (
          <>
            {unplaced.length > 0 && (
              <section>
                <h2>{say('print.unplaced')}</h2>
                <ul className={styles.names}>
                  {unplaced.map(name => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </section>
            )}
            {arrangement.data?.groups ? (
              [...Map.groupBy(rows, ({ mentorId }) => mentorId)].map(([mentorId, members]) => (
                <section key={mentorId} className={styles.group}>
                  <h2>{leaderWords(sayOfGroups, members)}</h2>
                  <PaperTable rows={members} measure={measure} round={round.data} isGroup />
                </section>
              ))
            ) : (
              <PaperTable rows={rows} measure={measure} round={round.data} />
            )}
            {mentorsWithNobody.length > 0 && (
              <section>
                <h2>{arrangement.data?.groups ? sayOfGroups('free.title') : say('print.mentorsFree')}</h2>
                <ul className={styles.names}>
                  {mentorsWithNobody.map(name => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
      {arrangement.data && <FairnessPaper view={arrangement.data} />}
    </div>
  )
}

/** How many have somebody, and what has become of this sheet: committees must not take what has gone out for a draft. */
function leadOf(say: SayHere, { counts, isLatest }: ArrangementView, { state }: RoundView): string {
  const facts = { placed: counts.menteesPlaced, mentees: counts.mentees }
  if (state === 'discarded') return say('print.lead.discarded', facts)
  if (state !== 'published') return say('print.lead.proposal', facts)
  return say(isLatest ? 'print.lead.published' : 'print.lead.earlier', facts)
}

function leaderWords(say: SayOfGroups, members: readonly SheetRow[]): string {
  const { mentor = '', coMentors = [] } = members[0] ?? {}
  const count = members.length
  return coMentors.length > 0 ? say('print.groupWith', { mentor, count, names: coMentors }) : say('print.group', { mentor, count })
}
