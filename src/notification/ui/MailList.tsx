import Check from 'lucide-react/icons/check'
import Printer from 'lucide-react/icons/printer'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip, FilterChip, type Tone } from '../../kit/ui/Chip.tsx'
import { WithDrawer } from '../../kit/ui/Drawer.tsx'
import { SearchField } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useOpenInUrl, usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { listMails, type MailRow, type MailTab, type readMail } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { useHandingOver } from './handing-over.ts'
import { MailDrawer } from './MailDrawer.tsx'
import { reasonWords } from './reasons.ts'

const tones: Readonly<Record<MailRow['state'], Tone>> = {
  due: 'tarn',
  sent: 'pine',
  kept: 'lichen',
  'handed-over': 'pine',
  stopped: 'plain',
  dropped: 'plain',
  failed: 'clay',
}

interface MailListProps {
  readonly tab: MailTab
  readonly reason?: string
  /** What stands in place of rows when there are none. */
  readonly empty: string
  readonly hasMailServer: boolean
}

/** Mails one by one, each to be opened; letters and the log also by the name of whom they are to. */
export function MailList({ tab, reason, empty, hasMailServer }: MailListProps) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const letters = useHandingOver()
  const after = typeof url['after'] === 'string' ? url['after'] : undefined
  const { open, show, close } = useOpenInUrl('mail')
  const typed = typeof url['find'] === 'string' ? url['find'] : ''
  const person = tab !== 'tonight' && typed.trim().length > 1 ? typed.trim() : undefined
  const searchWords = say(tab === 'kept' || tab === 'handed-over' ? 'kept.find' : 'log.find')
  const page = useAnswer(listMails, { tab, ...(reason ? { reason } : {}), ...(person ? { person } : {}), ...(after ? { after } : {}) })
  return (
    <div className="stack">
      {tab !== 'tonight' && (
        <SearchField
          label={searchWords}
          placeholder={searchWords}
          value={typed}
          onChange={find => change({ find, after: undefined, mail: undefined })}
        />
      )}
      <Loaded answer={page} meanwhile={<Skeleton of="rows" count={5} />}>
        {({ rows, next }) => {
          const at = rows.findIndex(row => row.id === open)
          const to = (index: number) => {
            const row = rows[index]
            return row && (() => show(row.id))
          }
          return (
            <WithDrawer
              drawer={
                open ? (
                  <MailDrawer
                    key={open}
                    mailId={open}
                    row={rows[at]}
                    place={at >= 0 ? say('mail.place', { at: at + 1, count: rows.length }) : undefined}
                    onPrevious={to(at - 1)}
                    onNext={to(at + 1)}
                    onClose={close}
                  />
                ) : null
              }
            >
              <Table
                name={say(`tab.${tab}`)}
                rows={rows}
                keyOf={row => row.id}
                nameOf={row => row.person?.name ?? row.address ?? ''}
                open={open ?? undefined}
                onOpen={show}
                empty={person ? say('mail.noneFound') : empty}
                columns={[
                  {
                    id: 'person',
                    head: say('mail.to'),
                    names: true,
                    cell: row => <span dir="auto">{row.person?.name ?? row.address ?? say('mail.unnamed')}</span>,
                  },
                  { id: 'reason', head: say('mail.why'), wrap: true, cell: row => reasonWords(say, row.reason) },
                  { id: 'when', head: say('mail.when'), cell: row => say('mail.at', { at: row.finishedAt ?? row.dueAt }) },
                  { id: 'state', head: say('mail.became'), wrap: true, cell: row => <Became row={row} /> },
                  ...(tab === 'kept' && !open
                    ? [
                        {
                          id: 'act',
                          head: say('mail.act'),
                          align: 'end' as const,
                          cell: (row: MailRow) => (
                            <Button
                              size="small"
                              icon={Check}
                              busy={letters.busy}
                              aria-label={say('letters.handOverOne', { name: row.person?.name ?? row.address ?? say('mail.unnamed') })}
                              onClick={() => letters.handOver([row.id])}
                            >
                              {say('letters.handOver')}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
              {next && <Button onClick={() => change({ after: next }, 'push')}>{say('mail.more')}</Button>}
              {tab === 'log' && <p className="hint">{say(hasMailServer ? 'log.hint' : 'log.hintWithout')}</p>}
            </WithDrawer>
          )
        }}
      </Loaded>
    </div>
  )
}

function Became({ row }: { readonly row: MailRow }) {
  const say = useWords(en)
  const isTried = row.state === 'due' && row.attempts > 0
  return (
    <>
      <Chip tone={isTried ? 'clay' : tones[row.state]}>{say(isTried ? 'state.tried' : `state.${row.state}`)}</Chip>
      {row.handedBy && <small className="muted"> {say('mail.handedBy', { name: row.handedBy })}</small>}
      {row.lastAnswer && <small className="muted"> {row.lastAnswer}</small>}
    </>
  )
}

/** What waits to be handed over, and what was: each with the way to the other. */
export function KeptMail({ answer }: { readonly answer: Answer<typeof readMail> }) {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  const [url, change] = useUrlState()
  const isOver = url['view'] === 'handed-over'
  const find = typeof url['find'] === 'string' ? url['find'] : undefined
  const view = (over: boolean) => change({ view: over ? 'handed-over' : undefined, after: undefined, mail: undefined })
  const { hasMailServer } = answer
  return (
    <div className="stack">
      <p className="lead">{say(isOver ? 'handed-over.lead' : hasMailServer ? 'kept.lead' : 'kept.leadWithout')}</p>
      <div className="row wrap">
        <FilterChip on={!isOver} count={answer.counts.kept} onChange={() => view(false)}>
          {say('kept.waiting')}
        </FilterChip>
        <FilterChip on={isOver} count={answer.counts.handedOver} onChange={() => view(true)}>
          {say('state.handed-over')}
        </FilterChip>
        <span className="grow" />
        {!isOver && answer.counts.kept > 0 && (
          <ButtonTo icon={Printer} to="/$organization/mail/letters" params={place} search={find ? { find } : {}}>
            {find ? say('letters.found') : say('letters.all', { count: answer.counts.kept })}
          </ButtonTo>
        )}
      </div>
      <MailList
        key={isOver ? 'over' : 'waiting'}
        tab={isOver ? 'handed-over' : 'kept'}
        empty={say(isOver ? 'handed-over.none' : hasMailServer ? 'kept.none' : 'kept.noneWithout')}
        hasMailServer={hasMailServer}
      />
    </div>
  )
}
