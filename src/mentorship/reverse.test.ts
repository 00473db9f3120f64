import { expect, test } from 'vitest'
import { aWorld } from '../app/cast.ts'
import { refusalOf } from '../kit/testing/client.ts'
import { aCohortOfPersons, aPublishedRound } from '../matching/cast.ts'
import { listProposals, readProposal } from '../matching/contract/proposal.ts'
import { reply } from '../matching/contract/reply.ts'
import { sendMessage } from '../message/contract.ts'
import { mailsTo } from '../notification/cast.ts'
import { changeProgram, type Format, readProgram } from '../program/contract.ts'
import { listMentorships, readMentorship } from './contract.ts'

const world = await aWorld()
const { halden } = world
const { programId, cohortId, organizationId, ingrid } = halden

const meet = async (format: Format) => {
  const { version } = await ingrid.call(readProgram, { programId })
  return ingrid.call(changeProgram, { programId, format }, { ifMatch: version })
}

expect((await meet('reverse')).format).toBe('reverse')
const { Amina: director, Bo: newcomer } = await aCohortOfPersons(world, halden, [
  { name: 'Amina', role: 'mentee', wants: ['negotiation', 'speaking'] },
  { name: 'Bo', role: 'mentor', offers: ['negotiation', 'speaking'] },
])
if (!director || !newcomer) throw new Error('nobody')

test('who mentors whom changes as often as one likes until somebody was proposed, then never', async () => {
  expect((await meet('one-to-one')).format).toBe('one-to-one')
  expect(await meet('reverse')).toMatchObject({ format: 'reverse', may: { changeFormat: true } })
  await aPublishedRound(world, halden)
  const settled = await ingrid.call(readProgram, { programId })
  expect(settled).toMatchObject({ format: 'reverse', may: { changeFormat: { code: 'format_settled' } } })
  expect(await refusalOf(meet('one-to-one'))).toBe('format_settled')
  expect(
    (await ingrid.call(changeProgram, { programId, format: 'reverse', purpose: 'Look up.' }, { ifMatch: settled.version })).purpose,
  ).toBe('Look up.')
})

test('both are asked in the words of a reverse program, by mail and on the page behind it', async () => {
  const [toNewcomer] = (await mailsTo(world, organizationId, newcomer.id)).slice(-1)
  const [toDirector] = (await mailsTo(world, organizationId, director.id)).slice(-1)
  expect(toNewcomer?.text).toContain(
    'you are the mentor and people with more rank or years learn from you. We suggest that you mentor Amina.',
  )
  expect(toDirector?.text).toContain('you are the one who learns. We suggest Bo as your mentor.')
  const page = async (text: string | undefined) => {
    const path = /https?:\/\/[^/\s]+(\/halden\/a\/\S+)/.exec(text ?? '')?.[1] ?? ''
    return (await world.browser().open(path)).text
  }
  expect(await page(toNewcomer?.text)).toContain('You are the mentor here, whatever rank Amina has')
  expect(await page(toDirector?.text)).toContain('You are the one who learns here: Bo chooses what to show')
})

test('once both agree, the senior one writes first and nobody junior has to chase', async () => {
  const [proposal] = (await ingrid.call(listProposals, { cohortId })).rows
  for (const one of [director, newcomer]) await one.call(reply, { proposalId: proposal?.id ?? '', answer: 'yes' })
  expect(await director.call(readProposal, { proposalId: proposal?.id ?? '' })).toMatchObject({ side: 'mentee', opens: true })
  await world.settle()
  expect((await mailsTo(world, organizationId, director.id)).at(-1)?.text).toContain('Please write first, by Thursday, February 4')
  expect((await mailsTo(world, organizationId, newcomer.id)).at(-1)?.text).toContain('If you like, note one thing that you could show.')
  const mentorshipId = (await ingrid.call(listMentorships, { cohortId })).rows[0]?.id ?? ''
  const asDirector = await director.call(readMentorship, { mentorshipId })
  const asNewcomer = await newcomer.call(readMentorship, { mentorshipId })
  expect(asDirector).toMatchObject({ format: 'reverse', side: 'mentee', next: 'write-first' })
  expect(asNewcomer).toMatchObject({ format: 'reverse', side: 'mentor', next: 'hear-first' })
  await director.call(sendMessage, { threadId: asDirector.threadId, text: 'Tuesday or Thursday?' })
  expect(await newcomer.call(readMentorship, { mentorshipId })).toMatchObject({ next: 'find-a-time', opens: false })
})

test('nothing above was a defect of ours', () => expect(world.bugs).toEqual([]))
