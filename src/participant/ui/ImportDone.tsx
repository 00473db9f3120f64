import Undo2 from 'lucide-react/icons/undo-2'
import Users from 'lucide-react/icons/users'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { Figures } from '../../kit/ui/Facts.tsx'
import { Progress } from '../../kit/ui/Progress.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { useAct } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type ImportView, listImports, readImport, undoImport } from '../contract/imports.ts'
import { countPeople, listPeople } from '../contract/people.ts'
import { peopleWritten } from '../rules/import-states.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'
import { type CohortPlace, peoplePath } from './paths.ts'
import { ToMend } from './ToMend.tsx'

/** What an import did, and how to take it back while that is possible. */
export function ImportDone({ view }: { readonly view: ImportView }) {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<CohortPlace>()
  const [asking, setAsking] = useState(false)
  const undo = useAct(undoImport, { renews: [readImport, listImports, listPeople, countPeople], done: () => setAsking(false) })
  const { written, undone } = view
  const asked = view.mapping.columns.flatMap(column => (column.goes === 'question' ? [column.label] : []))
  const toPeople = (
    <ButtonTo to={peoplePath} params={{ organization, programId, cohortId }} kind="primary" icon={Users}>
      {say('done.people')}
    </ButtonTo>
  )
  if (view.state === 'undoing')
    return (
      <Progress
        name={say('done.undoing')}
        share={0.5}
        told={say('done.undoingTold', { count: (undone?.takenBack ?? 0) + (undone?.kept ?? 0) })}
      />
    )
  if (view.state === 'undone')
    return (
      <Card>
        <div className={styles.done}>
          <p className="lead">{say('done.undone', { count: undone?.takenBack ?? 0 })}</p>
          {asked.length > 0 && <p className="muted measure">{say('done.stillAsks', { count: asked.length, names: asked.slice(0, 8) })}</p>}
          {(undone?.kept ?? 0) > 0 && <p className="muted measure">{say('done.kept', { count: undone?.kept ?? 0 })}</p>}
          <div className={styles.doneActs}>{toPeople}</div>
        </div>
      </Card>
    )
  const mayUndo = view.may.undo
  const toMend = (written?.leftOut ?? 0) + (written?.withGap ?? 0)
  const count = written ? peopleWritten(written) : 0
  return (
    <Card>
      <div className={styles.done}>
        <p className="lead" dir="auto">
          {view.trouble?.code === 'importer_gone'
            ? say('done.stoppedGone', { count, name: view.trouble.facts['name'] ?? say('done.somebody') })
            : say(view.state === 'stopped' ? 'done.stopped' : 'done.lead', { count })}
        </p>
        {written && (
          <Figures
            figures={[
              { figure: say('number', { number: written.added }), means: say('happen.added') },
              { figure: say('number', { number: written.changed }), means: say('happen.changed') },
              { figure: say('number', { number: written.unchanged }), means: say('happen.unchanged') },
              ...((written.secondRows ?? 0) > 0
                ? [{ figure: say('number', { number: written.secondRows }), means: say('happen.secondRows') }]
                : []),
              { figure: say('number', { number: written.leftOut }), means: say('happen.leftOut') },
            ]}
          />
        )}
        <p className="muted measure">{say(view.state === 'stopped' ? 'done.stoppedMore' : 'done.noMail')}</p>
        <div className={styles.doneActs}>
          {toPeople}
          <Button icon={Undo2} disabledReason={mayUndo === true ? undefined : say('done.undoOver')} onClick={() => setAsking(true)}>
            {say('done.undo')}
          </Button>
          <ToMend view={view} count={toMend} />
        </div>
        {toMend > 0 && !view.forgotten && <p className="hint">{say('happen.mendHint')}</p>}
        {mayUndo === true && <p className="hint">{say('done.undoUntil', { until: view.forgetAt })}</p>}
        <Dialog
          open={asking}
          onClose={() => setAsking(false)}
          title={say('done.undoTitle')}
          actions={
            <>
              <Button kind="danger-filled" busy={undo.busy} onClick={() => undo.start({ importId: view.id })}>
                {say('done.undoYes', { count: written?.added ?? 0 })}
              </Button>
              <Button onClick={() => setAsking(false)}>{say('done.undoNo')}</Button>
            </>
          }
        >
          <p>{say('done.undoMore')}</p>
          {asked.length > 0 && <p>{say('done.stillAsks', { count: asked.length, names: asked.slice(0, 8) })}</p>}
          {undo.refusal && (
            <p className={styles.error} role="alert">
              {undo.refusal.title}. {undo.refusal.detail}
            </p>
          )}
        </Dialog>
      </div>
    </Card>
  )
}
