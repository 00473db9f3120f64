import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type GrantView, grant, listGrants, takeBackGrant } from '../../person/contract.ts'
import { listPrograms, type ProgramView } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** Everybody who holds a role of staff, and what programs lack since somebody holds one no longer. */
export function Trusted() {
  const say = useWords(en)
  const grants = useAnswer(listGrants, {})
  const programs = useAnswer(listPrograms, {})
  const renews = [listGrants, listPrograms]
  const refused = (error: Error) => tell(error.message)
  const giveAgain = useAct(grant, {
    renews,
    refused,
    done: given => tell(say('staff.givenAgain', { name: nameOf(given), role: roleOf(given) })),
  })
  const takeBack = useAct(takeBackGrant, {
    renews,
    refused,
    done: (_, { grantId }) => {
      const taken = grants.data?.rows.find(row => row.id === grantId)
      if (!taken) return
      const { personId, relation, scopeId } = taken
      tell(say('staff.takenBack', { name: nameOf(taken), role: roleOf(taken) }), () => giveAgain.start({ personId, relation, scopeId }))
    },
  })
  const nameOf = ({ name, email }: GrantView) => name ?? email ?? say('staff.unnamed')
  const roleOf = ({ relation, scopeId }: GrantView) => {
    const program = programs.data?.rows.find(one => one.id === scopeId)
    return program ? say('staff.coordinatorOf', { program: program.name }) : say(`staff.relation.${relation}`)
  }
  return (
    <>
      <Lacking programs={programs.data?.rows ?? []} />
      <Loaded answer={grants} meanwhile={<Skeleton of="rows" count={4} />}>
        {({ rows }) => (
          <Table
            name={say('staff.trusted')}
            rows={rows}
            keyOf={row => row.id}
            nameOf={nameOf}
            columns={[
              { id: 'name', head: say('staff.name'), names: true, cell: row => <span dir="auto">{nameOf(row)}</span> },
              { id: 'email', head: say('staff.email'), cell: row => <span dir="ltr">{row.email}</span> },
              { id: 'role', head: say('staff.role'), wrap: true, cell: row => <span dir="auto">{roleOf(row)}</span> },
              { id: 'since', head: say('staff.since'), cell: row => say('staff.sinceDay', { day: row.grantedAt }) },
              {
                id: 'act',
                head: say('staff.act'),
                align: 'end',
                wrap: true,
                cell: row => (
                  <Button
                    size="small"
                    aria-label={say('staff.takeBackOne', { name: nameOf(row), role: roleOf(row) })}
                    onClick={() => takeBack.start({ grantId: row.id })}
                    disabledReason={row.may.takeBack === true ? undefined : say('staff.lastAdministrator')}
                  >
                    {say('staff.takeBack')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </>
  )
}

function Lacking({ programs }: { readonly programs: readonly ProgramView[] }) {
  const say = useWords(en)
  const lacking = programs.flatMap(({ id, name, needs }) => needs.map(need => ({ key: `${id} ${need}`, name, need })))
  if (lacking.length === 0) return null
  return (
    <Banner tone="clay">
      {lacking.map(({ key, name, need }) => (
        <p key={key} dir="auto">
          {say(`program.needs.${need}`, { program: name })}
        </p>
      ))}
    </Banner>
  )
}
