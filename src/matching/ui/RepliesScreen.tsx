import Hourglass from 'lucide-react/icons/hourglass'
import { type ReactNode, useState } from 'react'
import { readCohort } from '../../cohort/contract.ts'
import { Button } from '../../kit/ui/Button.tsx'
import { Section } from '../../kit/ui/Card.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Figures } from '../../kit/ui/Facts.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { NeedsIcon, NeedsList, NeedsRow } from '../../kit/ui/NeedsRow.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { Pair, Stone } from '../../kit/ui/Stone.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { closeTalk, listProposals, type ProposalView, proposalStates } from '../contract/proposal.ts'
import { listPublications, type PublicationView } from '../contract/publication.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import { Held } from './PublicationCard.tsx'
import { RecallDialog } from './RecallDialog.tsx'
import { RepliesTable } from './RepliesTable.tsx'

/** Who was asked in a cohort, what they answered, what is due, and who waits for a talk. */
export default function RepliesScreen() {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<'organization' | 'programId' | 'cohortId'>()
  const [url, change] = useUrlState()
  const state = proposalStates.find(one => one === url['state'])
  const after = typeof url['after'] === 'string' ? url['after'] : undefined
  const cohort = useAnswer(readCohort, { cohortId })
  const publications = useAnswer(listPublications, { cohortId }, { everySeconds: 30 })
  const page = useAnswer(listProposals, { cohortId, ...(state ? { state } : {}), ...(after ? { after } : {}) }, { everySeconds: 60 })
  const held = publications.data?.rows.find(publication => publication.state === 'held')
  const undecided = publications.data?.rows.find(publication => publication.may.recall === true)
  const [recalled, setRecalled] = useState<PublicationView | null>(null)
  const toStudio = (
    <ButtonTo to="/$organization/programs/$programId/cohorts/$cohortId/matching" params={{ organization, programId, cohortId }}>
      {say('replies.studio')}
    </ButtonTo>
  )
  return (
    <Loaded whole answer={page} meanwhile={<Skeleton of="rows" count={8} />}>
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
          {held && <Held publication={held} />}
          {answer.counts.pairs === 0 ? (
            held ? null : (
              <EmptyState scene="path" title={say('replies.none')} action={toStudio}>
                {say('replies.none.words')}
              </EmptyState>
            )
          ) : (
            <>
              <Sum counts={answer.counts} />
              <Needs rows={answer.rows} talks={answer.talks} promised={answer.promised} toStudio={toStudio} />
              <Section title={say('replies.pairs')} note={say('replies.pairs.note', { count: answer.counts.pairs })}>
                <div className="stack">
                  <div className="row wrap">
                    {proposalStates.map(one => (
                      <FilterChip
                        key={one}
                        on={state === one}
                        count={countOf(answer.counts, one)}
                        onChange={on => change({ state: on ? one : undefined, after: undefined })}
                      >
                        {say(`proposal.${one}`)}
                      </FilterChip>
                    ))}
                  </div>
                  <RepliesTable rows={answer.rows} />
                </div>
                {answer.next && <Button onClick={() => change({ after: answer.next ?? undefined }, 'push')}>{say('replies.more')}</Button>}
              </Section>
            </>
          )}
        </>
      )}
    </Loaded>
  )
}

type Replies = Answer<typeof listProposals>
type Counts = Replies['counts']
const countOf = (counts: Counts, state: ProposalView['state']): number => (state === 'proposed' ? counts.open : counts[state])

function leadOf(counts: Counts, say: ReturnType<typeof useWords<typeof en>>): string {
  if (counts.pairs === 0) return say('replies.lead.none')
  return counts.open > 0
    ? say('replies.lead.open', { count: counts.open, accepted: counts.accepted })
    : say('replies.lead', { count: counts.accepted, pairs: counts.pairs })
}

/** The pairs by what became of them; the first five add up to all. */
function Sum({ counts }: { readonly counts: Counts }) {
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

/** Who waits for the coordinator: talks that are owed, then silence of seven working days. */
function Needs({ rows, talks, promised, toStudio }: Pick<Replies, 'rows' | 'talks' | 'promised'> & { readonly toStudio: ReactNode }) {
  const say = useWords(en)
  const done = useAct(closeTalk, { renews: [listProposals], done: () => tell(say('talk.done')) })
  const silent = rows.filter(row => row.toCall)
  const count = talks.length + silent.length + (promised ? 1 : 0)
  if (count === 0) return null
  const named = (name: string | null) => name ?? say('publication.somebody')
  return (
    <Section title={say('replies.needs')} note={say('replies.needs.note', { count })}>
      <NeedsList>
        {talks.map(talk => (
          <NeedsRow
            key={talk.id}
            who={<Stone id={talk.personId} name={named(talk.name)} />}
            sentence={say(talk.cause === 'asked' ? 'talk.asked' : 'talk.secondNo', { name: named(talk.name) })}
            due={{ words: say('talk.due', { day: talk.dueOn }) }}
            note={
              talk.phone ? say('talk.phone', { phone: talk.phone }) : say(talk.cause === 'asked' ? 'talk.asked.note' : 'talk.secondNo.note')
            }
            acts={
              <Button
                busy={done.busy}
                onClick={() => done.start({ talkId: talk.id })}
                disabledReason={talk.may.close === true ? undefined : say('publication.notYours')}
              >
                {say('talk.close')}
              </Button>
            }
          />
        ))}
        {silent.map(row => (
          <NeedsRow
            key={row.id}
            who={
              <Pair
                of={[
                  { id: row.mentor.personId, name: named(row.mentor.name) },
                  { id: row.mentee.personId, name: named(row.mentee.name) },
                ]}
              />
            }
            sentence={say('silent.sentence', silentIn(row, named))}
            due={{ words: say('silent.due', { day: row.expiresAt }) }}
            note={say('silent.note')}
            acts={null}
          />
        ))}
        {promised && (
          <NeedsRow
            who={<NeedsIcon icon={Hourglass} tone="lichen" />}
            sentence={say('promised.sentence', { count: promised.mentees })}
            due={{ words: say('promised.due', { day: promised.by }) }}
            note={say('promised.note')}
            acts={toStudio}
          />
        )}
      </NeedsList>
    </Section>
  )
}

function silentIn(row: ProposalView, named: (name: string | null) => string) {
  const names = [row.mentor, row.mentee].filter(member => member.answer === 'silent').map(member => named(member.name))
  return { names, count: names.length }
}
