import { Button } from '../../kit/ui/Button.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { KeyHints } from '../../kit/ui/KeyHints.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { Stone } from '../../kit/ui/Stone.tsx'
import { type Column, Table } from '../../kit/ui/Table.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { listPeople, PersonRow } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'

interface PeopleTableProps {
  readonly page: Answer<typeof listPeople>
  readonly open: string | null
  readonly show: (personId: string) => void
}

/** One row for one person; Enter opens them beside the list. */
export function PeopleTable({ page, open, show }: PeopleTableProps) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const sort =
    url['sort'] === '-name' ? { by: 'name', descending: true } : url['sort'] === 'joined' ? undefined : { by: 'name', descending: false }
  const columns: readonly Column<PersonRow>[] = [
    { id: 'name', head: say('people.name'), names: true, sortable: true, cell: row => <Who row={row} /> },
    { id: 'role', head: say('people.role'), cell: row => <Roles row={row} /> },
    { id: 'told', head: say('people.told'), wrap: true, cell: row => <Glimpse row={row} /> },
    { id: 'room', head: say('people.room'), align: 'end', cell: row => roomOf(row, say) },
  ]
  return (
    <Table
      name={say('people.title')}
      columns={columns}
      rows={page.rows}
      keyOf={row => row.personId}
      nameOf={nameOf}
      {...(sort && { sort })}
      onSort={({ descending }) => change({ sort: descending ? '-name' : undefined, after: undefined })}
      onOpen={show}
      open={open ?? undefined}
      empty={<NoneFound />}
      foot={
        <div className={styles.foot}>
          <span>{say('people.shown', { shown: page.rows.length, total: page.total })}</span>
          {url['after'] !== undefined && (
            <Button kind="quiet" size="small" onClick={() => change({ after: undefined, person: undefined }, 'push')}>
              {say('list.toStart')}
            </Button>
          )}
          {page.next !== null && (
            <Button kind="quiet" size="small" onClick={() => change({ after: page.next ?? undefined, person: undefined }, 'push')}>
              {say('list.more')}
            </Button>
          )}
          <span className="grow" />
          <KeyHints
            name={say('keys')}
            hints={[
              { keys: ['↑', '↓'], does: say('keys.move') },
              { keys: ['Enter'], does: say('keys.open') },
              { keys: ['/'], does: say('keys.search') },
            ]}
          />
        </div>
      }
    />
  )
}

export const nameOf = (one: { readonly name: string | null; readonly externalId: string | null; readonly personId: string }): string =>
  one.name ?? one.externalId ?? one.personId.slice(-6)

function Who({ row }: { readonly row: PersonRow }) {
  const say = useWords(en)
  return (
    <span className={styles.who}>
      <Stone id={row.personId} name={nameOf(row)} size={32} />
      <span>
        <bdi>{nameOf(row)}</bdi>
        {row.name !== null && row.externalId !== null && (
          <small className="faint">
            <bdi>{row.externalId}</bdi>
          </small>
        )}
        {!row.hasAddress && <small className="faint">{say('people.noAddress')}</small>}
      </span>
    </span>
  )
}

/** Every role as a word; a state only when it is not the usual one. */
export function Roles({ row }: { readonly row: Pick<PersonRow, 'roles'> }) {
  const say = useWords(en)
  return (
    <span className={styles.roles}>
      {row.roles.map(one => (
        <span key={one.participantId} className={styles.role}>
          <Chip tone="heather">{say(`role.${one.role}`)}</Chip>
          {one.state !== 'active' && <Chip tone={one.state === 'paused' ? 'clay' : 'outline'}>{say(`state.${one.state}`)}</Chip>}
        </span>
      ))}
    </span>
  )
}

function Glimpse({ row }: { readonly row: PersonRow }) {
  const say = useWords(en)
  if (row.glimpse.length === 0) return <span className="faint">{say('people.toldNothing')}</span>
  return (
    <span className={styles.glimpse}>
      {row.glimpse.map(one => (
        <span key={one.label}>
          <small className="faint">{one.label}</small> <bdi>{one.told}</bdi>
          {one.more > 0 && <small className="faint"> {say('people.more', { count: one.more })}</small>}
        </span>
      ))}
    </span>
  )
}

function roomOf(row: PersonRow, say: (key: keyof typeof en, facts?: Record<string, unknown>) => string): string {
  const mentor = row.roles.find(one => one.role === 'mentor' && one.state !== 'withdrawn')
  return mentor ? say('people.roomFor', { count: mentor.capacity }) : ''
}

/** Names the filter to drop, rather than leaving somebody before an empty page. */
function NoneFound() {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const drop = { after: undefined, person: undefined }
  const [key, undo] =
    url['search'] !== undefined
      ? (['search', { search: undefined, ...drop }] as const)
      : url['answered'] !== undefined
        ? (['answered', { question: undefined, answered: undefined, ...drop }] as const)
        : url['room'] !== undefined
          ? (['room', { room: undefined, ...drop }] as const)
          : (['view', { view: undefined, ...drop }] as const)
  return (
    <EmptyState
      scene="apart"
      heading="h2"
      title={say('people.none')}
      action={<Button onClick={() => change(undo)}>{say(`people.drop.${key}`)}</Button>}
    >
      {say('people.none.more')}
    </EmptyState>
  )
}
