import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { chooseClosure } from '../closure/contract.ts'
import { changeCohort, readCohort } from '../cohort/contract.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { readAlternative } from '../matching/contract/alternatives.ts'
import { listProposals } from '../matching/contract/proposal.ts'
import { reply, takeUpAgain } from '../matching/contract/reply.ts'
import { readHome } from './contract.ts'

// Amina may have two mentors and was asked about both; her home tells the two apart in every state.

const world = await aWorld()
const { halden } = world
const { ingrid, cohortId } = halden
const { version } = await ingrid.call(readCohort, { cohortId })
await ingrid.call(changeCohort, { cohortId, mentorsPerMentee: 2 }, { ifMatch: version })
const who = await aCohortOfPersons(world, halden, [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
  { name: 'Dana', role: 'mentor', offers: ['speaking'] },
])
const round = await aPublishedRound(world, halden)

const home = async () => {
  const { hats, proposals, mentorships } = (await who['Amina']?.call(readHome, {})) ?? { hats: [], proposals: [], mentorships: [] }
  const [hat] = hats
  return {
    standing: hat?.standing,
    mentors: hat?.mentors,
    comesFirst: hat?.comesFirst,
    asked: proposals.map(({ partner }) => partner.name).sort(),
    with: mentorships.map(({ partner, state }) => `${partner?.name} ${state}`).sort(),
    participantId: hat?.participantId ?? '',
  }
}
const answer = async (name: string, mentor: string, said: 'yes' | 'no') => {
  const { rows } = await ingrid.call(listProposals, { cohortId })
  const proposalId = rows.find(row => row.mentor.name === mentor)?.id ?? ''
  await who[name]?.call(reply, { proposalId, ...(said === 'yes' ? { answer: 'yes' } : { answer: 'no', reason: 'not-this-person' }) })
  await world.settle()
}

test('asked about both, then with one and asked about the other, then with both', async () => {
  expect(await home()).toMatchObject({ standing: 'proposed', asked: ['Bo', 'Dana'], with: [] })
  await answer('Amina', 'Bo', 'yes')
  await answer('Bo', 'Bo', 'yes')
  expect(await home()).toMatchObject({ standing: 'proposed', asked: ['Dana'], with: ['Bo active'] })
  await answer('Amina', 'Dana', 'yes')
  expect(await home()).toMatchObject({ standing: 'answered', asked: ['Dana'], with: ['Bo active'] })
  await answer('Dana', 'Dana', 'yes')
  expect(await home()).toMatchObject({
    standing: 'together',
    asked: [],
    with: ['Bo active', 'Dana active'],
    mentors: { held: 2, wished: 2, most: 2, looksForAnother: false },
  })
})

test('when one of the two is over she has the other, and another one is looked for only when she says so', async () => {
  const { mentorships } = (await who['Amina']?.call(readHome, {})) ?? { mentorships: [] }
  const withDana = mentorships.find(({ partner }) => partner?.name === 'Dana')
  await who['Amina']?.call(chooseClosure, { mentorshipId: withDana?.id ?? '', manner: 'without' })
  world.clock.now = new Date(world.clock.now.getTime() + 60 * 86_400_000)
  await world.settle()
  const one = await home()
  expect(one).toMatchObject({ standing: 'together', with: ['Bo active', 'Dana closed'], comesFirst: false })
  expect(one.mentors).toEqual({ held: 1, wished: 1, most: 2, looksForAnother: false })
  await who['Amina']?.call(takeUpAgain, { participantId: one.participantId, capacity: 2 })
  expect((await home()).mentors).toEqual({ held: 1, wished: 2, most: 2, looksForAnother: true })
  await who['Amina']?.call(takeUpAgain, { participantId: one.participantId, capacity: 1 })
  expect((await home()).mentors).toEqual({ held: 1, wished: 1, most: 2, looksForAnother: false })
})

test('whatever comes first, nobody has one mentor twice or more than they may have', async () => {
  for (const first of ['matched', 'total', 'fairest', 'stable'] as const) {
    const { way } = await ingrid.call(readAlternative, { arrangementId: round.arrangementId ?? '', first })
    expect([first, way.pairs, way.menteesPlaced, way.menteesMoved]).toEqual([first, 2, 1, 0])
  }
})

test('nothing above was a defect of ours', () => expect(world.bugs).toEqual([]))
