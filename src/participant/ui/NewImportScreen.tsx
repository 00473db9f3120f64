import { Banner } from '../../kit/ui/Banner.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { FileDrop } from '../../kit/ui/FileDrop.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useLeave, usePlace } from '../../kit/ui/place.ts'
import { Unreachable, useAnswer } from '../../kit/ui/server.ts'
import { To } from '../../kit/ui/To.tsx'
import { useUpload } from '../../kit/ui/upload.ts'
import { WentWrong } from '../../kit/ui/WentWrong.tsx'
import { usePieceWords, useWords } from '../../kit/ui/words.tsx'
import { readProgram } from '../../program/contract.ts'
import { listImports, startImport } from '../contract/imports.ts'
import en from '../texts/en.json' with { type: 'json' }
import { AfterImport } from './AfterImport.tsx'
import { Crumb } from './Crumb.tsx'
import styles from './participant.module.css'
import { type CohortPlace, importPath } from './paths.ts'

/** Brings a file of people, or its text. */
export default function NewImportScreen() {
  const say = useWords(en)
  const words = usePieceWords()
  const { organization, programId, cohortId } = usePlace<CohortPlace>()
  const leave = useLeave()
  const place = { organization, programId, cohortId }
  const program = useAnswer(readProgram, { programId })
  const earlier = useAnswer(listImports, { cohortId })
  const upload = useUpload(startImport, { done: ({ id }) => leave(importPath, { ...place, importId: id }) })
  const { refusal } = upload
  const rows = earlier.data?.rows ?? []
  return (
    <>
      <PageHead title={say('import.new')} above={<Crumb here={say('import.crumb')} />} lead={say('import.lead')} />
      <div className={styles.narrow}>
        {program.data?.format === 'reverse' && <Banner>{say('import.reverse')}</Banner>}
        <FileDrop
          label={say('import.file')}
          hint={say('import.hint')}
          accept=".csv,.tsv,.txt,.psv,text/csv,text/plain,text/tab-separated-values"
          words={{
            choose: say('import.choose'),
            drop: say('import.drop'),
            paste: say('import.paste'),
            pastedName: say('import.pasted'),
          }}
          busy={upload.busy}
          error={refusal ? `${refusal.title}. ${refusal.detail ?? ''}` : undefined}
          onFile={file => upload.start({ cohortId }, file)}
        />
        {upload.busy && (
          <p className="muted" role="status">
            {say('import.reading')}
          </p>
        )}
        {upload.error && !refusal && (
          <WentWrong title={upload.error instanceof Unreachable ? words.retryOffline : words.retryFailed}>
            {say('import.notSent')}
          </WentWrong>
        )}
        <AfterImport level={2} />
        {rows.length > 0 && (
          <Card title={say('import.earlier')} flush>
            <ul className={styles.rows}>
              {rows.map(row => (
                <li key={row.id}>
                  <To to={importPath} params={{ ...place, importId: row.id }}>
                    <bdi>{row.fileName}</bdi>
                  </To>
                  <span className="muted grow">
                    {say(row.receivedBy ? 'import.earlierRow' : 'import.earlierUnknown', {
                      at: row.receivedAt,
                      name: row.receivedBy ?? '',
                    })}
                  </span>
                  <Chip tone={row.state === 'imported' ? 'pine' : 'plain'}>{say(`import.state.${row.state}`)}</Chip>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  )
}
