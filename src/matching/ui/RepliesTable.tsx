import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip, type Tone } from '../../kit/ui/Chip.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { useAct } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { ProposalGroupView } from '../contract/group.ts'
import { listProposals, type ProposalView, withdrawProposal } from '../contract/proposal.ts'
import group from '../texts/asked-group.en.json' with { type: 'json' }
import en from '../texts/proposal.en.json' with { type: 'json' }
import styles from './replies.module.css'

const tones: Readonly<Record<ProposalView['state'], Tone>> = {
  proposed: 'tarn',
  accepted: 'pine',
  declined: 'plain',
  expired: 'plain',
  withdrawn: 'plain',
}

interface RepliesTableProps {
  readonly rows: readonly ProposalView[]
  readonly groups: readonly ProposalGroupView[]
  /** All who fit, on whichever page. */
  readonly total: number
  readonly next: string | null
  readonly empty: ReactNode
}

/** Each pair that was asked: both answers, private reasons, and when the next thing is due. The order stands in the address. */
export function RepliesTable({ rows, groups, total, next, empty }: RepliesTableProps) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const told = typeof url['sort'] === 'string' ? url['sort'] : undefined
  const [taking, setTaking] = useState<ProposalView | null>(null)
  const named = (name: string | null) => name ?? say('publication.somebody')
  return (
    <>
      <Table
        name={say('replies.pairs')}
        rows={rows}
        keyOf={row => row.id}
        nameOf={row => `${named(row.mentee.name)} ${named(row.mentor.name)}`}
        empty={empty}
        {...(told ? { sort: { by: told.replace('-', ''), descending: told.startsWith('-') } } : {})}
        onSort={({ by, descending }) => change({ sort: nextSort(told, descending ? `-${by}` : by), after: undefined })}
        foot={
          rows.length > 0 && (
            <div className={styles.foot}>
              <span className="num">{say('replies.shown', { shown: rows.length, total })}</span>
              {url['after'] !== undefined && (
                <Button kind="quiet" size="small" onClick={() => change({ after: undefined }, 'push')}>
                  {say('replies.toStart')}
                </Button>
              )}
              {next && (
                <Button kind="quiet" size="small" onClick={() => change({ after: next }, 'push')}>
                  {say('replies.more')}
                </Button>
              )}
            </div>
          )
        }
        columns={[
          {
            id: 'mentee',
            head: say('replies.mentee'),
            names: true,
            sortable: true,
            wrap: true,
            cell: row => <Member member={row.mentee} row={row} />,
          },
          { id: 'mentor', head: say('replies.mentor'), sortable: true, wrap: true, cell: row => <Mentor row={row} groups={groups} /> },
          { id: 'state', head: say('replies.state'), cell: row => <Chip tone={tones[row.state]}>{say(`proposal.${row.state}`)}</Chip> },
          { id: 'due', head: say('replies.due'), sortable: true, wrap: true, cell: row => <Due row={row} /> },
          {
            id: 'act',
            head: say('replies.act'),
            align: 'end',
            cell: row =>
              row.may.withdraw === true && (
                <Button size="small" onClick={() => setTaking(row)}>
                  {say('replies.withdraw')}
                </Button>
              ),
          },
        ]}
      />
      <Withdraw proposal={taking} onClose={() => setTaking(null)} />
    </>
  )
}

/** After forwards and backwards comes the order without one: those that need somebody first. */
const nextSort = (told: string | undefined, wanted: string): string | undefined => (told === `-${wanted}` ? undefined : wanted)

function Member({ member, row }: { readonly member: ProposalView['mentor']; readonly row: ProposalView }) {
  const say = useWords(en)
  const isOver = row.state !== 'proposed'
  return (
    <div>
      <span dir="auto">{member.name ?? say('publication.somebody')}</span>
      <br />
      <small className="muted">
        {member.answer === 'silent' || member.answer === 'not-asked'
          ? say(isOver ? `answer.${member.answer}.over` : `answer.${member.answer}`)
          : say(`answer.${member.answer}`, { at: member.repliedAt ?? '' })}
        {member.reason && ` · ${say(`why.${member.reason}`)}`}
        {!member.hasAddress && ` · ${say('reading.noAddress')}`}
      </small>
      {member.line && (
        <details>
          <summary>{say('answer.line')}</summary>
          <p className="quote" dir="auto">
            {member.line}
          </p>
        </details>
      )}
    </div>
  )
}

/** Whoever leads a group stands with how far it is. */
function Mentor({ row, groups }: { readonly row: ProposalView; readonly groups: readonly ProposalGroupView[] }) {
  const say = useWords(group)
  const led = groups.find(({ id }) => id === row.groupId)
  return (
    <>
      <Member member={row.mentor} row={row} />
      {led && (
        <small>
          {say(led.state === 'asked' ? 'replies.group' : `replies.group.${led.state}`, { yes: led.yes, smallest: led.smallest })}
        </small>
      )}
    </>
  )
}

function Due({ row }: { readonly row: ProposalView }) {
  const say = useWords(en)
  if (row.state !== 'proposed') return row.endedAt ? say('due.ended', { at: row.endedAt }) : null
  if (row.waitsForTalk) return say('due.talk')
  return row.toCall ? <Chip tone="clay">{say('due.call')}</Chip> : say('due.until', { at: row.expiresAt })
}

function Withdraw({ proposal, onClose }: { readonly proposal: ProposalView | null; readonly onClose: () => void }) {
  const say = useWords(en)
  const [reason, setReason] = useState('')
  const take = useAct(withdrawProposal, {
    renews: [listProposals],
    done: () => {
      setReason('')
      onClose()
      tell(say('withdraw.done'))
    },
  })
  return (
    <Dialog
      open={proposal !== null}
      onClose={onClose}
      dirty={reason !== ''}
      title={say('withdraw.title')}
      actions={
        <Button
          kind="danger-filled"
          busy={take.busy}
          disabledReason={reason.trim() === '' ? say('withdraw.why') : undefined}
          onClick={() => proposal && take.start({ proposalId: proposal.id, reason })}
        >
          {say('withdraw.go')}
        </Button>
      }
    >
      <p>{say('withdraw.words')}</p>
      <TextField label={say('withdraw.reason')} value={reason} onChange={setReason} maxLength={500} error={take.refusal?.title} />
    </Dialog>
  )
}
