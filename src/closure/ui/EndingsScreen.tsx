import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { completeClosure, type EndingRow, listClosures, takeBackClosure } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { EndGroup } from './EndGroup.tsx'

const listMentorships = { operationId: 'listMentorships' }

/** What is coming to an end in a program, for its coordinators: who chose it and how, what they were told, and the day after which it is over. */
export default function EndingsScreen() {
  const say = useWords(en)
  const { programId } = usePlace<'programId'>()
  const endings = useAnswer(listClosures, { programId })
  const [url, change] = useUrlState()
  const group = typeof url['group'] === 'string' ? url['group'] : null
  const [over, setOver] = useState<EndingRow | null>(null)
  const named = (name: string | null) => name ?? say('endings.unnamed')
  const whatEnds = (row: EndingRow) => {
    const mentor = named(row.mentor)
    if (row.whose === 'own') return say('endings.leaves', { name: named(row.chosenBy), mentor })
    return row.whose === 'group' ? say('endings.group', { mentor }) : say('endings.pair', { mentor, mentee: named(row.mentee) })
  }
  return (
    <>
      <PageHead title={say('endings.title')} lead={say('endings.lead')} />
      <Loaded answer={endings} meanwhile={<Skeleton of="rows" count={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState scene="rest" title={say('endings.none')}>
              {say('endings.noneLead')}
            </EmptyState>
          ) : (
            <Table
              name={say('endings.title')}
              rows={rows}
              keyOf={row => row.id}
              nameOf={whatEnds}
              columns={[
                {
                  id: 'pair',
                  head: say('endings.who'),
                  names: true,
                  wrap: true,
                  cell: row => <span dir="auto">{whatEnds(row)}</span>,
                },
                {
                  id: 'how',
                  head: say('endings.how'),
                  wrap: true,
                  cell: row => <How row={row} chosenBy={named(row.chosenBy)} />,
                },
                { id: 'last', head: say('endings.lastOn'), cell: row => say('endings.day', { day: row.lastOn }) },
                {
                  id: 'act',
                  head: say('endings.act'),
                  align: 'end',
                  cell: row => (
                    <span className="row">
                      {row.may.takeBack === true && <TakeBack row={row} />}
                      {row.may.complete === true && (
                        <Button size="small" onClick={() => setOver(row)}>
                          {say('endings.over')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Over ending={over} onClose={() => setOver(null)} />
      {group && <EndGroup mentorshipId={group} onClose={() => change({ group: undefined })} />}
    </>
  )
}

/** Whoever ended a group for everybody takes it back. */
function TakeBack({ row }: { readonly row: EndingRow }) {
  const say = useWords(en)
  const back = useAct(takeBackClosure, { renews: [listClosures, listMentorships] })
  return (
    <Button size="small" busy={back.busy} onClick={() => back.start({ closureId: row.id })}>
      {say('endings.takeBack')}
    </Button>
  )
}

function How({ row, chosenBy }: { readonly row: EndingRow; readonly chosenBy: string }) {
  const say = useWords(en)
  return (
    <>
      <span>{say(`end.${row.manner}`)}</span>
      <br />
      <small className="muted">{say('endings.chosen', { name: chosenBy, day: row.chosenAt })}</small>
      {row.reason && (
        <details>
          <summary>{say('endings.reason')}</summary>
          <p className="quote" dir="auto">
            {row.reason}
          </p>
        </details>
      )}
    </>
  )
}

function Over({ ending, onClose }: { readonly ending: EndingRow | null; readonly onClose: () => void }) {
  const say = useWords(en)
  const complete = useAct(completeClosure, {
    renews: [listClosures, listMentorships],
    done: () => {
      tell(say(ending?.whose === 'own' ? 'endings.doneLeaves' : 'endings.done'))
      onClose()
    },
  })
  return (
    <Dialog
      open={ending !== null}
      onClose={onClose}
      title={say('endings.sure')}
      actions={
        <>
          <Button kind="primary" busy={complete.busy} onClick={() => ending && complete.start({ closureId: ending.id })}>
            {say('endings.over')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('endings.notYet')}
          </Button>
        </>
      }
    >
      {ending && <p>{say(ending.whose === 'own' ? 'endings.sureLeaves' : 'endings.sureWords', { lastOn: ending.lastOn })}</p>}
      {complete.refusal && (
        <Banner tone="rowan" small>
          <b>{complete.refusal.title}.</b> {complete.refusal.detail}
        </Banner>
      )}
    </Dialog>
  )
}
