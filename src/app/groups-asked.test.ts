import { expect, test } from 'vitest'
import { createCohort } from '../cohort/contract.ts'
import { breachesOf } from '../kit/db/invariants.ts'
import { connected } from '../kit/db/roles.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { anAskedGroup } from '../matching/cast.ts'
import { decideGroup, listGroupsAsked } from '../matching/contract/group.ts'
import { listProposals, readProposal, withdrawProposal } from '../matching/contract/proposal.ts'
import { changePublicationSetting, listPublications, recallPublication } from '../matching/contract/publication.ts'
import { reply } from '../matching/contract/reply.ts'
import { listMentorships } from '../mentorship/contract.ts'
import { linksIn, mailsTo } from '../notification/cast.ts'
import { readHome } from '../today/contract.ts'
import { invariants } from './capabilities.ts'
import { aWorld, type House, type Person } from './cast.ts'

const four = ['Amina', 'Carl', 'Dana', 'Emil']

const world = await aWorld()
const { fjord } = world
const start = world.clock.now

/** One group of four, of whom three are enough, with what its people and its coordinator do and read; in a cohort of its own. */
async function aStory(asks: 'both' | 'mentor-first' = 'both') {
  world.clock.now = start
  const { ingrid, programId } = world.halden
  const cohort = await ingrid.call(createCohort, { programId, name: 'Groups', startsOn: '2027-03-01', endsOn: '2027-08-31' })
  await world.database.ownerPool.query(`update person set external_id = id::text, email = id || '@example.org' where name = any($1)`, [
    ['Bo', ...four],
  ])
  const halden: House = { ...world.halden, cohortId: cohort.id }
  await ingrid.call(changePublicationSetting, { programId, asks })
  const who = await anAskedGroup(world, halden, four)
  const person = (name: string): Person => {
    const found = who[name]
    if (!found) throw new Error(`no ${name}`)
    return found
  }
  const home = (name: string) => person(name).call(readHome, {})
  const own = async (name: string) => (await home(name)).proposals[0]
  const idOf = new Map<string, string>()
  for (const name of ['Bo', ...four]) idOf.set(name, (await own(name))?.id ?? '')
  const rows = async () => (await halden.ingrid.call(listProposals, { cohortId: halden.cohortId })).rows
  return {
    halden,
    person,
    home,
    own,
    rows,
    answer: async (name: string, answer: 'yes' | 'no') => {
      const proposalId = idOf.get(name) || ((await own(name))?.id ?? '')
      const input = answer === 'yes' ? { answer } : { answer, reason: 'not-now' as const }
      await person(name).call(reply, { proposalId, ...input })
      await world.settle()
    },
    states: async () => Object.fromEntries((await rows()).map(row => [row.mentee.name, row.state])),
    group: async () => (await halden.ingrid.call(listGroupsAsked, { cohortId: halden.cohortId })).rows[0],
    reasons: async (name: string) => (await mailsTo(world, halden.organizationId, person(name).id)).map(mail => mail.reason),
    last: async (name: string) => (await mailsTo(world, halden.organizationId, person(name).id)).at(-1),
    begun: async () => (await halden.ingrid.call(listMentorships, { cohortId: halden.cohortId })).rows,
    places: async () =>
      (await world.database.ownerPool.query('select count(*)::int as taken from place where cohort_id = $1', [halden.cohortId])).rows[0]
        .taken,
    later: async (at: string) => {
      world.clock.now = new Date(at)
      await world.settle()
    },
    holds: async () => expect(await connected(world.database.installation.owner, owner => breachesOf(invariants, owner))).toEqual([]),
  }
}

test('a group goes out with one mail each and one place for whoever leads it, and nobody reads another’s answer', async () => {
  const { halden, person, own, answer, reasons, last, rows, states, group, places, holds } = await aStory()
  for (const name of ['Bo', ...four]) expect(await reasons(name)).toEqual(['matching.proposed'])
  expect((await last('Bo'))?.text).toContain('we suggest that you lead a group: Amina, Carl, Dana, and Emil')
  expect((await last('Amina'))?.text).toContain('we suggest a group to you that Bo would lead')
  expect((await last('Amina'))?.text).not.toContain('Carl')
  expect(await places()).toBe(1)
  expect((await own('Bo'))?.group).toMatchObject({ leads: true, smallest: 3, members: four.map(name => ({ name })) })
  const before = await own('Amina')
  expect(before?.group).toMatchObject({ leads: false, smallest: 3, isShort: false, members: [] })
  const page = await world.browser().open(linksIn(await last('Bo'))[0] ?? '')
  for (const name of four) expect(page.text).toContain(name)
  await answer('Bo', 'yes')
  await answer('Carl', 'yes')
  expect(await own('Amina')).toEqual(before)
  expect(await states()).toEqual({ Amina: 'proposed', Carl: 'proposed', Dana: 'proposed', Emil: 'proposed' })
  expect((await rows()).map(({ mentor }) => mentor.answer)).toEqual(['yes', 'yes', 'yes', 'yes'])
  expect(await group()).toMatchObject({ leader: { name: 'Bo' }, state: 'asked', asked: 4, yes: 1, open: 3, leaderAnswer: 'yes' })
  expect(await refusalOf(fjord.ingrid.call(listGroupsAsked, { cohortId: halden.cohortId }))).toBe('not_found')
  expect(await refusalOf(person('Bo').call(listGroupsAsked, { cohortId: halden.cohortId }))).toBe('not_permitted')
  const groupId = (await group())?.id ?? ''
  const decision = { groupId, decision: 'dissolve' as const, reason: 'A test' }
  expect(await refusalOf(fjord.ingrid.call(decideGroup, decision))).toBe('not_found')
  expect(await refusalOf(halden.ingrid.call(decideGroup, decision))).toBe('group_not_short')
  await holds()
})

test('a member’s no closes nothing for others and tells nobody; late silence neither', async () => {
  const { halden, answer, reasons, states, begun, later, home, holds, person, own, last } = await aStory()
  const link = linksIn(await last('Bo'))[0] ?? ''
  await answer('Amina', 'no')
  await later('2027-02-01T10:45:00Z')
  expect((await world.browser().open(link)).text).toContain('Would you like to lead a group?')
  await answer('Bo', 'yes')
  const asked = await own('Bo')
  await later('2027-02-01T11:00:00Z')
  expect(await states()).toMatchObject({ Amina: 'declined', Carl: 'proposed' })
  expect(await reasons('Bo')).toEqual(['matching.proposed'])
  expect(await own('Bo')).toEqual(asked)
  for (const name of ['Carl', 'Dana']) await answer(name, 'yes')
  expect(await begun()).toEqual([])
  await answer('Emil', 'yes')
  expect((await begun())[0]?.group?.mentees.map(({ name }) => name)).toEqual(['Carl', 'Dana', 'Emil'])
  expect((await home('Bo')).proposals).toEqual([])
  expect(await refusalOf(person('Carl').call(readProposal, { proposalId: (await own('Bo'))?.id ?? halden.programId }))).toBe('not_found')
  await holds()
})

test('when time is up with too few, nobody begins, all hear kindly, and the coordinator lets it go on smaller', async () => {
  const { halden, answer, last, reasons, states, group, begun, later, own, home, person, holds } = await aStory()
  for (const name of ['Bo', 'Amina', 'Carl']) await answer(name, 'yes')
  await later('2027-02-04T18:30:00Z')
  expect(await reasons('Bo')).toEqual(['matching.proposed'])
  expect((await last('Dana'))?.reason).toBe('matching.reminder')
  await later('2027-02-16T08:00:00Z')
  expect(await states()).toEqual({ Amina: 'proposed', Carl: 'proposed', Dana: 'expired', Emil: 'expired' })
  expect(await group()).toMatchObject({ state: 'short', yes: 2, may: { goOn: true, dissolve: true }, hearBy: '2027-02-23' })
  expect(await begun()).toEqual([])
  expect((await last('Amina'))?.text).toContain('smaller than we planned. You hear by Tuesday, February 23')
  expect((await last('Bo'))?.text).toContain('You said yes to leading a group')
  expect((await last('Dana'))?.reason).toBe('matching.over')
  expect(await own('Amina')).toMatchObject({ state: 'proposed', hearBy: '2027-02-23', group: { isShort: true } })
  expect((await home('Amina')).hats).toMatchObject([{ standing: 'answered' }])
  await holds()
  const groupId = (await group())?.id ?? ''
  expect(await refusalOf(person('Bo').call(decideGroup, { groupId, decision: 'go-on', reason: 'I' }))).toBe('not_permitted')
  const decided = await halden.ingrid.call(decideGroup, { groupId, decision: 'go-on', reason: 'They would rather begin' })
  expect(decided).toMatchObject({ state: 'begun', yes: 2 })
  await world.settle()
  expect((await begun())[0]?.group?.mentees.map(({ name }) => name)).toEqual(['Amina', 'Carl'])
  await holds()
})

test('dissolved, its members come first, as whoever lost a place through somebody else', async () => {
  const { halden, answer, last, states, group, begun, home, places, holds } = await aStory()
  for (const name of ['Bo', 'Amina', 'Carl']) await answer(name, 'yes')
  for (const name of ['Dana', 'Emil']) await answer(name, 'no')
  expect(await group()).toMatchObject({ state: 'short', yes: 2 })
  const groupId = (await group())?.id ?? ''
  await halden.ingrid.call(decideGroup, { groupId, decision: 'dissolve', reason: 'Too few' })
  await world.settle()
  expect(await states()).toEqual({ Amina: 'withdrawn', Carl: 'withdrawn', Dana: 'declined', Emil: 'declined' })
  for (const name of ['Amina', 'Carl', 'Bo']) expect((await last(name))?.text).toContain('The place that we suggested to you has changed')
  expect([await places(), await begun()]).toEqual([0, []])
  for (const name of ['Amina', 'Carl']) expect((await home(name)).hats).toMatchObject([{ standing: 'waiting', comesFirst: true }])
  await holds()
})

test('a leader’s no counts after half an hour: every member hears that the place has changed, and never who', async () => {
  const { answer, last, states, later, home, places, reasons, holds } = await aStory()
  for (const name of ['Amina', 'Carl', 'Dana']) await answer(name, 'yes')
  await answer('Bo', 'no')
  expect(await states()).toMatchObject({ Amina: 'proposed' })
  await later('2027-02-01T11:00:00Z')
  expect(await states()).toEqual({ Amina: 'declined', Carl: 'declined', Dana: 'declined', Emil: 'declined' })
  for (const name of four) {
    expect((await last(name))?.reason).toBe('matching.changed')
    expect((await last(name))?.text).not.toContain('Bo')
    expect((await home(name)).hats).toMatchObject([{ comesFirst: true }])
  }
  expect(await reasons('Bo')).toEqual(['matching.proposed'])
  expect((await home('Bo')).hats).toMatchObject([{ standing: 'resting' }])
  expect(await places()).toBe(0)
  await holds()
})

test('a silent leader is reminded once; then the time is over for all of it', async () => {
  const { answer, last, states, later, reasons, home, holds } = await aStory()
  for (const name of ['Amina', 'Carl', 'Dana']) await answer(name, 'yes')
  await later('2027-02-04T18:30:00Z')
  expect(await reasons('Bo')).toEqual(['matching.proposed', 'matching.reminder'])
  expect((await last('Bo'))?.text).toContain('Amina, Carl, Dana, and Emil')
  await later('2027-02-16T08:00:00Z')
  expect(await states()).toEqual({ Amina: 'expired', Carl: 'expired', Dana: 'expired', Emil: 'expired' })
  expect((await last('Bo'))?.reason).toBe('matching.over')
  expect([(await last('Amina'))?.reason, (await last('Emil'))?.reason]).toEqual(['matching.changed', 'matching.over'])
  expect((await home('Amina')).hats).toMatchObject([{ comesFirst: true }])
  await holds()
})

test('where the mentor is asked first, members are asked by the leader’s yes', async () => {
  const { answer, reasons, own, group, begun, holds } = await aStory('mentor-first')
  expect([await reasons('Bo'), await reasons('Amina')]).toEqual([['matching.proposed'], []])
  expect(await own('Amina')).toBeUndefined()
  await answer('Bo', 'yes')
  for (const name of four) expect(await reasons(name)).toEqual(['matching.proposed'])
  for (const name of ['Amina', 'Carl', 'Dana']) await answer(name, 'yes')
  expect(await group()).toMatchObject({ state: 'begun', yes: 3, open: 1 })
  expect(await begun()).toHaveLength(1)
  await holds()
})

test('one member is taken back by a coordinator, or all of it: nobody else hears of the one', async () => {
  const { halden, answer, rows, reasons, group, holds } = await aStory()
  const ofEmil = (await rows()).find(({ mentee }) => mentee.name === 'Emil')
  await halden.ingrid.call(withdrawProposal, { proposalId: ofEmil?.id ?? '', reason: 'Moved' })
  await world.settle()
  expect([await reasons('Bo'), await reasons('Amina')]).toEqual([['matching.proposed'], ['matching.proposed']])
  expect(await reasons('Emil')).toContain('matching.changed')
  await answer('Bo', 'yes')
  const [publication] = (await halden.ingrid.call(listPublications, { cohortId: halden.cohortId })).rows
  await halden.ingrid.call(recallPublication, { publicationId: publication?.id ?? '', reason: 'A test' })
  world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000)
  await world.settle()
  expect(await group()).toMatchObject({ state: 'dissolved' })
  for (const name of ['Bo', 'Amina']) expect((await reasons(name)).filter(reason => reason === 'matching.changed')).toHaveLength(1)
  await holds()
  expect(world.bugs).toEqual([])
})
