import { Button } from '../../kit/ui/Button.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { Table } from '../../kit/ui/Table.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
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
  const people = peopleIn(answer.data, person)
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
          <NativeSelect
            label={say('history.by')}
            options={[{ key: '', name: say('history.byAnybody') }, ...people.map(one => ({ key: one.id, name: nameOf(say, one) }))]}
            value={person ?? ''}
            onChange={picked => change({ person: picked === '' ? undefined : picked, after: undefined }, 'push')}
          />
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
                    cell: row => <What row={row} />,
                  },
                  { id: 'when', head: say('history.when'), cell: row => say('history.at', { at: row.at }) },
                  { id: 'program', head: say('history.program'), wrap: true, cell: row => <span dir="auto">{row.program?.name}</span> },
                  ...(rows.some(row => row.mailId)
                    ? [{ id: 'act', head: say('history.act'), align: 'end' as const, cell: (row: HistoryRow) => <ToMail row={row} /> }]
                    : []),
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

/** Whoever did something on this page, by name, and whoever was asked for. */
function peopleIn(answer: Answer<typeof listHistory> | undefined, person: string | undefined): NonNullable<HistoryRow['by']>[] {
  const found = new Map((answer?.rows ?? []).flatMap(({ by }) => (by ? [[by.id, by] as const] : [])))
  if (person && !found.has(person)) found.set(person, answer?.person ?? { id: person, name: null })
  return [...found.values()].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))
}

function What({ row }: { readonly row: HistoryRow }) {
  const say = useWords(en)
  return (
    <div>
      <span dir="auto">{sentenceOf(say, row)}</span>
      {row.pair?.reason && (
        <>
          <br />
          <small className="muted" dir="auto">
            {say('history.why', { reason: row.pair.reason })}
          </small>
        </>
      )}
    </div>
  )
}

function ToMail({ row: { mailId } }: { readonly row: HistoryRow }) {
  const say = useWords(en)
  const place = usePlace<'organization'>()
  if (!mailId) return null
  return (
    <ButtonTo size="small" kind="quiet" to="/$organization/mail" params={place} search={{ tab: 'log', mail: mailId }}>
      {say('history.seeMail')}
    </ButtonTo>
  )
}
