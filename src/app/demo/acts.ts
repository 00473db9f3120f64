/** What people of the demonstration do, each act through the product's own doors; `season.ts` says when. */

import { nameSafeContacts } from '../../concern/contract.ts'
import { type Call, clientInProcess } from '../../kit/http/in-process.ts'
import { addWorkingDays, dayIn, instantIn, isWorkingDay } from '../../kit/time/time.ts'
import { changeCriteria, readCriteria } from '../../matching/contract/criteria.ts'
import { changeFairnessQuestions, readFairnessQuestions } from '../../matching/contract/fairness.ts'
import { listProposals, type ProposalView } from '../../matching/contract/proposal.ts'
import { openReading, publish, readPublicationCheck } from '../../matching/contract/publication.ts'
import { reply } from '../../matching/contract/reply.ts'
import { readRound, startRound } from '../../matching/contract/round.ts'
import { createOrganization } from '../../organization/commands.ts'
import { confirmImport, type ImportView, readImport } from '../../participant/contract/imports.ts'
import { giveAccessToken } from '../../person/commands/link.ts'
import { addPerson, giveGrant } from '../../person/commands/person.ts'
import { changeProgram, createProgram } from '../../program/contract.ts'
import type { Play } from '../play.ts'
import { type Roster, type RosterRow, rosterFile } from './people.ts'

export const zone = 'Europe/Oslo'

interface Staff {
  readonly id: string
  readonly call: Call
  readonly token: string
}

export interface House {
  readonly organizationId: string
  readonly administrator: Staff
  readonly coordinator: Staff
}

/** Some working hours later, between eight and half past five on a working day. */
export function nextMoment(now: Date, hours: number): Date {
  const later = new Date(now.getTime() + hours * 3_600_000 + 17 * 60_000)
  const day = dayIn(zone, later)
  if (isWorkingDay(day) && later >= at(day, '08:00') && later <= at(day, '17:30')) return later
  const next = later < at(day, '08:00') && isWorkingDay(day) ? day : addWorkingDays(day, 1)
  return new Date(at(next, '08:10').getTime() + (now.getTime() % 7) * 9 * 60_000)
}

export const at = (day: string, time: string): Date => instantIn(zone, day, time)

export async function organizationIn(
  play: Play,
  one: { readonly id: string; readonly name: string; readonly slug: string; readonly isFirst: boolean },
): Promise<House> {
  await play.as(one.id, ctx => createOrganization(ctx, { name: one.name, slug: one.slug, zone, isFirst: one.isFirst }))
  const administrator = await staff(play, one.id, { name: 'Astrid Holm', email: `astrid.holm@${one.slug}.example` })
  await play.as(one.id, ctx => giveGrant(ctx, { personId: administrator.id, relation: 'administrator', scopeId: one.id }))
  const coordinator = await staff(play, one.id, { name: 'Ingrid Solberg', email: `ingrid.solberg@${one.slug}.example` })
  await staff(play, one.id, { name: 'Piet Vermeer', email: `piet.vermeer@${one.slug}.example` })
  const other = await staff(play, one.id, { name: 'Oskar Lind', email: `oskar.lind@${one.slug}.example` })
  const buddies = await administrator.call(createProgram, {
    name: 'Buddies',
    purpose: 'Somebody to ask in the first hundred days.',
    format: 'one-to-one',
  })
  await play.as(one.id, ctx => giveGrant(ctx, { personId: other.id, relation: 'coordinator', scopeId: buddies.id }))
  return { organizationId: one.id, administrator, coordinator }
}

async function staff(play: Play, organizationId: string, person: { readonly name: string; readonly email: string }): Promise<Staff> {
  const { id, token } = await play.as(organizationId, async ctx => {
    const made = await addPerson(ctx, person)
    return { id: made.id, token: await giveAccessToken(ctx, made.id, 'demonstration', new Date(ctx.now.getTime() + 400 * 86_400_000)) }
  })
  return { id, token, call: clientInProcess(play.app.fetch, play.origin(), token) }
}

/** A program of the house that the coordinator runs and is the contact of. */
export async function aProgram(play: Play, house: House, name: string, purpose: string): Promise<string> {
  const program = await house.administrator.call(createProgram, { name, purpose, format: 'one-to-one' })
  await play.as(house.organizationId, ctx =>
    giveGrant(ctx, { personId: house.coordinator.id, relation: 'coordinator', scopeId: program.id }),
  )
  await house.coordinator.call(
    changeProgram,
    { programId: program.id, contactPersonId: house.coordinator.id, contactPhone: 'ext. 5012' },
    { ifMatch: program.version },
  )
  await house.coordinator.call(nameSafeContacts, {
    programId: program.id,
    contacts: [
      { name: 'Dana Whitlock', email: 'dana.whitlock@example.org', phone: 'ext. 5300', line: 'Looks after safety here', isOutside: false },
      { name: 'Joseph Amadi', email: 'joseph.amadi@example.org', phone: '555 0142', line: 'At the Listening Service', isOutside: true },
    ],
  })
  return program.id
}

/** The file goes the way that every file goes: dry run, look, confirmation. */
export async function bringIn(play: Play, house: House, cohortId: string, roster: Roster, rows: readonly RosterRow[]): Promise<void> {
  const response = await play.app.fetch(
    new Request(`${play.origin()}/api/v1/cohorts/${cohortId}/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.coordinator.token}`, 'content-type': 'text/csv', 'x-file-name': 'people.csv' },
      body: await rosterFile(roster, rows),
    }),
  )
  const received = (await response.json()) as ImportView
  await play.settle()
  const dryRun = await house.coordinator.call(readImport, { importId: received.id })
  await house.coordinator.call(confirmImport, { importId: received.id, run: dryRun.run }, { ifMatch: dryRun.version })
  await play.settle()
}

/** A round over the cohort as it is; the answer is its latest arrangement. */
export async function solved(play: Play, house: House, cohortId: string): Promise<string> {
  const { criteria, requirements, first, questions, version } = await house.coordinator.call(readCriteria, { cohortId })
  const keyOf = (label: string) => questions.find(question => question.label === label)?.key
  const [place, work] = [keyOf('Country'), keyOf('Where I work')]
  const more = [
    ...(place
      ? [{ id: 'place', kind: 'category' as const, mode: 'similar' as const, mentee: place, mentor: place, weightPoints: 15 }]
      : []),
    ...(work ? [{ id: 'work', kind: 'category' as const, mode: 'similar' as const, mentee: work, mentor: work, weightPoints: 15 }] : []),
  ].filter(one => !criteria.some(known => known.mentee === one.mentee))
  await house.coordinator.call(
    changeCriteria,
    { cohortId, criteria: [...criteria, ...more], requirements: requirements.filter(one => one.kind !== 'languageInCommon'), first },
    { ifMatch: version },
  )
  const looked = await house.coordinator.call(readFairnessQuestions, { cohortId })
  const by = looked.questions.filter(({ label, not }) => label === 'Occupation' && not === null).map(({ key }) => key)
  await house.coordinator.call(changeFairnessQuestions, { cohortId, questions: by }, { ifMatch: looked.version })
  const started = await house.coordinator.call(startRound, { cohortId })
  await play.settle()
  const round = await house.coordinator.call(readRound, { roundId: started.id })
  if (!round.arrangementId) throw new Error(`the round of the demonstration is ${round.state}`)
  return round.arrangementId
}

export async function goOut(play: Play, house: House, cohortId: string): Promise<void> {
  const arrangementId = await solved(play, house, cohortId)
  for (const part of ['unmatched', 'names', 'example'] as const) await house.coordinator.call(openReading, { arrangementId, part })
  const check = await house.coordinator.call(readPublicationCheck, { arrangementId })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'Looked at together on Monday' }))
  const held = await house.coordinator.call(publish, { arrangementId, waivers })
  await play.until(new Date(Date.parse(held.publishesAt) + 60_000))
}

export async function everyProposal(house: House, cohortId: string): Promise<ProposalView[]> {
  const rows: ProposalView[] = []
  for (let after: string | undefined; ; ) {
    const page = await house.coordinator.call(listProposals, { cohortId, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

type Answer = { readonly answer: 'yes' } | { readonly answer: 'no'; readonly reason: 'not-now'; readonly line: string }

export async function answer(play: Play, house: House, personId: string, proposalId: string, given: Answer): Promise<void> {
  const call = await callerFor(play, house, personId)
  await call(reply, { proposalId, ...given }).catch(refusedIsFine)
  await play.settle()
}

/** A reply that came after the other side's no, or after the clock, is refused: that is how a season goes. */
function refusedIsFine(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'Refused') throw error
}

/** The typed client as a person who takes part, by a token of one hour. */
export async function callerFor(play: Play, house: House, personId: string): Promise<Call> {
  const token = await play.as(house.organizationId, ctx =>
    giveAccessToken(ctx, personId, 'demonstration', new Date(ctx.now.getTime() + 3_600_000)),
  )
  return clientInProcess(play.app.fetch, play.origin(), token)
}
