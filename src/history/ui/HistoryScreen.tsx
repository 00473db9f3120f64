import { Button } from '../../kit/ui/Button.tsx'
import { FilterChip, SetFilter } from '../../kit/ui/Chip.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type HistoryRow, listHistory } from '../contract.ts'
import { historyGroups } from '../rules.ts'
import en from '../texts/en.json' with { type: 'json' }
import { nameOf, sentenceOf } from './sentence.ts'

/** Who did what when, by kind, by day and by person; all of what is looked for is in the address. */
export default function HistoryScreen() {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const text = (key: string) => (typeof url[key] === 'string' ? url[key] : undefined)
  const group = historyGroups.find(one => one === url['group'])
  const [day, person, after] = [text('day'), text('person'), text('after')]
  const answer = useAnswer(listHistory, {
    ...(group ? { group } : {}),
    ...(day ? { day } : {}),
    ...(person ? { personId: person } : {}),
    ...(after ? { after } : {}),
  })
  const isNarrowed = group !== undefined || day !== undefined || person !== undefined
  return (
    <>
      <PageHead title={say('history.title')} lead={say('history.lead')} />
      <div className="stack">
        <section className="row wrap" aria-label={say('history.groups')}>
          <FilterChip on={group === undefined} onChange={() => change({ group: undefined, after: undefined })}>
            {say('history.all')}
          </FilterChip>
          {historyGroups.map(one => (
            <FilterChip key={one} on={group === one} onChange={on => change({ group: on ? one : undefined, after: undefined })}>
              {say(`group.${one}`)}
            </FilterChip>
          ))}
        </section>
        <div className="row wrap">
          <DateField
            label={say('history.day')}
            optional
            value={day ?? null}
            onChange={picked => change({ day: picked ?? undefined, after: undefined })}
          />
          {person && (
            <SetFilter onRemove={() => change({ person: undefined, after: undefined })}>
              {answer.data?.person?.name ? say('history.only', { name: answer.data.person.name }) : say('history.onlyOne')}
            </SetFilter>
          )}
        </div>
        <Loaded answer={answer} meanwhile={<Skeleton of="rows" count={8} />}>
          {({ rows, next }) => (
            <>
              <Table
                name={say('history.title')}
                rows={rows}
                keyOf={row => row.id}
                nameOf={row => sentenceOf(say, row)}
                empty={say(isNarrowed ? 'history.noneFound' : 'history.none')}
                columns={[
                  {
                    id: 'what',
                    head: say('history.what'),
                    names: true,
                    wrap: true,
                    cell: row => <span dir="auto">{sentenceOf(say, row)}</span>,
                  },
                  { id: 'when', head: say('history.when'), cell: row => say('history.at', { at: row.at }) },
                  { id: 'program', head: say('history.program'), wrap: true, cell: row => <span dir="auto">{row.program?.name}</span> },
                  { id: 'act', head: say('history.act'), align: 'end', cell: row => <Ways row={row} person={person} /> },
                ]}
              />
              <div className="row wrap">
                {after && <Button onClick={() => change({ after: undefined }, 'push')}>{say('history.latest')}</Button>}
                {next && <Button onClick={() => change({ after: next }, 'push')}>{say('history.older')}</Button>}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </>
  )
}

/** On from one entry: to everything that its person did, and to the mail that it is about. */
function Ways({ row, person }: { readonly row: HistoryRow; readonly person: string | undefined }) {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  const [, change] = useUrlState()
  const { by, mailId } = row
  return (
    <>
      {mailId && (
        <ButtonTo size="small" kind="quiet" to="/$organization/mail" params={place} search={{ tab: 'log', mail: mailId }}>
          {say('history.seeMail')}
        </ButtonTo>
      )}
      {by && by.id !== person && (
        <Button size="small" kind="quiet" onClick={() => change({ person: by.id, after: undefined }, 'push')}>
          {say('history.only', { name: nameOf(say, by) })}
        </Button>
      )}
    </>
  )
}
