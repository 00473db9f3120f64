import { useState } from 'react'
import { readCohort } from '../../cohort/contract.ts'
import { Button } from '../../kit/ui/Button.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Figures } from '../../kit/ui/Facts.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { listGroupsAsked } from '../contract/group.ts'
import { listProposals, type ReplyCounts } from '../contract/proposal.ts'
import { listPublications, type PublicationView } from '../contract/publication.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import { AskedPairs } from './AskedPairs.tsx'
import { HeldPublication } from './HeldPublication.tsx'
import { RecallDialog } from './RecallDialog.tsx'
import { RepliesNeeds } from './RepliesNeeds.tsx'

/** Who was asked in a cohort, what they answered, what is due, and who waits for a talk. */
export default function RepliesScreen() {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<'organization' | 'programId' | 'cohortId'>()
  const cohort = useAnswer(readCohort, { cohortId })
  const publications = useAnswer(listPublications, { cohortId }, { everySeconds: 30 })
  const replies = useAnswer(listProposals, { cohortId }, { everySeconds: 60 })
  const asked = useAnswer(listGroupsAsked, { cohortId }, { everySeconds: 60 })
  const groups = asked.data?.rows ?? []
  const held = publications.data?.rows.find(publication => publication.state === 'held')
  const undecided = publications.data?.rows.find(publication => publication.may.recall === true)
  const [recalled, setRecalled] = useState<PublicationView | null>(null)
  const toStudio = (
    <ButtonTo to="/$organization/programs/$programId/cohorts/$cohortId/matching" params={{ organization, programId, cohortId }}>
      {say('replies.studio')}
    </ButtonTo>
  )
  return (
    <Loaded whole answer={replies} meanwhile={<Skeleton of="rows" count={8} />}>
      {answer => (
        <>
          <PageHead
            title={say('replies.title')}
            where={cohort.data?.name}
            above={cohort.data?.name}
            lead={leadOf(answer.counts, say)}
            actions={
              <>
                {undecided && <Button onClick={() => setRecalled(undecided)}>{say('recall.button')}</Button>}
                {toStudio}
              </>
            }
          />
          <RecallDialog publication={recalled} onClose={() => setRecalled(null)} />
          {held && <HeldPublication publication={held} />}
          {answer.counts.pairs === 0 ? (
            held ? null : (
              <EmptyState scene="path" title={say('replies.none')} action={toStudio}>
                {say('replies.none.words')}
              </EmptyState>
            )
          ) : (
            <>
              <Sum counts={answer.counts} />
              <RepliesNeeds replies={answer} groups={groups} toStudio={toStudio} />
              <AskedPairs cohortId={cohortId} groups={groups} pairs={answer.counts.pairs} />
            </>
          )}
        </>
      )}
    </Loaded>
  )
}

function leadOf(counts: ReplyCounts, say: ReturnType<typeof useWords<typeof en>>): string {
  if (counts.pairs === 0) return say('replies.lead.none')
  return counts.open > 0
    ? say('replies.lead.open', { count: counts.open, accepted: counts.accepted })
    : say('replies.lead', { count: counts.accepted, pairs: counts.pairs })
}

/** The pairs by what became of them; the first five add up to all. */
function Sum({ counts }: { readonly counts: ReplyCounts }) {
  const say = useWords(en)
  const { accepted, open, declined, expired, withdrawn, pairs } = counts
  return (
    <Figures
      figures={[
        { figure: String(accepted), means: say('replies.sum.accepted', { pairs }) },
        { figure: String(open), means: say('replies.sum.open', { half: counts.halfYes }) },
        { figure: String(declined), means: say('replies.sum.declined') },
        { figure: String(expired + withdrawn), means: say('replies.sum.over') },
      ]}
    />
  )
}
