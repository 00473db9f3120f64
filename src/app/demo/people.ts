import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gathered, inPieces } from '../../kit/csv/pieces.ts'
import { readTable } from '../../kit/csv/read-table.ts'
import { writeTable } from '../../kit/csv/write-table.ts'
import { inventedPerson } from '../../participant/rules/invented-names.ts'

const file = fileURLToPath(new URL('../../../demo/people-workplace/people.csv', import.meta.url))

export interface RosterRow {
  readonly externalId: string
  readonly role: string
  readonly cells: readonly string[]
}

export interface Roster {
  readonly columns: readonly string[]
  readonly rows: readonly RosterRow[]
}

/** What the demonstration asks of people: names are invented, attributes that the law protects and what no program needs are left out. */
const kept = [
  'person_id',
  'role',
  'occupation',
  'country',
  'time_zone',
  'country_languages',
  'experience_years_min',
  'work_mode',
  'skills_offered',
  'skills_wanted',
  'mentee_capacity',
]

/** The people of the demonstration with invented names. */
export async function demoRoster(): Promise<Roster> {
  const table = await readTable(inPieces(await readFile(file)))
  const at = kept.map(name => table.columns.findIndex(column => column.name === name))
  const rows: RosterRow[] = []
  for await (const row of table.rows) {
    if (!('cells' in row)) continue
    const cells = at.map(index => row.cells[index] ?? '')
    const externalId = cells[0] ?? ''
    const { name, email } = inventedPerson(externalId)
    rows.push({ externalId, role: cells[1] ?? '', cells: [externalId, name, email, ...cells.slice(1)] })
  }
  return { columns: ['person_id', 'name', 'e-mail', ...kept.slice(1)], rows }
}

/** Part of a roster as the file that somebody would import. */
export async function rosterFile(roster: Roster, rows: readonly RosterRow[]): Promise<string> {
  return (
    await gathered(
      writeTable(
        roster.columns,
        rows.map(row => row.cells),
      ),
    )
  ).join('')
}
