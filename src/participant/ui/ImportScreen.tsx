import FileUp from 'lucide-react/icons/file-up'
import { useEffect } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { announce } from '../../kit/ui/Live.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { Progress } from '../../kit/ui/Progress.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { WentWrong } from '../../kit/ui/WentWrong.tsx'
import { useLanguage, useWords } from '../../kit/ui/words.tsx'
import { cancelImport, type ImportView, listImports, readImport } from '../contract/imports.ts'
import { countPeople, listPeople } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ColumnsCard } from './ColumnsCard.tsx'
import { Crumb } from './Crumb.tsx'
import { useDraft } from './draft.ts'
import { HowWeReadIt } from './HowWeReadIt.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ProblemsCard } from './ProblemsCard.tsx'
import styles from './participant.module.css'
import { type CohortPlace, newImportPath } from './paths.ts'
import { WhatWillHappen } from './WhatWillHappen.tsx'

/** One file of people, from how it was read to what became of it. */
export default function ImportScreen() {
  const { importId } = usePlace<'importId'>()
  const first = useAnswer(readImport, { importId })
  const isWorking = ['receiving', 'checking', 'importing', 'undoing'].includes(first.data?.state ?? '')
  // the same answer, looked at every second while somebody works on it
  const one = useAnswer(readImport, { importId }, { ...(isWorking && { everySeconds: 1 }) })
  return (
    <Loaded whole answer={one} meanwhile={<Skeleton of="cards" count={3} />}>
      {view => <OneImport view={view} />}
    </Loaded>
  )
}

function OneImport({ view }: { readonly view: ImportView }) {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<CohortPlace>()
  useSpokenState(view.state)
  const size = useSize(view.byteCount)
  const facts = { file: view.fileName, size, at: view.receivedAt, name: view.receivedBy ?? '' }
  const isDone = ['imported', 'stopped', 'undone', 'undoing'].includes(view.state)
  return (
    <>
      <PageHead
        title={say(isDone ? `import.title.${view.state as 'imported'}` : 'import.title')}
        above={<Crumb here={say('import.crumb')} />}
        note={say(view.receivedBy ? 'import.about' : 'import.aboutUnknown', facts)}
        actions={
          view.state !== 'importing' && (
            <ButtonTo to={newImportPath} params={{ organization, programId, cohortId }} icon={FileUp}>
              {say('import.another')}
            </ButtonTo>
          )
        }
      />
      <Standing view={view} />
      {isDone ? <ImportDone view={view} /> : view.state !== 'importing' && <Preview view={view} />}
    </>
  )
}

/** The banner about the whole page: what is written so far, and what is under way. */
function Standing({ view }: { readonly view: ImportView }) {
  const say = useWords(en)
  const cancel = useAct(cancelImport, { renews: [readImport, listImports, listPeople, countPeople] })
  const { done, total } = view.progress
  const stop = { name: say('import.stop'), busy: cancel.busy, onCancel: () => cancel.start({ importId: view.id }) }
  if (view.state === 'importing')
    return (
      <div className={styles.working}>
        <Progress
          name={say('import.writing')}
          share={total === 0 ? 0 : done / total}
          told={say('import.rowsOf', { done, total })}
          cancel={stop}
        />
        <p className="muted">{say('import.writing.leave')}</p>
      </div>
    )
  if (view.state === 'checking')
    return (
      <div className={styles.working}>
        <Progress
          name={say('import.checking')}
          share={total === 0 ? 0 : done / total}
          told={say('import.shareRead', { share: total === 0 ? 0 : Math.min(1, done / total) })}
          cancel={stop}
        />
      </div>
    )
  if (view.state === 'unreadable' && view.trouble)
    return (
      <WentWrong title={say(unreadableKey(view.trouble.code), view.trouble.facts)}>
        {say(`${unreadableKey(view.trouble.code)}.detail`, view.trouble.facts)}
      </WentWrong>
    )
  if (view.outdated)
    return (
      <Banner tone="clay">
        <b>{say('import.outdated')}</b> {say('import.outdated.more')}
      </Banner>
    )
  if (view.state === 'checked' && view.sameAs)
    return (
      <Banner>
        <b>{say('import.same', { at: view.sameAs.at })}</b> {say('import.same.more')}
      </Banner>
    )
  if (view.state === 'checked' || view.state === 'unmapped' || view.state === 'cancelled')
    return (
      <Banner>
        <b>{say('import.nothingWritten')}</b>{' '}
        {view.checkedAt && view.state === 'checked'
          ? say('import.dryRun', { at: view.checkedAt })
          : say(`import.nothingWritten.${view.state}`)}
      </Banner>
    )
  return null
}

const unreadableCodes = ['file_too_large', 'line_too_long', 'header_only', 'quotes_broken', 'too_many_columns', 'check_given_up'] as const
const unreadableKey = (code: string): `refusal.${(typeof unreadableCodes)[number]}` =>
  `refusal.${unreadableCodes.find(known => known === code) ?? 'quotes_broken'}`

function Preview({ view }: { readonly view: ImportView }) {
  const draft = useDraft(view)
  return (
    <div className={styles.preview}>
      <div className={styles.previewMain}>
        <HowWeReadIt view={view} draft={draft} />
        <ColumnsCard view={view} draft={draft} />
        <ProblemsCard view={view} draft={draft} />
      </div>
      <WhatWillHappen view={view} draft={draft} />
    </div>
  )
}

/** Says when the work under way has ended: nobody should have to look again and again. */
function useSpokenState(state: ImportView['state']) {
  const say = useWords(en)
  useEffect(() => {
    if (state === 'checked') announce(say('import.spoken.checked'))
    if (state === 'imported') announce(say('import.spoken.imported'))
    if (state === 'undone') announce(say('import.spoken.undone'))
  }, [state, say])
}

/** 38 kB, 8.2 MB. */
function useSize(bytes: number): string {
  const { tag } = useLanguage()
  const unit = bytes >= 1_000_000 ? 'megabyte' : 'kilobyte'
  const amount = bytes / (unit === 'megabyte' ? 1_000_000 : 1000)
  return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)
}
