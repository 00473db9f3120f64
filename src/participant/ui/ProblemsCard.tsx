import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleMinus from 'lucide-react/icons/circle-minus'
import { type KeyboardEvent, useRef } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Chip, FilterChip } from '../../kit/ui/Chip.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { KeyHints } from '../../kit/ui/KeyHints.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useLanguage, useWords } from '../../kit/ui/words.tsx'
import { type Effect, effects, listProblems, type ProblemGroup } from '../contract/dry-run.ts'
import type { ImportView } from '../contract/imports.ts'
import { wordsOf } from '../rules/import-words.ts'
import en from '../texts/en.json' with { type: 'json' }
import type { Draft } from './draft.ts'
import styles from './participant.module.css'

const looks = {
  'left-out': { tone: 'rowan', icon: CircleMinus },
  gap: { tone: 'clay', icon: CircleDashed },
  remark: { tone: 'plain', icon: CircleCheck },
} as const

/** Everything to look at, by line and column, with what will happen. A probable reading is offered and never applied unasked. */
export function ProblemsCard({ view, draft }: { readonly view: ImportView; readonly draft: Draft }) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const shown = effects.find(one => one === url['show'])
  const after = Number(url['after'] ?? 0) || 0
  const isThere = view.tally !== null
  const problems = useAnswer(
    listProblems,
    { importId: view.id, run: view.run, ...(shown && { effect: shown }), ...(after > 0 && { after: String(after) as unknown as number }) },
    { when: isThere },
  )
  if (!isThere) return null
  const use = (group: ProblemGroup) => {
    if (group.reading === null || group.column === null) return
    draft.apply([...view.readings, { column: group.column, cell: group.cell, reading: group.reading }])
  }
  const takeBack = () => view.readings.length > 0 && draft.apply(view.readings.slice(0, -1))
  const lines = problems.data?.lines
  const all = lines ? lines.leftOut + lines.gap + lines.remark : 0
  const counts = { 'left-out': lines?.leftOut, gap: lines?.gap, remark: lines?.remark } as const
  const choose = (next: Effect | undefined) => change({ show: next, after: undefined })
  return (
    <Card
      title={say('problems.title', { count: all })}
      note={(draft.isMappingChanged || draft.isReadingChanged) && say('problems.before')}
      flush
      action={
        all > 0 && (
          <fieldset className={styles.chips}>
            <legend className="unseen">{say('problems.show')}</legend>
            <FilterChip on={shown === undefined} count={all} onChange={() => choose(undefined)}>
              {say('problems.all')}
            </FilterChip>
            {effects.map(
              one =>
                (counts[one] ?? 0) > 0 && (
                  <FilterChip key={one} on={shown === one} count={counts[one]} onChange={on => choose(on ? one : undefined)}>
                    {say(`effect.${one}`)}
                  </FilterChip>
                ),
            )}
          </fieldset>
        )
      }
    >
      <Loaded answer={problems} meanwhile={<Skeleton of="rows" count={4} />}>
        {page =>
          page.rows.length === 0 ? (
            <EmptyState scene="rest" title={say('problems.none')}>
              {say('problems.none.more')}
            </EmptyState>
          ) : (
            <ProblemTable view={view} rows={page.rows} use={use} takeBack={takeBack} busy={draft.busy} />
          )
        }
      </Loaded>
      {view.readings.length > 0 && view.may.map === true && (
        <div className={styles.cardFoot}>
          <span className="muted">{say('problems.applied', { count: view.readings.length })}</span>
          <Button kind="quiet" size="small" busy={draft.busy} onClick={takeBack}>
            {say('problems.takeBack')}
          </Button>
        </div>
      )}
      {problems.data && (problems.data.next !== null || after > 0) && (
        <div className={styles.cardFoot}>
          {after > 0 && (
            <Button kind="quiet" onClick={() => change({ after: undefined }, 'push')}>
              {say('list.toStart')}
            </Button>
          )}
          {problems.data.next !== null && (
            <Button kind="plain" onClick={() => change({ after: String(problems.data?.next) }, 'push')}>
              {say('list.more')}
            </Button>
          )}
        </div>
      )}
    </Card>
  )
}

interface TableProps {
  readonly view: ImportView
  readonly rows: readonly ProblemGroup[]
  readonly use: (group: ProblemGroup) => void
  readonly takeBack: () => void
  readonly busy: boolean
}

/** J and K move through the rows, Enter takes the offered reading, Z takes it back. */
function ProblemTable({ view, rows, use, takeBack, busy }: TableProps) {
  const say = useWords(en)
  const { tag } = useLanguage()
  const body = useRef<HTMLTableSectionElement>(null)
  const pressed = (event: KeyboardEvent) => {
    const all = [...(body.current?.querySelectorAll<HTMLElement>('tr[tabindex]') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLElement)
    const move = event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0
    const group = rows[at]
    if (move !== 0) all[Math.min(all.length - 1, Math.max(0, at + move))]?.focus()
    else if (event.key === 'Enter' && at >= 0 && group?.reading) use(group)
    else if (event.key === 'z') takeBack()
    else return
    event.preventDefault()
  }
  const list = new Intl.ListFormat(tag, { style: 'short', type: 'unit' })
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('problems.line')}</th>
              <th scope="col">{say('problems.column')}</th>
              <th scope="col">{say('columns.inFile')}</th>
              <th scope="col">{say('problems.saw')}</th>
              <th scope="col">{say('problems.will')}</th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={pressed}>
            {rows.map((group, n) => {
              const column =
                group.column === null ? null : view.headings[group.column]?.name || say('columns.unnamed', { number: group.column + 1 })
              const more = group.lineCount - Math.min(group.lines.length, 5)
              const look = looks[group.effect]
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows are a page that comes and goes as a whole
                <tr key={n} tabIndex={n === 0 ? 0 : -1}>
                  <th scope="row" className="num">
                    {list.format(group.lines.slice(0, 5).map(line => new Intl.NumberFormat(tag).format(line)))}
                    {group.names.length > 0 && (
                      <small className={styles.lineName} dir="auto">
                        {list.format(group.names)}
                      </small>
                    )}
                    {more > 0 && <small className="faint"> {say('problems.moreLines', { count: more })}</small>}
                  </th>
                  <td dir="auto">{column ?? say('problems.wholeLine')}</td>
                  <td dir="auto" className={styles.value}>
                    {group.cell === '' ? <span className="faint">{group.column === null ? '' : say('problems.empty')}</span> : group.cell}
                  </td>
                  <td className="muted">
                    {say(wordsOf(group.code), { ...group.facts, cell: group.cell })}
                    {group.reading && ` ${say('problems.probably', { reading: group.reading })}`}
                  </td>
                  <td>
                    <span className={styles.will}>
                      <Chip tone={look.tone} icon={look.icon}>
                        {say(`effect.${group.effect}`)}
                      </Chip>
                      {group.reading && view.may.map === true && (
                        <Button size="small" busy={busy} onClick={() => use(group)}>
                          {say('problems.use', { reading: group.reading })}
                        </Button>
                      )}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className={styles.cardFoot}>
        <KeyHints
          name={say('keys')}
          hints={[
            { keys: ['J', 'K'], does: say('keys.rows') },
            { keys: ['Enter'], does: say('keys.use') },
            { keys: ['Z'], does: say('keys.takeBack') },
          ]}
        />
      </div>
    </>
  )
}
