import Printer from 'lucide-react/icons/printer'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip, type Tone } from '../../kit/ui/Chip.tsx'
import { WithDrawer } from '../../kit/ui/Drawer.tsx'
import { SearchField } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { listMails, type MailRow, type MailTab } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { MailDrawer } from './MailDrawer.tsx'
import { reasonWords } from './reasons.ts'

const tones: Readonly<Record<MailRow['state'], Tone>> = {
  due: 'tarn',
  sent: 'pine',
  kept: 'lichen',
  stopped: 'plain',
  dropped: 'plain',
  failed: 'clay',
}

/** Mails one by one, each to be opened; in the log by the name of whom they are to. */
export function MailList({ tab, reason }: { readonly tab: MailTab; readonly reason?: string }) {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  const [url, change] = useUrlState()
  const [typed, setTyped] = useState('')
  const after = typeof url['after'] === 'string' ? url['after'] : undefined
  const open = typeof url['mail'] === 'string' ? url['mail'] : undefined
  const person = typed.trim().length > 1 ? typed.trim() : undefined
  const page = useAnswer(listMails, { tab, ...(reason ? { reason } : {}), ...(person ? { person } : {}), ...(after ? { after } : {}) })
  return (
    <div className="stack">
      {tab === 'kept' && (
        <div className="row wrap">
          <p className="lead grow">{say('kept.lead')}</p>
          <ButtonTo icon={Printer} to="/$organization/mail/letters" params={place}>
            {say('letters.all')}
          </ButtonTo>
        </div>
      )}
      {tab === 'log' && <SearchField label={say('log.find')} placeholder={say('log.find')} value={typed} onChange={setTyped} />}
      <Loaded answer={page} meanwhile={<Skeleton of="rows" count={5} />}>
        {({ rows, next }) => {
          const at = rows.findIndex(row => row.id === open)
          const to = (index: number) => rows[index] && (() => change({ mail: rows[index]?.id }))
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
                    onClose={() => change({ mail: undefined })}
                  />
                ) : null
              }
            >
              <Table
                name={say(`tab.${tab}`)}
                rows={rows}
                keyOf={row => row.id}
                nameOf={row => row.person?.name ?? ''}
                open={open}
                onOpen={id => change({ mail: id })}
                empty={say(`${tab}.none`)}
                columns={[
                  {
                    id: 'person',
                    head: say('mail.to'),
                    names: true,
                    cell: row => <span dir="auto">{row.person?.name ?? say('mail.unnamed')}</span>,
                  },
                  { id: 'reason', head: say('mail.why'), wrap: true, cell: row => reasonWords(say, row.reason) },
                  { id: 'when', head: say('mail.when'), cell: row => say('mail.at', { at: row.finishedAt ?? row.dueAt }) },
                  { id: 'state', head: say('mail.became'), wrap: true, cell: row => <Became row={row} /> },
                ]}
              />
              {next && <Button onClick={() => change({ after: next }, 'push')}>{say('mail.more')}</Button>}
              {tab === 'log' && <p className="hint">{say('log.hint')}</p>}
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
      {row.lastAnswer && <small className="muted"> {row.lastAnswer}</small>}
    </>
  )
}
