import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { OneOf } from '../../kit/ui/Choices.tsx'
import { BareSelect } from '../../kit/ui/NativeSelect.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Mapping, Target } from '../contract/import-file.ts'
import type { ImportView } from '../contract/imports.ts'
import type { Role } from '../contract.ts'
import { keyForTarget, targetFor, targetKeys } from '../rules/target-choice.ts'
import en from '../texts/en.json' with { type: 'json' }
import type { Draft } from './draft.ts'
import styles from './participant.module.css'

/** Where each column goes, with samples: guessed, changed here, kept for the next file with the same headings. */
export function ColumnsCard({ view, draft }: { readonly view: ImportView; readonly draft: Draft }) {
  const say = useWords(en)
  const { mapping, map } = draft
  const mayMap = view.may.map === true
  const used = mapping.columns.filter(column => column.goes !== 'nothing').length
  const change = (n: number, target: Target) =>
    draft.change({ ...mapping, columns: mapping.columns.map((one, at) => (at === n ? target : one)) })

  return (
    <Card title={say('columns.title')} note={say('columns.used', { used, count: mapping.columns.length })} flush>
      {view.missing.length > 0 && <Missing view={view} mapping={mapping} change={draft.change} />}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{say('columns.inFile')}</th>
              <th scope="col">{say('columns.goesTo')}</th>
              <th scope="col">{say('columns.looksLike')}</th>
              <th scope="col">{say('columns.seenBy')}</th>
            </tr>
          </thead>
          <tbody>
            {view.headings.map((heading, n) => {
              const target = mapping.columns[n] ?? { goes: 'nothing' as const }
              const name = heading.name || say('columns.unnamed', { number: n + 1 })
              const options = targetKeys(target).map(key => ({ key, name: say(`target.${key}`) }))
              return (
                // a column has no other name than its place
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the column
                <tr key={n}>
                  <th scope="row" dir="auto">
                    {name}
                  </th>
                  <td>
                    {mayMap ? (
                      <BareSelect
                        small
                        name={say('columns.change', { column: name })}
                        dashed={target.goes === 'nothing'}
                        options={options}
                        value={keyForTarget(target)}
                        onChange={key => change(n, targetFor(key, target, { name: heading.name, index: n, taken: mapping.columns }))}
                      />
                    ) : (
                      say(`target.${keyForTarget(target)}`)
                    )}
                  </td>
                  <td className="muted" dir="auto">
                    {heading.note === 'sensitive' && target.goes === 'nothing'
                      ? say('columns.hidden')
                      : heading.samples.slice(0, 3).join(' · ')}
                  </td>
                  <td>
                    {target.goes === 'question' ? (
                      <BareSelect
                        small
                        name={say('columns.seenByFor', { column: name })}
                        options={[
                          { key: 'pair', name: say('audience.pair') },
                          { key: 'coordinators', name: say('audience.coordinators') },
                        ]}
                        value={target.audience}
                        onChange={audience => change(n, { ...target, audience })}
                      />
                    ) : (
                      <small className="faint">
                        {heading.note ? say(`columns.note.${heading.note}`) : say(`columns.why.${target.goes}`)}
                      </small>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {(draft.isMappingChanged || map.refusal) && (
        <div className={styles.cardFoot}>
          {map.refusal && (
            <p className={styles.error} role="alert">
              {map.refusal.title}. {map.refusal.detail}
            </p>
          )}
          <Button kind={view.tally ? 'plain' : 'primary'} busy={draft.busy} onClick={draft.workOut}>
            {say('columns.save')}
          </Button>
          <Button kind="quiet" onClick={draft.putBack}>
            {say('columns.back')}
          </Button>
        </div>
      )}
    </Card>
  )
}

interface MissingProps {
  readonly view: ImportView
  readonly mapping: Mapping
  readonly change: (mapping: Mapping) => void
}

/** What nobody can work out without being told: who is who, and who is what. */
function Missing({ view, mapping, change }: MissingProps) {
  const say = useWords(en)
  const hasEmail = mapping.columns.some(column => column.goes === 'email')
  return (
    <div className={styles.missing}>
      {view.missing.includes('external-id') && (
        <Banner
          tone="clay"
          small
          action={
            hasEmail && (
              <Button size="small" onClick={() => change({ ...mapping, idFromEmail: !mapping.idFromEmail })}>
                {say(mapping.idFromEmail ? 'missing.id.byColumn' : 'missing.id.byEmail')}
              </Button>
            )
          }
        >
          <b>{say('missing.id')}</b>{' '}
          {say(mapping.idFromEmail ? 'missing.id.emailChosen' : hasEmail ? 'missing.id.more' : 'missing.id.noEmail')}
        </Banner>
      )}
      {view.missing.includes('role') && (
        <OneOf
          question={say('missing.role')}
          choices={(['mentor', 'mentee'] as const).map(key => ({ key, name: say(`missing.role.${key}`) }))}
          value={mapping.roleForAll}
          onChange={role => change({ ...mapping, roleForAll: role as Role })}
          columns={2}
        />
      )}
    </div>
  )
}
