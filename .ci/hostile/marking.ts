/** Marks in everything that people write: whose organization it is, markup that would run, and letters and controls of another direction. */

import { gathered, inPieces } from '../../src/kit/csv/pieces.ts'
import { readTable } from '../../src/kit/csv/read-table.ts'
import { writeTable } from '../../src/kit/csv/write-table.ts'
import type { Fetch } from '../../src/kit/http/in-process.ts'
import type { Endpoint } from '../../src/kit/wire/contract.ts'
import { organizationInToken } from '../../src/person/rules.ts'

/** What every text of an organization carries, by its place among them: `canary-a` or `canary-b`. */
export const canaryOf = (n: number): string => `canary-${'ab'.charAt(n)}`

/** Ends with a letter from right to left and a turn to it, so that whatever stands behind it in the same line would be turned. */
export const marked = (text: string, canary: string): string =>
  `${text} ${canary} <img class=payload src=x onerror=alarm()> \u05e9\u2069\u202e`
/** The same where there is less room. */
export const markedShortly = (text: string, canary: string): string => `${text} ${canary} <b class=payload> \u05e9`

export interface Marking {
  readonly contracts: readonly Endpoint[]
  /** The canary of an organization. */
  readonly canary: (organizationId: string) => string
  /** Places that were filled, such as `sendMessage text`. */
  readonly filled: Set<string>
}

/** What is sent carries the mark in every text that takes one. */
export function marking(fetch: Fetch, of: Marking): Fetch {
  return async request => {
    const organizationId = organizationInToken((request.headers.get('authorization') ?? '').slice('Bearer '.length))
    const contract = of.contracts.find(one => one.method === request.method && pathOf(one).test(new URL(request.url).pathname))
    if (!organizationId || !contract || request.body === null) return fetch(request)
    const canary = of.canary(organizationId)
    const sent = await request.text()
    const body = contract.stream ? await markedFile(sent, canary) : contract.body ? markedBody(sent, canary, contract, of.filled) : sent
    return fetch(new Request(request.url, { method: request.method, headers: request.headers, body }))
  }
}

const pathOf = ({ path }: Endpoint): RegExp => new RegExp(`^/api/v1${path.replace(/\{\w+\}/g, '[^/]+')}$`)

/** Texts that stand for something and not for themselves. */
const named = ['zone', 'despite']

function markedBody(sent: string, canary: string, contract: Endpoint, filled: Set<string>): string {
  let body: unknown = JSON.parse(sent)
  for (const { path, text } of textsIn(body)) {
    if (path.some(key => named.includes(String(key)))) continue
    const tries = [marked(text, canary), markedShortly(text, canary)].map(more => withText(body, path, more))
    const taken = tries.find(one => contract.body?.safeParse(one).success)
    if (taken === undefined) continue
    filled.add(`${contract.operationId} ${path.map(key => (typeof key === 'number' ? 0 : key)).join('.')}`)
    body = taken
  }
  return JSON.stringify(body)
}

type Path = readonly (string | number)[]

function* textsIn(body: unknown, path: Path = []): Generator<{ readonly path: Path; readonly text: string }> {
  if (typeof body === 'string') yield { path, text: body }
  else if (Array.isArray(body)) for (const [n, one] of body.entries()) yield* textsIn(one, [...path, n])
  else if (typeof body === 'object' && body !== null) for (const [key, one] of Object.entries(body)) yield* textsIn(one, [...path, key])
}

function withText(body: unknown, path: Path, text: string): unknown {
  const copy = structuredClone(body)
  const last = path.at(-1)
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy)
  if (last !== undefined) (holder as Record<string | number, unknown>)[last] = text
  return copy
}

const listed = ['Skills I can share', 'Skills I want to grow']
const plain = ['Staff number', 'Name', 'Occupation']

/** The file with marks in its names, ids and answers; what people are told apart or matched by is the same for all that have it. */
async function markedFile(sent: string, canary: string): Promise<string> {
  const { columns, rows } = await readTable(inPieces(Buffer.from(sent)))
  const cells: string[][] = []
  for await (const row of rows)
    if ('cells' in row)
      cells.push(
        row.cells.map((cell, n) => {
          const heading = columns[n]?.name ?? ''
          if (cell === '') return ''
          if (plain.includes(heading)) return marked(cell, canary)
          return listed.includes(heading)
            ? cell
                .split(/; ?/)
                .map(one => markedShortly(one, canary))
                .join(';')
            : cell
        }),
      )
  const headings = columns.map(({ name }) => (name === 'Occupation' ? marked(name, canary) : name))
  return (await gathered(writeTable(headings, cells))).join('')
}
