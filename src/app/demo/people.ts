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

/** What the demonstration asks, under headings as people write them; what the law protects and no program needs is left out. */
const asked = {
  person_id: 'Staff number',
  role: 'Role',
  occupation: 'Occupation',
  country: 'Country',
  time_zone: 'Time zone',
  country_languages: 'Languages',
  experience_years_min: 'Years of experience',
  work_mode: 'Where I work',
  skills_offered: 'Skills I can share',
  skills_wanted: 'Skills I want to grow',
  mentee_capacity: 'Room for mentees',
} as const
const kept = Object.keys(asked)

/** The people of the demonstration with invented names. */
export async function demoRoster(): Promise<Roster> {
  const table = await readTable(inPieces(await readFile(file)))
  const at = kept.map(name => table.columns.findIndex(column => column.name === name))
  const rows: RosterRow[] = []
  for await (const row of table.rows) {
    if (!('cells' in row)) continue
    // the survey's own "Other (please specify):" says nothing about anybody
    const cells = at.map(index => (row.cells[index] ?? '').replace(/^Other\b.*/, ''))
    const externalId = cells[0] ?? ''
    const { name, email } = inventedPerson(externalId)
    rows.push({ externalId, role: cells[1] ?? '', cells: [externalId, name, email, ...cells.slice(1)] })
  }
  const [id, ...headings] = Object.values(asked)
  return { columns: [id ?? '', 'Name', 'E-mail', ...headings], rows }
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
