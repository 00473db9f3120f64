/**
 * The demonstration: two organizations, the larger in mid-season, lived through the product's own doors with a clock that is moved by hand.
 * Nothing is written past a command, so everything that is shown has passed every gate: dates, capacities, replies, mails, histories.
 */

import { chooseClosure } from '../../closure/contract.ts'
import { changeCohort, createCohort, readCohort } from '../../cohort/contract.ts'
import { nameSafeContacts } from '../../concern/contract.ts'
import { type Call, clientInProcess } from '../../kit/http/in-process.ts'
import { addDays, addWorkingDays, dayIn, instantIn, isWorkingDay } from '../../kit/time/time.ts'
import { changeCriteria, readCriteria } from '../../matching/contract/criteria.ts'
import { listProposals, type ProposalView } from '../../matching/contract/proposal.ts'
import { openReading, publish, readPublicationCheck } from '../../matching/contract/publication.ts'
import { reply } from '../../matching/contract/reply.ts'
import { readRound, startRound } from '../../matching/contract/round.ts'
import { listMentorships, noteFirstMeeting, pauseMentorship, readMentorship } from '../../mentorship/contract.ts'
import { sendMessage } from '../../message/contract.ts'
import { createOrganization } from '../../organization/commands.ts'
import { confirmImport, type ImportView, readImport } from '../../participant/contract/imports.ts'
import { participantsOfForSystem } from '../../participant/queries.ts'
import { giveAccessToken } from '../../person/commands/link.ts'
import { addPerson, giveGrant } from '../../person/commands/person.ts'
import { changeProgram, createProgram } from '../../program/contract.ts'
import type { Play } from '../play.ts'
import { demoRoster, type Roster, type RosterRow, rosterFile } from './people.ts'

const zone = 'Europe/Oslo'

interface Staff {
  readonly id: string
  readonly call: Call
  readonly token: string
}

/** Everything that is in the demonstration happened when this resolves; `play` stands at the given day. */
export async function liveTheSeason(play: Play, today: string, newOrganizationId: () => string): Promise<void> {
  const roster = await demoRoster()
  const halden = await organizationIn(play, { id: newOrganizationId(), name: 'Halden Health Trust', slug: 'halden', isFirst: true })
  const fjord = await organizationIn(play, { id: newOrganizationId(), name: 'Fjord University', slug: 'fjord', isFirst: false })
  await aRunningCohort(play, halden, roster, today)
  await aSmallProgram(play, fjord, roster, today)
  await play.until(at(today, '08:00'))
}

/** Some working hours later, between eight and half past five on a working day. */
function nextMoment(now: Date, hours: number): Date {
  const later = new Date(now.getTime() + hours * 3_600_000 + 17 * 60_000)
  const day = dayIn(zone, later)
  if (isWorkingDay(day) && later >= at(day, '08:00') && later <= at(day, '17:30')) return later
  const next = later < at(day, '08:00') && isWorkingDay(day) ? day : addWorkingDays(day, 1)
  return new Date(at(next, '08:10').getTime() + (now.getTime() % 7) * 9 * 60_000)
}

const at = (day: string, time: string): Date => instantIn(zone, day, time)

interface House {
  readonly organizationId: string
  readonly administrator: Staff
  readonly coordinator: Staff
}

async function organizationIn(
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
async function aProgram(play: Play, house: House, name: string, purpose: string): Promise<string> {
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

/** Autumn runs since seven weeks; spring has its people and an arrangement that waits to be looked at. */
async function aRunningCohort(play: Play, house: House, roster: Roster, today: string): Promise<void> {
  await play.until(at(addDays(today, -84), '09:00'))
  const programId = await aProgram(play, house, 'Stepping Up', 'For people who take on their first team, or want to.')
  const autumn = await house.coordinator.call(createCohort, {
    programId,
    name: 'Autumn',
    startsOn: addDays(today, -56),
    endsOn: addDays(today, 126),
  })
  await bringIn(play, house, autumn.id, roster, share(roster, 0))
  await aDualRole(play, house, programId, autumn.id)
  await play.until(at(addDays(today, -70), '10:00'))
  await goOut(play, house, autumn.id)
  await everybodyReplies(play, house, autumn.id, today)
  await play.until(at(addDays(today, -54), '09:00'))
  const { version } = await house.coordinator.call(readCohort, { cohortId: autumn.id })
  await house.coordinator.call(changeCohort, { cohortId: autumn.id, state: 'running' }, { ifMatch: version })
  await sevenWeeks(play, house, autumn.id, today)

  await play.until(at(addDays(today, -6), '09:00'))
  const spring = await house.coordinator.call(createCohort, {
    programId,
    name: 'Spring',
    startsOn: addWorkingDays(today, 32),
    endsOn: addDays(today, 230),
  })
  await bringIn(play, house, spring.id, roster, share(roster, 1))
  await play.until(at(addDays(today, -1), '16:00'))
  await solved(play, house, spring.id)
}

/** Somebody who helps to run the program and mentors in it: wearing two hats, never staff on rows about themself. */
async function aDualRole(play: Play, house: House, programId: string, cohortId: string): Promise<void> {
  await play.as(house.organizationId, async ctx => {
    const mentor = (await participantsOfForSystem(ctx, cohortId)).find(participant => participant.role === 'mentor')
    if (mentor) await giveGrant(ctx, { personId: mentor.personId, relation: 'coordinator', scopeId: programId })
  })
}

/** The second organization: the same names of rooms and people's roles, other people. */
async function aSmallProgram(play: Play, house: House, roster: Roster, today: string): Promise<void> {
  const programId = await aProgram(play, house, 'Stepping Up', 'Students in their last year meet people from working life.')
  const cohort = await house.coordinator.call(createCohort, {
    programId,
    name: 'Spring',
    startsOn: addDays(today, 30),
    endsOn: addDays(today, 200),
  })
  await bringIn(play, house, cohort.id, roster, share(roster, 2).slice(0, 36))
}

/** A third of the roster, by turns, so that every part has mentors and mentees. */
const share = (roster: Roster, part: number): RosterRow[] => roster.rows.filter((_, n) => n % 3 === part)

/** The file goes the way that every file goes: dry run, look, confirmation. */
async function bringIn(play: Play, house: House, cohortId: string, roster: Roster, rows: readonly RosterRow[]): Promise<void> {
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
  await house.coordinator.call(confirmImport, { importId: received.id }, { ifMatch: dryRun.version })
  await play.settle()
}

/** A round over the cohort as it is; the answer is its latest arrangement. */
async function solved(play: Play, house: House, cohortId: string): Promise<string> {
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
  const started = await house.coordinator.call(startRound, { cohortId })
  await play.settle()
  const round = await house.coordinator.call(readRound, { roundId: started.id })
  if (!round.arrangementId) throw new Error(`the round of the demonstration is ${round.state}`)
  return round.arrangementId
}

async function goOut(play: Play, house: House, cohortId: string): Promise<void> {
  const arrangementId = await solved(play, house, cohortId)
  for (const part of ['unmatched', 'names', 'example'] as const) await house.coordinator.call(openReading, { arrangementId, part })
  const check = await house.coordinator.call(readPublicationCheck, { arrangementId })
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'Looked at together on Monday' }))
  const held = await house.coordinator.call(publish, { arrangementId, waivers })
  await play.until(new Date(Date.parse(held.publishesAt) + 60_000))
}

/** Most say yes within days, some say no and why, one pair stays silent until the clock ends it. */
async function everybodyReplies(play: Play, house: House, cohortId: string, today: string): Promise<void> {
  const proposals = await everyProposal(house, cohortId)
  for (const [n, proposal] of proposals.entries()) {
    if (n % 11 === 10) continue
    await play.until(nextMoment(play.clock.now, 2))
    const saysNo = n % 9 === 4
    await answer(
      play,
      house,
      proposal.mentor.personId,
      proposal.id,
      saysNo ? { answer: 'no', reason: 'not-now', line: 'A new ward opens in spring.' } : { answer: 'yes' },
    )
    await answer(play, house, proposal.mentee.personId, proposal.id, { answer: 'yes' })
  }
  await play.until(at(addDays(today, -55), '09:00'))
}

async function everyProposal(house: House, cohortId: string): Promise<ProposalView[]> {
  const rows: ProposalView[] = []
  for (let after: string | undefined; ; ) {
    const page = await house.coordinator.call(listProposals, { cohortId, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

type Answer = { readonly answer: 'yes' } | { readonly answer: 'no'; readonly reason: 'not-now'; readonly line: string }

async function answer(play: Play, house: House, personId: string, proposalId: string, given: Answer): Promise<void> {
  const call = await callerFor(play, house, personId)
  await call(reply, { proposalId, ...given }).catch(refusedIsFine)
  await play.settle()
}

/** A reply that came after the other side's no, or after the clock, is refused: that is how a season goes. */
function refusedIsFine(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'Refused') throw error
}

/** The typed client as a person who takes part, by a token of one hour. */
async function callerFor(play: Play, house: House, personId: string): Promise<Call> {
  const token = await play.as(house.organizationId, ctx =>
    giveAccessToken(ctx, personId, 'demonstration', new Date(ctx.now.getTime() + 3_600_000)),
  )
  return clientInProcess(play.app.fetch, play.origin(), token)
}

const firstLines = [
  'Hello, and thank you for taking the time. I have Tuesdays after three, or early on Thursdays.',
  'Good to meet you. Would next Tuesday at 15:30 suit? I will bring the two questions I keep putting off.',
  'I read what you hope to learn. Shall we start with one situation from this week?',
  'Thursday at eight works. Coffee by the east entrance?',
]

/** They write, most meet, one pair pauses. */
async function sevenWeeks(play: Play, house: House, cohortId: string, today: string): Promise<void> {
  const { rows } = await house.coordinator.call(listMentorships, { cohortId, limit: 100 })
  for (const [n, mentorship] of rows.entries()) {
    if (n === 11) continue
    await play.until(nextMoment(play.clock.now, 5))
    const mentor = await callerFor(play, house, mentorship.mentor.personId)
    const mentee = await callerFor(play, house, mentorship.mentee.personId)
    const { threadId } = await mentor(readMentorship, { mentorshipId: mentorship.id })
    await mentor(sendMessage, { threadId, text: firstLines[n % firstLines.length] ?? '' })
    await mentee(sendMessage, { threadId, text: firstLines[(n + 1) % firstLines.length] ?? '' })
    if (n !== 9) await mentee(noteFirstMeeting, { mentorshipId: mentorship.id, metOn: dayIn(zone, play.clock.now) })
    await play.settle()
  }
  const [, , paused, , ending] = rows
  if (!paused || !ending) return
  await play.until(at(addDays(today, -12), '11:00'))
  const rests = await callerFor(play, house, paused.mentee.personId)
  await rests(pauseMentorship, { mentorshipId: paused.id, untilOn: addDays(today, 16) })
  await play.until(at(addDays(today, -3), '16:00'))
  const leaves = await callerFor(play, house, ending.mentee.personId)
  const reason = 'I move to another town in the new year. It was good, and I would like to say thank you properly.'
  await leaves(chooseClosure, { mentorshipId: ending.id, manner: 'last-talk', reason })
}
