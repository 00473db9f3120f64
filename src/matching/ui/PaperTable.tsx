import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { readSheet } from '../contract/price.ts'
import type { RoundView } from '../contract/round.ts'
import { shownParts } from '../rules/arrangement.ts'
import { lineSentence } from '../rules/sentences.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './paper.module.css'
import { partName, said } from './said.ts'

type Sheet = Answer<typeof readSheet>
export type SheetRow = Sheet['rows'][number]

interface PaperTableProps {
  readonly rows: readonly SheetRow[]
  readonly measure: Sheet['measure']
  /** For the names of what was looked for; it comes after the rows. */
  readonly round: RoundView | undefined
  /** All of one mentor, who stands above it. */
  readonly isGroup?: boolean
}

/** Pairs with their reasons and room to write. */
export function PaperTable({ rows, measure, round, isGroup = false }: PaperTableProps) {
  const say = useWords(en)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('report.mentee')}</th>
          {!isGroup && <th scope="col">{say('report.mentor')}</th>}
          <th scope="col">{say(measure === 'count' ? 'report.shownCount' : 'report.shown')}</th>
          <th scope="col">{say('report.why')}</th>
          <th scope="col">{say('print.notes')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => {
          const shown = shownParts(
            row.lines.map(({ points }) => points),
            measure,
          )
          const kept = row.locked && <small> {say('studio.kept')}</small>
          return (
            <tr key={`${row.mentee} ${row.mentorId}`}>
              <th scope="row">
                {row.mentee}
                {isGroup && kept}
              </th>
              {!isGroup && (
                <td>
                  {row.mentor}
                  {kept}
                </td>
              )}
              <td className="num">{row.shown}</td>
              <td>
                {row.lines.map((line, at) => (
                  <p key={line.criterion}>
                    <b>
                      {round ? partName(round.lookedFor, line.criterion) : ''} {shown[at]}
                    </b>{' '}
                    {said(say, lineSentence(line))}
                  </p>
                ))}
              </td>
              <td />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
