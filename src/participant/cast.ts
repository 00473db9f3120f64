/** Builders for tests: files of people that are brought to the front door. */
import type { aWorld, House, Person } from '../app/cast.ts'
import { testOrigin } from '../kit/testing/client.ts'
import type { Problem } from '../kit/wire/problem.ts'
import * as dryRun from './contract/dry-run.ts'
import * as imports from './contract/imports.ts'
import { participantsOfForSystem } from './queries.ts'

type Fetch = (request: Request) => Response | Promise<Response>

/** Sends a file as a browser does; the answer, or the problem that the server tells. */
export async function sendFile(
  fetch: Fetch,
  house: Pick<House, 'cohortId'>,
  person: Pick<Person, 'token'>,
  file: string | Uint8Array | ReadableStream<Uint8Array>,
  name = 'people.csv',
): Promise<imports.ImportView & Partial<Problem>> {
  const response = await fetch(
    new Request(`${testOrigin}/api/v1/cohorts/${house.cohortId}/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(name) },
      body: file as BodyInit,
      duplex: 'half',
    } as RequestInit),
  )
  return (await response.json()) as imports.ImportView & Partial<Problem>
}

/** A table of text from rows of cells. */
export const csv = (...rows: readonly (readonly string[])[]): string => rows.map(row => row.join(',')).join('\n')

/** Two who take one role and one who takes both. */
export const roster = `person_id,name,e-mail,role,capacity,skills,languages
E1,Amina,amina@example.org,mentee,,negotiation;speaking,English; Portugese
E2,Bo,bo@example.org,mentor,2,negotiation,en
E3,Chloé,,both,,writing,fr`

/** What the coordinator of a house does with files, one after the other, until the work in the background is done. */
export function importsBy(world: Awaited<ReturnType<typeof aWorld>>, house: House) {
  const { ingrid } = house
  const send = (file: string | Uint8Array, name?: string) => sendFile(world.app.fetch, house, ingrid, file, name)
  const look = (importId: string) => ingrid.call(imports.readImport, { importId })
  const checked = async (file: string) => {
    const { id } = await send(file)
    await world.settle()
    return look(id)
  }
  const confirm = ({ id, run, version }: Pick<imports.ImportView, 'id' | 'run' | 'version'>) =>
    ingrid.call(imports.confirmImport, { importId: id, run }, { ifMatch: version })
  const confirmed = async (file: string) => {
    const one = await checked(file)
    await confirm(one)
    await world.settle()
    return look(one.id)
  }
  const people = () => world.as(house.organizationId, ctx => participantsOfForSystem(ctx, house.cohortId))
  const problems = async (importId: string) => (await ingrid.call(dryRun.listProblems, { importId })).rows
  return { send, look, checked, confirm, confirmed, people, problems }
}
