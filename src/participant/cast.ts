/** Builders for tests: files of people that are brought to the front door. */
import type { House, Person } from '../app/cast.ts'
import { testOrigin } from '../kit/testing/client.ts'
import type { Problem } from '../kit/wire/problem.ts'
import type { ImportView } from './contract/imports.ts'

type Fetch = (request: Request) => Response | Promise<Response>

/** Sends a file as a browser does; the answer, or the problem that the server tells. */
export async function sendFile(
  fetch: Fetch,
  house: Pick<House, 'cohortId'>,
  person: Pick<Person, 'token'>,
  file: string | Uint8Array | ReadableStream<Uint8Array>,
  name = 'people.csv',
): Promise<ImportView & Partial<Problem>> {
  const response = await fetch(
    new Request(`${testOrigin}/api/v1/cohorts/${house.cohortId}/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(name) },
      body: file as BodyInit,
      duplex: 'half',
    } as RequestInit),
  )
  return (await response.json()) as ImportView & Partial<Problem>
}

/** A table of text from rows of cells. */
export const csv = (...rows: readonly (readonly string[])[]): string => rows.map(row => row.join(',')).join('\n')
