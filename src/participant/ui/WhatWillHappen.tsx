import RotateCw from 'lucide-react/icons/rotate-cw'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { renewAnswers, useAct, useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listChanges, listProblems, type Tally } from '../contract/dry-run.ts'
import { checkImport, confirmImport, type ImportView, listImports, readImport } from '../contract/imports.ts'
import { countPeople, listPeople, readProfile } from '../contract/people.ts'
import { peopleWritten } from '../rules/import-states.ts'
import en from '../texts/en.json' with { type: 'json' }
import { AfterImport } from './AfterImport.tsx'
import type { Draft } from './draft.ts'
import styles from './participant.module.css'
import { ToMend } from './ToMend.tsx'
import { WarningList } from './WarningList.tsx'

interface WhatProps {
  readonly view: ImportView
  readonly draft: Draft
}

/** The sum that equals the rows, and the one thing to do. Beside changes that nobody has worked out yet there are no sums to import. */
export function WhatWillHappen({ view, draft }: WhatProps) {
  const say = useWords(en)
  const isChanged = draft.isMappingChanged || draft.isReadingChanged
  return (
    <aside className={styles.aside} aria-label={say('happen.title')}>
      <h2>{say('happen.title')}</h2>
      {view.tally === null ? <NotYet view={view} /> : isChanged ? <Changed draft={draft} /> : <Sums view={view} tally={view.tally} />}
      <AfterImport until={view.forgetAt} />
    </aside>
  )
}

/** There are no sums; where nobody is at work on them, somebody can begin. */
function NotYet({ view }: { readonly view: ImportView }) {
  const say = useWords(en)
  const again = useAct(checkImport, { renews: [readImport, listProblems] })
  if (view.may.check !== true) return <p className="muted">{say(view.state === 'checking' ? 'happen.working' : 'happen.later')}</p>
  return (
    <div className={styles.acts}>
      <p className="muted">{say('happen.stopped')}</p>
      <Button kind="primary" full busy={again.busy} onClick={() => again.start({ importId: view.id })}>
        {say('happen.workOut')}
      </Button>
    </div>
  )
}

/** The sums of before are not shown, so that nobody takes them for those of the columns beside them. */
function Changed({ draft }: { readonly draft: Draft }) {
  const say = useWords(en)
  const { refusal } = draft.isReadingChanged ? draft.read : draft.map
  const count = draft.changedColumns
  const what = draft.isReadingChanged ? 'reading' : count > 0 ? 'columns' : 'missing'
  return (
    <div className={styles.acts}>
      <p role="status">{say(`happen.changed.${what}`, { count })}</p>
      <Button kind="primary" size="big" full busy={draft.busy} onClick={draft.workOut}>
        {say('happen.workOut')}
      </Button>
      {refusal && (
        <p className={styles.error}>
          {refusal.title}. {refusal.detail}
        </p>
      )}
      <Button full onClick={draft.putBack}>
        {say('happen.putBack')}
      </Button>
    </div>
  )
}

function Sums({ view, tally }: { readonly view: ImportView; readonly tally: Tally }) {
  const say = useWords(en)
  const { may } = view
  const confirm = useAct(confirmImport, {
    renews: [readImport, listImports, listPeople, countPeople, readProfile],
    // somebody else made it another dry run: it is shown beside the sentence that says so
    refused: () => void renewAnswers([readImport, listProblems]),
  })
  const again = useAct(checkImport, { renews: [readImport, listProblems] })
  const comesIn = tally.added + tally.changed + tally.unchanged
  const toMend = tally.leftOut + tally.withGap
  const second = tally.secondRows ?? 0
  const reason = may.confirm === true ? undefined : whyNot(may.confirm.code)
  return (
    <>
      <p className="muted">{say('happen.rows', { count: tally.rows })}</p>
      <Sum tally={tally} view={view} />
      <p className={styles.adds}>
        {say(second > 0 ? 'happen.sumSecond' : 'happen.sum', { ...tally, second })} {say('happen.comesIn', { count: comesIn })}{' '}
        {tally.withGap > 0 && say('happen.gaps', { count: tally.withGap })}
      </p>
      {tally.capacityAssumed > 0 && <p className="hint">{say('happen.capacityAssumed', { count: tally.capacityAssumed })}</p>}
      {tally.withoutAddress > 0 && <p className="hint">{say('happen.withoutAddress', { count: tally.withoutAddress })}</p>}
      {view.newQuestions.length > 0 && (
        <p className="hint">{say('happen.newQuestions', { count: view.newQuestions.length, names: view.newQuestions.slice(0, 8) })}</p>
      )}
      <WarningList view={view} />
      <div className={styles.acts}>
        <Button
          kind="primary"
          size="big"
          full
          busy={confirm.busy}
          disabledReason={reason === undefined ? undefined : say(reason)}
          onClick={() => confirm.start({ importId: view.id, run: view.run }, view.version)}
        >
          {say('happen.import', { count: peopleWritten(tally) })}
        </Button>
        {confirm.refusal && (
          <p className={styles.error} role="alert">
            {confirm.refusal.title}. {confirm.refusal.detail}
          </p>
        )}
        {may.check === true && (
          <Button full icon={RotateCw} busy={again.busy} onClick={() => again.start({ importId: view.id })}>
            {say('happen.again')}
          </Button>
        )}
        <ToMend view={view} count={toMend} full />
      </div>
      {toMend > 0 && <p className="hint">{say('happen.mendHint')}</p>}
    </>
  )
}

const whyNot = (code: string) =>
  code === 'import_outdated'
    ? 'happen.why.outdated'
    : code === 'nothing_to_import'
      ? 'happen.why.nothing'
      : code === 'cohort_closed'
        ? 'happen.why.closed'
        : 'happen.why.notNow'

function Sum({ tally, view }: { readonly tally: Tally; readonly view: ImportView }) {
  const say = useWords(en)
  const [looking, setLooking] = useState(false)
  const heaps = [
    {
      key: 'added',
      count: tally.added,
      note:
        tally.added > 0 && say('happen.added.note', { mentors: tally.addedMentors, mentees: tally.addedMentees, both: tally.addedBoth }),
    },
    { key: 'changed', count: tally.changed, note: null },
    { key: 'unchanged', count: tally.unchanged, note: null },
    ...((tally.secondRows ?? 0) > 0
      ? [
          {
            key: 'secondRows',
            count: tally.secondRows ?? 0,
            note: say('happen.secondRows.note', { count: tally.secondChanges ?? 0 }),
          } as const,
        ]
      : []),
    { key: 'leftOut', count: tally.leftOut, note: tally.leftOut > 0 && say('happen.leftOut.note', { count: view.leftOutKinds }) },
  ] as const
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {heaps.map(heap => heap.count > 0 && <i key={heap.key} className={styles[heap.key]} style={{ flexGrow: heap.count }} />)}
      </div>
      <ul className={styles.heaps}>
        {heaps.map(heap => (
          <li key={heap.key}>
            <i className={styles[heap.key]} aria-hidden="true" />
            <b className="num">{say('number', { number: heap.count })}</b>
            <span>
              {say(`happen.${heap.key}`)}
              {heap.note && <small>{heap.note}</small>}
              {heap.key === 'changed' && heap.count > 0 && (
                <Button kind="link" size="small" onClick={() => setLooking(true)}>
                  {say('happen.sideBySide')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Dialog open={looking} onClose={() => setLooking(false)} title={say('changes.title')} look="wide">
        <Changes importId={view.id} run={view.run} />
      </Dialog>
    </>
  )
}

/** Old and new of everybody who changes, the first hundred. */
function Changes({ importId, run }: { readonly importId: string; readonly run: number }) {
  const say = useWords(en)
  const changes = useAnswer(listChanges, { importId, run, limit: 100 })
  const known = ['name', 'email', 'phone', 'capacity', 'mentors', 'role'] as const
  return (
    <Loaded answer={changes}>
      {page => (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say('changes.who')}</th>
                <th scope="col">{say('changes.what')}</th>
                <th scope="col">{say('changes.before')}</th>
                <th scope="col">{say('changes.after')}</th>
              </tr>
            </thead>
            <tbody>
              {page.rows.flatMap(row =>
                row.changes.map(change => {
                  const field = known.find(one => one === change.field)
                  return (
                    <tr key={`${row.line} ${change.field}`}>
                      <th scope="row">
                        <bdi>{row.externalId}</bdi> <small className="faint">{say('changes.line', { line: row.line })}</small>
                      </th>
                      <td dir="auto">{field ? say(`field.${field}`) : change.field}</td>
                      <td dir="auto" className="muted">
                        {change.before ?? say('problems.empty')}
                      </td>
                      <td dir="auto">{change.after ?? say('problems.empty')}</td>
                    </tr>
                  )
                }),
              )}
            </tbody>
          </table>
          {page.next !== null && <p className="hint">{say('changes.more')}</p>}
        </div>
      )}
    </Loaded>
  )
}
