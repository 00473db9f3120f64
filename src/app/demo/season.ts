/**
 * The demonstration: two organizations, the larger in mid-season, lived through the product's own doors with a clock that is moved by hand.
 * Nothing is written past a command, so everything that is shown has passed every gate: dates, capacities, replies, mails, histories.
 */

import { chooseClosure } from '../../closure/contract.ts'
import { changeCohort, createCohort, readCohort } from '../../cohort/contract.ts'
import { addDays, addWorkingDays, dayIn } from '../../kit/time/time.ts'
import { listMentorships, noteFirstMeeting, pauseMentorship, readMentorship } from '../../mentorship/contract.ts'
import { sendMessage } from '../../message/contract.ts'
import { participantsOfForSystem } from '../../participant/queries.ts'
import { giveGrant } from '../../person/commands/person.ts'
import type { Play } from '../play.ts'
import {
  answer,
  aProgram,
  at,
  bringIn,
  callerFor,
  everyProposal,
  goOut,
  type House,
  nextMoment,
  organizationIn,
  solved,
  zone,
} from './acts.ts'
import { demoRoster, type Roster, type RosterRow } from './people.ts'

/** Everything that is in the demonstration happened when this resolves; `play` stands at the given day. */
export async function liveTheSeason(play: Play, today: string, newOrganizationId: () => string): Promise<void> {
  const roster = await demoRoster()
  const halden = await organizationIn(play, { id: newOrganizationId(), name: 'Halden Health Trust', slug: 'halden', isFirst: true })
  const fjord = await organizationIn(play, { id: newOrganizationId(), name: 'Fjord University', slug: 'fjord', isFirst: false })
  await aRunningCohort(play, halden, roster, today)
  await aSmallProgram(play, fjord, roster, today)
  await play.until(at(today, '08:00'))
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
    const mentee = await callerFor(play, house, mentorship.mentee?.personId ?? '')
    const { threadId } = await mentor(readMentorship, { mentorshipId: mentorship.id })
    await mentor(sendMessage, { threadId, text: firstLines[n % firstLines.length] ?? '' })
    await mentee(sendMessage, { threadId, text: firstLines[(n + 1) % firstLines.length] ?? '' })
    if (n !== 9) await mentee(noteFirstMeeting, { mentorshipId: mentorship.id, metOn: dayIn(zone, play.clock.now) })
    await play.settle()
  }
  const [, , paused, , ending] = rows
  if (!paused || !ending) return
  await play.until(at(addDays(today, -12), '11:00'))
  const rests = await callerFor(play, house, paused.mentee?.personId ?? '')
  await rests(pauseMentorship, { mentorshipId: paused.id, untilOn: addDays(today, 16) })
  await play.until(at(addDays(today, -3), '16:00'))
  const leaves = await callerFor(play, house, ending.mentee?.personId ?? '')
  const reason = 'I move to another town in the new year. It was good, and I would like to say thank you properly.'
  await leaves(chooseClosure, { mentorshipId: ending.id, manner: 'last-talk', reason })
}
