import UserPlus from 'lucide-react/icons/user-plus'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip, type Tone } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type InvitationView, listInvitations, renewInvitation, withdrawInvitation } from '../../person/contract.ts'
import { listPrograms } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

const tones: Readonly<Record<InvitationView['state'], Tone>> = { waiting: 'tarn', accepted: 'pine', expired: 'clay', withdrawn: 'plain' }

/** Who is asked to help run mentoring, and where each invitation stands. */
export function Invitations({ onInvite }: { readonly onInvite: () => void }) {
  const say = useWords(en)
  const invitations = useAnswer(listInvitations, {})
  const programs = useAnswer(listPrograms, {})
  const roleOf = ({ relation, scopeId }: InvitationView) => {
    const program = programs.data?.rows.find(one => one.id === scopeId)?.name
    return relation === 'coordinator' && program ? say('staff.coordinatorOf', { program }) : say(`staff.relation.${relation}`)
  }
  const withdraw = useAct(withdrawInvitation, {
    renews: [listInvitations],
    done: () => tell(say('staff.withdrawn')),
    refused: error => tell(error.message),
  })
  const { organization } = usePlace<'organization'>()
  const letterAt = (mail: string) => ({ name: say('staff.seeLetter'), to: `/${organization}/mail`, search: { tab: 'kept', mail } })
  const renew = useAct(renewInvitation, {
    renews: [listInvitations],
    done: sent =>
      sent.isMailed
        ? tell(say('staff.renewed', { name: sent.name }))
        : tell(say('staff.renewedWithout', { name: sent.name }), undefined, letterAt(sent.mailId)),
    refused: error => tell(error.message),
  })
  return (
    <Loaded answer={invitations} meanwhile={<Skeleton of="rows" count={4} />}>
      {({ rows, isMailed }) =>
        rows.length === 0 ? (
          <EmptyState
            scene="apart"
            title={say('staff.none.title')}
            action={
              <Button icon={UserPlus} onClick={onInvite}>
                {say('staff.invite')}
              </Button>
            }
          >
            {say(isMailed ? 'staff.none.lead' : 'staff.none.leadWithout')}
          </EmptyState>
        ) : (
          <Table
            name={say('staff.invitations')}
            rows={rows}
            keyOf={row => row.id}
            nameOf={row => row.name}
            columns={[
              { id: 'name', head: say('staff.name'), names: true, cell: row => <span dir="auto">{row.name}</span> },
              { id: 'email', head: say('staff.email'), cell: row => <span dir="ltr">{row.email}</span> },
              { id: 'relation', head: say('staff.role'), cell: row => roleOf(row) },
              {
                id: 'state',
                head: say('staff.state'),
                cell: row => <Chip tone={tones[row.state]}>{say(`staff.state.${row.state}`)}</Chip>,
              },
              { id: 'until', head: say('staff.until'), cell: row => say('staff.untilDay', { day: row.expiresAt }) },
              {
                id: 'act',
                head: say('staff.act'),
                align: 'end',
                cell: row => (
                  <>
                    {row.may.renew === true && (
                      <Button size="small" onClick={() => renew.start({ invitationId: row.id })}>
                        {say('staff.renew')}
                      </Button>
                    )}
                    {'\u2002'}
                    {row.may.withdraw === true && (
                      <Button size="small" onClick={() => withdraw.start({ invitationId: row.id })}>
                        {say('staff.withdraw')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )
      }
    </Loaded>
  )
}
