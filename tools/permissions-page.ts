/**
 * Writes the matrix of permissions as a page for people, guide/permissions.md: `node tools/permissions-page.ts`. From the copy by hand
 * (permissions.csv), which a test compares with the running application, and the sentence of each operation.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkout } from './proof.ts'
import { served } from './served.ts'
import { textOf } from './source.ts'

const people: Readonly<Record<string, string>> = {
  anonymous: 'nobody signed in',
  administrator: 'administrator',
  coordinator: 'coordinator',
  elsewhere: 'coordinator of another program',
  nobody: 'trusted with nothing',
  mentee: 'mentee of the pair',
  mentor: 'mentor of the pair',
  outsider: 'takes part, not in the pair',
  dual: 'coordinator who takes part',
}

/** The page, from the matrix and what each operation does. */
export function permissionsPage(
  csv: string,
  operations: readonly { readonly operationId: string; readonly act: string; readonly summary: string }[],
): string {
  const [header = [], ...rows] = csv
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split(','))
  const cells = new Map(rows.map(([operation = '', ...row]) => [operation, row]))
  const rooms = Map.groupBy(operations, ({ act }) => act.split('.')[0] ?? '')
  const columns = header.slice(1).map(name => people[name] ?? name)
  const table = (room: string): string[] => [
    `## ${room}`,
    '',
    `| Operation | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => ':-:').join('|')}|`,
    ...(rooms.get(room) ?? []).map(
      ({ operationId, summary }) =>
        `| ${summary} | ${(cells.get(operationId) ?? []).map(cell => (cell === 'yes' ? 'yes' : '')).join(' | ')} |`,
    ),
    '',
  ]
  return [
    '# Who may do what',
    '',
    'Every operation and every kind of person. An empty cell is a no; it looks the same whether something belongs to somebody else or does not',
    'exist. Nobody acts as staff on what is about themself. **No role reads what two people write each other.**',
    '',
    'Written by `node tools/permissions-page.ts`; the running application is compared with it in every test run.',
    '',
    ...[...rooms.keys()].sort().flatMap(table),
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(
    join(checkout, 'guide', 'permissions.md'),
    permissionsPage(
      textOf('tools/permissions.csv'),
      served.map(one => one.contract),
    ),
  )
