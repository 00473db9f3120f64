/** From a pasted table to a problem: one row per person, lists separated by semicolons. */
import type { Candidate, Criterion, Problem, Trait } from '../index.ts'

/** Cells of a table with commas, semicolons never separate cells; quotes hold commas, doubled quotes a quote. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') cell += text[at++] ?? ''
      else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === ',') {
      row.push(cell.trim())
      cell = ''
    } else if (letter === '\n') {
      rows.push([...row, cell.trim()])
      row = []
      cell = ''
    } else if (letter !== '\r') cell += letter
  }
  rows.push([...row, cell.trim()])
  return rows.filter(cells => cells.some(one => one !== ''))
}

/** Columns `id` and `role` (mentor or mentee) are needed, `capacity`, `wants`, `offers`, `years` and `team` are read where they are. */
export function problemOf(text: string): Problem {
  const [heading = [], ...rows] = cellsOf(text)
  const columns = heading.map(name => name.toLowerCase())
  for (const needed of ['id', 'role']) if (!columns.includes(needed)) throw new Error(`The first line needs a column named ${needed}.`)
  const people = rows.map(cells => new Map(columns.map((column, at) => [column, cells[at] ?? ''])))
  const side = (role: string): Candidate[] => people.filter(person => person.get('role') === role).map(candidateOf)
  const has = (column: string): boolean => columns.includes(column)
  const criteria: Criterion[] = [
    ...(has('wants') && has('offers')
      ? [{ id: 'skills', kind: 'set', mode: 'complementary', mentee: 'wants', mentor: 'offers', weightPoints: 3 } as const]
      : []),
    ...(has('years')
      ? [
          {
            id: 'years ahead',
            kind: 'distance',
            mode: 'complementary',
            gap: 8,
            reach: 12,
            mentee: 'years',
            mentor: 'years',
            weightPoints: 1,
          } as const,
        ]
      : []),
  ]
  return {
    seed: 'playground',
    mentees: side('mentee'),
    mentors: side('mentor'),
    criteria,
    requirements: has('team') ? [{ id: 'not in the same team', kind: 'notSame', mentee: 'team', mentor: 'team' }] : [],
  }
}

function candidateOf(person: ReadonlyMap<string, string>): Candidate {
  const list = (column: string): Trait => ({
    kind: 'choices',
    choices: (person.get(column) ?? '')
      .split(';')
      .map(one => one.trim())
      .filter(one => one !== ''),
  })
  const years = Number.parseInt(person.get('years') ?? '', 10)
  const capacity = Number.parseInt(person.get('capacity') ?? '', 10)
  return {
    id: person.get('id') ?? '',
    ...(Number.isNaN(capacity) ? {} : { capacity }),
    traits: {
      wants: list('wants'),
      offers: list('offers'),
      team: list('team'),
      ...(Number.isNaN(years) ? {} : { years: { kind: 'number', number: years } }),
    },
  }
}
