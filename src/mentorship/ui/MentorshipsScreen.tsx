import Phone from 'lucide-react/icons/phone'
import { useState } from 'react'
import { readCohort } from '../../cohort/contract.ts'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip, FilterChip, type Tone } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { Pair } from '../../kit/ui/Stone.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { listMentorships, type MentorshipRow, mentorshipStates } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { CallBoth } from './CallBoth.tsx'
import { GroupCell } from './GroupCell.tsx'

const tones: Readonly<Record<MentorshipRow['state'], Tone>> = { active: 'pine', paused: 'tarn', closing: 'clay', closed: 'plain' }

/** The pairs of a cohort for whoever looks after them: state, dates, first meeting; nothing that the two write. */
export default function MentorshipsScreen() {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<'organization' | 'programId' | 'cohortId'>()
  const [url, change] = useUrlState()
  const state = mentorshipStates.find(one => one === url['state'])
  const after = typeof url['after'] === 'string' ? url['after'] : undefined
  const cohort = useAnswer(readCohort, { cohortId })
  const page = useAnswer(listMentorships, { cohortId, ...(state ? { state } : {}), ...(after ? { after } : {}) })
  return (
    <Loaded whole answer={page} meanwhile={<Skeleton of="rows" count={8} />}>
      {({ rows, counts, next, total }) => {
        const all = counts.active + counts.paused + counts.closing + counts.closed
        return (
          <>
            <PageHead
              title={say(rows.some(({ group }) => group) ? 'list.groups' : 'list.title')}
              where={cohort.data?.name}
              above={cohort.data?.name}
              lead={rows.some(({ group }) => group) ? say('list.groups.lead', { count: all, notMet: counts.notMet }) : leadOf(counts, say)}
              actions={
                counts.closing > 0 && (
                  <ButtonTo to="/$organization/programs/$programId/endings" params={{ organization, programId }}>
                    {say('list.endings')}
                  </ButtonTo>
                )
              }
            />
            {all === 0 ? (
              <EmptyState scene="begin" title={say('list.none')}>
                {say('list.none.words')}
              </EmptyState>
            ) : (
              <div className="stack">
                {counts.toCall > 0 && (
                  <Banner tone="clay">
                    {say(rows.some(({ group }) => group) ? 'list.groups.toCall' : 'list.toCall', { count: counts.toCall })}
                  </Banner>
                )}
                <div className="row wrap">
                  {mentorshipStates.map(one => (
                    <FilterChip
                      key={one}
                      on={state === one}
                      count={counts[one]}
                      onChange={on => change({ state: on ? one : undefined, after: undefined })}
                    >
                      {say(`state.${one}`)}
                    </FilterChip>
                  ))}
                </div>
                <Pairs rows={rows} />
                <div className="row">
                  {next && <Button onClick={() => change({ after: next }, 'push')}>{say('list.more', { count: total })}</Button>}
                </div>
              </div>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function leadOf({ notMet, ...states }: Answer<typeof listMentorships>['counts'], say: ReturnType<typeof useWords<typeof en>>): string {
  const all = states.active + states.paused + states.closing + states.closed
  if (all === 0) return say('list.none.lead')
  if (notMet === 0) return say('list.lead', { count: all })
  return all === 1 ? say('list.lead.only') : say('list.lead.notMet', { count: all, notMet })
}

function Pairs({ rows }: { readonly rows: readonly MentorshipRow[] }) {
  const say = useWords(en)
  const [calling, setCalling] = useState<MentorshipRow | null>(null)
  const named = (name: string | null) => name ?? say('list.unnamed')
  return (
    <>
      <Table
        name={say('list.title')}
        rows={rows}
        keyOf={row => row.id}
        nameOf={row => (row.mentee ? `${named(row.mentor.name)} ${named(row.mentee.name)}` : named(row.mentor.name))}
        empty={say('list.empty')}
        columns={[
          {
            id: 'pair',
            head: say(rows.some(({ group }) => group) ? 'list.group.head' : 'list.pair'),
            names: true,
            cell: row =>
              row.group ? (
                <GroupCell row={row} group={row.group} />
              ) : (
                <span className="row">
                  <Pair
                    size={28}
                    of={[
                      { id: row.mentor.personId, name: named(row.mentor.name) },
                      { id: row.mentee?.personId ?? '', name: named(row.mentee?.name ?? null) },
                    ]}
                  />
                  <span dir="auto">{say('list.names', { mentor: named(row.mentor.name), mentee: named(row.mentee?.name ?? null) })}</span>
                </span>
              ),
          },
          { id: 'state', head: say('list.state'), cell: row => <Chip tone={tones[row.state]}>{say(`state.${row.state}`)}</Chip> },
          { id: 'first', head: say('list.first'), wrap: true, cell: row => <FirstMeeting row={row} onCall={() => setCalling(row)} /> },
          { id: 'since', head: say('list.since'), cell: row => say('dates.day', { day: row.beganAt }) },
          { id: 'until', head: say('list.until'), cell: row => say('dates.day', { day: row.endsOn }) },
        ]}
      />
      {calling && <CallBoth key={calling.id} row={calling} onClose={() => setCalling(null)} />}
    </>
  )
}

function FirstMeeting({ row, onCall }: { readonly row: MentorshipRow; readonly onCall: () => void }) {
  const say = useWords(en)
  if (row.firstMetOn) return say('list.met', { day: row.firstMetOn })
  if (row.pausedUntil) return say('list.paused', { day: row.pausedUntil })
  if (row.callOn === null) return say('list.notKnown')
  if (row.toCall && row.may.noteCall === true)
    return (
      <Button size="small" icon={Phone} onClick={onCall}>
        {say(row.group ? 'list.callGroup' : 'list.call')}
      </Button>
    )
  return row.calledOn ? say('list.called', { day: row.calledOn, callOn: row.callOn }) : say('list.callOn', { day: row.callOn })
}
