import { expect, test } from 'vitest'
import { aWorld } from '../../app/cast.ts'
import { changeCohort, readCohort } from '../../cohort/contract.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { mailsTo } from '../../notification/cast.ts'
import { aCohortOfPersons, aPublishedRound, aSolvedRound, type Someone } from '../cast.ts'
import { type ArrangementView, changeArrangement, compareArrangements, readArrangement } from '../contract/arrangement.ts'
import { readPair, readPrices, readSecondLooks, readSheet } from '../contract/price.ts'
import { closeTalk, listProposals, readProposal } from '../contract/proposal.ts'
import { openReading, publish, readPublicationCheck } from '../contract/publication.ts'
import { askTalk, reply, takeUpAgain } from '../contract/reply.ts'
import { discardRound, readRound } from '../contract/round.ts'

// A mentee may have two mentors and four places are there: Amina has two, Carl would like one, and Eva has one of the two that she may have.

const world = await aWorld()
const { halden, fjord } = world
const { ingrid, cohortId, organizationId } = halden
const people: readonly Someone[] = [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Carl', role: 'mentee', wants: ['planning'], mentors: 1 },
  { name: 'Eva', role: 'mentee', wants: ['planning', 'writing'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
  { name: 'Dana', role: 'mentor', offers: ['planning', 'writing'], capacity: 2 },
  { name: 'Finn', role: 'mentor', offers: ['speaking', 'coaching'] },
]
const who = await aCohortOfPersons(world, halden, people)
await aCohortOfPersons(world, fjord, people)
const give = async (mentorsPerMentee: number) => {
  const { version } = await ingrid.call(readCohort, { cohortId })
  return ingrid.call(changeCohort, { cohortId, mentorsPerMentee }, { ifMatch: version })
}

const told = ({ people: { mentees, mentors }, pairs }: ArrangementView) => {
  const name = (id: string) => [...mentees, ...mentors].find(one => one.id === id)?.name
  return pairs.map(({ menteeId, mentorId }) => `${name(menteeId)} ${name(mentorId)}`).sort()
}
const idIn = (view: ArrangementView, name: string) =>
  [...view.people.mentees, ...view.people.mentors].find(one => one.name === name)?.id ?? ''
const viewOf = (arrangementId: string | null) => ingrid.call(readArrangement, { arrangementId: arrangementId ?? '' })
const proposalOf = async (mentee: string, mentor: string) => {
  const { rows } = await ingrid.call(listProposals, { cohortId })
  return rows.find(row => row.mentee.name === mentee && row.mentor.name === mentor)
}
const answer = async (name: string, mentee: string, mentor: string, input: { answer: 'yes' } | { answer: 'no'; reason: 'not-now' }) =>
  who[name]?.call(reply, { proposalId: (await proposalOf(mentee, mentor))?.id ?? '', ...input })
const halfAnHour = async () => {
  world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000)
  await world.settle()
}

test('as long as the cohort gives one mentor, everybody has one', async () => {
  const round = await aSolvedRound(world, halden)
  const view = await viewOf(round.arrangementId)
  expect(told(view)).toEqual(['Amina Bo', 'Carl Dana', 'Eva Dana'])
  expect(view.counts).toMatchObject({ menteesUnplaced: 0, menteesWithFewer: 0 })
  await ingrid.call(discardRound, { roundId: round.id })
  expect(await refusalOf(give(6))).toBe('wrong_answers')
  expect((await give(2)).mentorsPerMentee).toBe(2)
})

test('everybody has a first one before anybody has a second, nobody has more than they would like, and who has fewer is told', async () => {
  const round = await aSolvedRound(world, halden)
  const view = await viewOf(round.arrangementId)
  expect(told(view)).toEqual(['Amina Bo', 'Amina Finn', 'Carl Dana', 'Eva Dana'])
  expect(view.people.mentees.map(({ name, wanted }) => `${name} ${wanted}`).sort()).toEqual(['Amina 2', 'Carl 1', 'Eva 2'])
  expect(view.counts).toMatchObject({ pairs: 4, mentees: 3, menteesPlaced: 3, menteesUnplaced: 0, menteesWithFewer: 1 })
  const sheet = await ingrid.call(readSheet, { arrangementId: view.id })
  expect(sheet.rows.filter(({ mentee }) => mentee === 'Amina').map(({ mentor }) => mentor)).toEqual(['Finn', 'Bo'])
  expect(sheet.unplaced).toEqual([])
  await ingrid.call(discardRound, { roundId: round.id })
})

test('each pair of somebody with two mentors has its own price, its own other look and its own lock', async () => {
  const round = await aSolvedRound(world, halden)
  const first = await viewOf(round.arrangementId)
  const ids = (mentor: string) => ({ menteeId: idIn(first, 'Amina'), mentorId: idIn(first, mentor) })
  const withFinn = await ingrid.call(readPair, { arrangementId: first.id, ...ids('Finn') })
  expect(withFinn).toMatchObject({ state: 'matched', price: { act: 'forbid', possible: true, menteesLost: 0 } })
  expect(withFinn.price.moves.map(({ mentee, from, to }) => [mentee?.name, from?.name, to?.name])).toEqual([
    ['Amina', 'Finn', undefined],
    ['Eva', undefined, 'Finn'],
  ])
  const prices = await ingrid.call(readPrices, { arrangementId: first.id, menteeId: ids('Bo').menteeId })
  expect(prices.rows.map(({ mentor }) => mentor.name)).toEqual(['Dana'])
  const looks = await ingrid.call(readSecondLooks, { arrangementId: first.id, mentees: [ids('Bo').menteeId] })
  expect(looks.rows.map(({ mentor }) => mentor.name).sort()).toEqual(['Bo', 'Finn'])

  const kept = await ingrid.call(changeArrangement, {
    arrangementId: first.id,
    act: 'lock',
    ...ids('Finn'),
    reason: 'They know each other',
  })
  const both = await ingrid.call(changeArrangement, { arrangementId: kept.id, act: 'lock', ...ids('Bo'), reason: 'And these' })
  expect((await viewOf(both.id)).pairs.filter(({ locked }) => locked)).toHaveLength(2)
  const third = ids('Dana')
  expect(await ingrid.call(readPair, { arrangementId: both.id, ...third })).toMatchObject({ state: 'open', price: { possible: false } })
  expect(await refusalOf(ingrid.call(changeArrangement, { arrangementId: both.id, act: 'take', ...third, reason: 'A third' }))).toBe(
    'locked_twice',
  )
  const freed = await ingrid.call(changeArrangement, { arrangementId: both.id, act: 'put-back', ...ids('Finn') })
  const taken = await ingrid.call(changeArrangement, { arrangementId: freed.id, act: 'take', ...third, reason: 'Dana instead' })
  const after = await viewOf(taken.id)
  // nobody loses their first mentor for it: Dana's other place stays, and whoever had it goes to Finn
  expect(told(after).filter(pair => pair.startsWith('Amina'))).toEqual(['Amina Bo', 'Amina Dana'])
  expect(after.counts.menteesUnplaced).toBe(0)
  const again = await ingrid.call(readSecondLooks, { arrangementId: taken.id, mentees: [ids('Bo').menteeId] })
  expect(again.rows.map(({ mentor, instead }) => [mentor.name, instead?.mentor.name]).sort()).toEqual([
    ['Bo', undefined],
    ['Dana', 'Finn'],
  ])
  const compared = await ingrid.call(compareArrangements, { arrangementId: first.id, with: taken.id })
  expect(compared.moves.filter(({ mentee }) => mentee === 'Amina').map(({ from, to }) => [from?.mentor, to?.mentor])).toEqual([
    ['Finn', 'Dana'],
  ])
  const parted = await ingrid.call(changeArrangement, { arrangementId: taken.id, act: 'exclude', ...ids('Bo'), reason: 'Not these' })
  expect(told(await viewOf(parted.id))).not.toContain('Amina Bo')
  let last = parted.id
  for (const mentor of ['Bo', 'Dana'])
    last = (await ingrid.call(changeArrangement, { arrangementId: last, act: 'put-back', ...ids(mentor) })).id
  expect(told(await viewOf(last))).toEqual(told(first))
  await ingrid.call(discardRound, { roundId: round.id })
})

test('what somebody has said since the round is looked at again: nobody is asked about more than they would like', async () => {
  const round = await aSolvedRound(world, halden)
  const arrangementId = round.arrangementId ?? ''
  const { people: known } = await viewOf(arrangementId)
  const participantId = known.mentees.find(({ name }) => name === 'Amina')?.id ?? ''
  await who['Amina']?.call(takeUpAgain, { participantId, capacity: 1 })
  expect((await ingrid.call(readRound, { roundId: round.id })).changedSince.rows).toEqual([
    { participantId, name: 'Amina', change: 'capacity', role: 'mentee' },
  ])
  const check = await ingrid.call(readPublicationCheck, { arrangementId })
  expect(check.conflicts.map(({ sentence }) => sentence)).toEqual(['Amina would like 1 more mentor and would be asked about 2.'])
  const waivers = check.points.filter(({ open }) => open).map(({ point }) => ({ point, line: 'A test' }))
  expect(await refusalOf(ingrid.call(publish, { arrangementId, waivers }))).toBe('mentee_full')
  expect(await refusalOf(who['Amina']?.call(takeUpAgain, { participantId, capacity: 6 }) ?? Promise.resolve())).toBe('mentors_out_of_range')
  await who['Amina']?.call(takeUpAgain, { participantId, capacity: 2 })
  expect((await ingrid.call(readPublicationCheck, { arrangementId })).conflicts).toEqual([])
  const read = await ingrid.call(openReading, { arrangementId, part: 'names' })
  expect(read.people.find(({ name }) => name === 'Amina')?.with.toSorted()).toEqual(['Bo', 'Finn'])
  await ingrid.call(discardRound, { roundId: round.id })
})

test('one mail asks about both, each is answered on its own, and a no to one leaves the other', async () => {
  await aPublishedRound(world, halden)
  const asked = (await mailsTo(world, organizationId, who['Amina']?.id ?? '')).filter(({ reason }) => reason === 'matching.proposed')
  expect(asked).toHaveLength(1)
  expect(asked[0]?.subject).toBe('2 people for you in Stepping Up')
  for (const mentor of ['Bo', 'Finn']) await who['Amina']?.call(askTalk, { proposalId: (await proposalOf('Amina', mentor))?.id ?? '' })
  const { talks } = await ingrid.call(listProposals, { cohortId })
  expect(talks.map(({ name, cause }) => [name, cause])).toEqual([
    ['Amina', 'asked'],
    ['Amina', 'asked'],
  ])
  for (const talk of talks) await ingrid.call(closeTalk, { talkId: talk.id })
  for (const mentor of ['Bo', 'Finn']) expect(await proposalOf('Amina', mentor)).toMatchObject({ state: 'proposed', waitsForTalk: false })
  const stopped = await world.database.ownerPool.query('select count(*)::int as count from proposal where stopped_at is not null')
  expect(stopped.rows).toEqual([{ count: 0 }])
  await answer('Amina', 'Amina', 'Bo', { answer: 'yes' })
  await answer('Bo', 'Amina', 'Bo', { answer: 'yes' })
  expect((await proposalOf('Amina', 'Finn'))?.state).toBe('proposed')
  await answer('Finn', 'Amina', 'Finn', { answer: 'no', reason: 'not-now' })
  await halfAnHour()
  expect((await proposalOf('Amina', 'Bo'))?.state).toBe('accepted')
  expect((await proposalOf('Amina', 'Finn'))?.state).toBe('declined')
  const [changed] = (await mailsTo(world, organizationId, who['Amina']?.id ?? '')).filter(({ reason }) => reason === 'matching.changed')
  expect(changed?.text).toContain('What you have with your other mentor, or were asked about, stays as it is.')
  expect(changed?.text).not.toContain('you come first')
  const own = await who['Amina']?.call(readProposal, { proposalId: (await proposalOf('Amina', 'Finn'))?.id ?? '' })
  expect(own).toMatchObject({ state: 'changed', hasAnother: true })
  expect((await ingrid.call(listProposals, { cohortId })).promised).toBe(null)
})

test('whoever says not now to one of two is not made to rest: they have the other, and nobody else is suggested', async () => {
  await give(3)
  await answer('Eva', 'Eva', 'Dana', { answer: 'yes' })
  await answer('Dana', 'Eva', 'Dana', { answer: 'yes' })
  await answer('Carl', 'Carl', 'Dana', { answer: 'no', reason: 'not-now' })
  await halfAnHour()
  const view = await viewOf((await aSolvedRound(world, halden)).arrangementId)
  // Carl, who had nobody else, rests; Amina and Eva have one each and are looked for only when they say so
  expect(view.people.mentees.map(({ name, wanted, comesFirst }) => [name, wanted, comesFirst]).sort()).toEqual([
    ['Amina', 1, false],
    ['Eva', 1, false],
  ])
  expect(told(view)).toEqual(['Amina Bo', 'Eva Dana'])
  await ingrid.call(discardRound, { roundId: view.roundId })
})

test('a mentee with one of two is looked for again when she wishes, once, and keeps whom she has', async () => {
  const round = await aSolvedRound(world, halden)
  const participantId = idIn(await viewOf(round.arrangementId), 'Eva')
  await ingrid.call(discardRound, { roundId: round.id })
  expect(await refusalOf(who['Amina']?.call(takeUpAgain, { participantId, capacity: 2 }) ?? Promise.resolve())).toBe('not_found')
  await who['Eva']?.call(takeUpAgain, { participantId, capacity: 2 })
  world.clock.now = new Date(world.clock.now.getTime() + 60_000)
  const finn = (await proposalOf('Amina', 'Finn'))?.mentor.participantId ?? ''
  await who['Finn']?.call(takeUpAgain, { participantId: finn, capacity: 1 })
  await aPublishedRound(world, halden)
  const proposals = (await ingrid.call(listProposals, { cohortId })).rows.filter(({ state }) => state === 'proposed')
  expect(proposals.map(({ mentee, mentor }) => [mentee.name, mentor.name])).toEqual([['Eva', expect.any(String)]])
  const other = proposals[0]?.mentor.name ?? ''
  await answer('Eva', 'Eva', other, { answer: 'no', reason: 'not-now' })
  await halfAnHour()
  const view = await viewOf((await aSolvedRound(world, halden)).arrangementId)
  expect(view.people.mentees.find(({ name }) => name === 'Eva')).toMatchObject({ wanted: 1, left: null })
  expect(told(view)).toContain('Eva Dana')
})

test('nothing above was a defect of ours', () => expect(world.bugs).toEqual([]))
