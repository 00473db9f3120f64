/**
 * The rows to mend: the same file with two more columns. The file is read once more beside what the dry run found; a row that could not
 * be read as a row has no cells, so its line number stands in what is wrong. Cells that a spreadsheet would run are made harmless.
 */
import type { Context } from '../../kit/context.ts'
import { readTable } from '../../kit/csv/read-table.ts'
import { writeTable } from '../../kit/csv/write-table.ts'
import type { Begin } from '../../kit/jobs/jobs.ts'
import { english, sayIn } from '../../kit/texts/texts.ts'
import { allow } from '../../kit/wire/access.ts'
import { refused } from '../../kit/wire/refusal.ts'
import { participantAccess } from '../access.ts'
import { type Import, importVisibleTo, type LineProblem, problemLinesForSystem } from '../queries/imports.ts'
import { errorColumns } from '../rules/import-columns.ts'
import { wordsOf } from '../rules/import-words.ts'
import texts from '../texts/en.json' with { type: 'json' }
import { asReadingWish, storedFile } from './import-file.ts'

const say = sayIn(texts, english)

export async function errorFile(ctx: Context, importId: string): Promise<string> {
  const one = await importVisibleTo(ctx, importId)
  allow(ctx.actor, participantAccess.import, one)
  if (one.forgottenAt) throw refused('file_forgotten')
  if (one.run === 0) throw refused('import_not_now', { state: one.state })
  const byLine = Map.groupBy(await problemLinesForSystem(ctx, one), problem => problem.line)
  const here: Begin = work => work(ctx)
  const table = await readTable(storedFile(here, importId), { reading: asReadingWish(one.wish) })
  // a mended file that comes back has our columns already: they are written anew, not twice
  const kept = table.columns.filter(column => one.headings[column.index]?.note !== 'report')
  const told = [...byLine.keys()].sort((a, b) => a - b)
  const delimiter = one.reading?.delimiter
  const written = writeTable([...kept.map(column => column.name), ...errorColumns], rows(), {
    delimiter: delimiter === ';' || delimiter === '\t' ? delimiter : ',',
  })

  async function* rows(): AsyncGenerator<string[]> {
    let next = 0
    for await (const row of table.rows) {
      if (row.kind !== 'row') continue
      while ((told[next] ?? Number.POSITIVE_INFINITY) < row.line) yield lineOf(told[next++] ?? 0, [])
      if (told[next] !== row.line) continue
      next += 1
      yield lineOf(row.line, row.cells)
    }
    while (next < told.length) yield lineOf(told[next++] ?? 0, [])
  }

  function lineOf(line: number, cells: readonly string[]): string[] {
    const problems = byLine.get(line) ?? []
    return [
      ...kept.map(column => cells[column.index] ?? ''),
      problems.map(problem => sentence(one, problem)).join(' '),
      [...new Set(problems.flatMap(problem => problem.reading ?? []))].join('; '),
    ]
  }

  let file = ''
  for await (const piece of written) file += piece
  return file
}

function sentence(one: Import, { line, columnIndex, code, effect, cell, facts }: LineProblem): string {
  const column = columnIndex === null ? null : (one.headings[columnIndex]?.name ?? '')
  const what = say(wordsOf(code), { ...facts, cell })
  const where = column === null ? say('errorFile.line', { line, what }) : say('errorFile.cell', { line, column, what })
  return `${where} ${say(`effect.${effect}.sentence`)}`
}
