/** How each operation that takes words comes into a state in which it takes some, by `operationId`, for tests that try many words. */
import { listClosures, takeBackClosure } from '../../closure/contract.ts'
import { createCohort, readCohort } from '../../cohort/contract.ts'
import { peopleWhoAsk } from '../../concern/cast.ts'
import { finishConcern, raiseConcern, readHelp, readSafeContacts, takeBackConcern } from '../../concern/contract.ts'
import type { Known } from '../../kit/testing/sample.ts'
import { aMatchedCohort, aPublishedRound, aSolvedRound, fourPeople, type Someone } from '../../matching/cast.ts'
import { type Act, changeArrangement, readArrangement } from '../../matching/contract/arrangement.ts'
import { readCriteria } from '../../matching/contract/criteria.ts'
import { readFairnessQuestions } from '../../matching/contract/fairness.ts'
import { listProposals, type ProposalView } from '../../matching/contract/proposal.ts'
import { listPublications, openReading, readPublicationCheck, stopPublication } from '../../matching/contract/publication.ts'
import { listRounds, readRound } from '../../matching/contract/round.ts'
import { readMentorship } from '../../mentorship/contract.ts'
import { readOrganization } from '../../organization/contract.ts'
import { sendFile } from '../../participant/cast.ts'
import { readImport } from '../../participant/contract/imports.ts'
import { giveAccessToken } from '../../person/commands/link.ts'
import { readProgram } from '../../program/contract.ts'
import type { aWorld, House, Person } from '../cast.ts'
import { aGroupRow } from './groups.ts'

export interface Way {
  /** Null: somebody who is not signed in. */
  readonly who: Pick<Person, 'token'> | null
  /** Makes the state anew for the nth text, and says what the operation needs besides: the ids of its path, the version that it changes, the `token` of who asks. */
  readonly before?: (nth: number, place: string) => Promise<Known>
  /** Places of which nothing is kept: the words say what is looked for, and where there is none the answer is 409 or says so. */
  readonly lookedUp?: readonly string[]
  /** Where the answer does not show it. */
  readonly readBack?: () => Promise<unknown>
}

const manyPairs: readonly Someone[] = Array.from({ length: 14 }, (_, n): Someone[] => [
  { name: `Mentee ${n}`, role: 'mentee', wants: ['planning'] },
  { name: `Mentor ${n}`, role: 'mentor', offers: ['planning'] },
]).flat()

export async function waysIn(world: Awaited<ReturnType<typeof aWorld>>): Promise<Readonly<Record<string, Way>>> {
  const { halden, fjord } = world
  const { astrid, ingrid } = halden
  const { programId, cohortId } = halden
  const { mentee, mentor, mentorshipId } = (await peopleWhoAsk(world, halden)).pair
  const { threadId } = await mentor.call(readMentorship, { mentorshipId })
  const file = await sendFile(world.app.fetch, halden, ingrid, 'Id\n1\n2\n')
  await world.settle()

  /** A request that waits for an answer; those before it are over, for nobody may have many. */
  const request = async (): Promise<Known> => {
    for (const { id, state } of (await mentee.call(readHelp, {})).requests) {
      if (state === 'asked') await mentee.call(takeBackConcern, { concernId: id })
      if (state === 'underway') await ingrid.call(finishConcern, { concernId: id })
    }
    return { concernId: (await mentee.call(raiseConcern, { programId, kind: 'change', wish: 'act' })).id }
  }
  const requests = () => mentee.call(readHelp, {})
  const ofImport = async () => ({ importId: file.id, version: (await ingrid.call(readImport, { importId: file.id })).version })

  // matching takes place in the other organization, where nobody has answered yet
  const { ingrid: matcher } = fjord
  let made = 0
  const aCohort = async (people = fourPeople): Promise<House> => {
    made += 1
    const { id } = await matcher.call(createCohort, {
      programId: fjord.programId,
      name: `No. ${made}`,
      startsOn: '2027-03-01',
      endsOn: '2027-08-31',
    })
    const house = { ...fjord, cohortId: id }
    await aMatchedCohort(
      world,
      house,
      people.map(one => ({ ...one, name: `${one.name} ${made}` })),
    )
    return house
  }
  /** A proposal that nobody has answered, and its mentee: each is given once. */
  const waiting: ProposalView[] = []
  const proposed = async (): Promise<Known> => {
    if (waiting.length === 0) {
      const house = await aCohort(manyPairs)
      await aPublishedRound(world, house)
      waiting.push(...(await matcher.call(listProposals, { cohortId: house.cohortId })).rows)
      cohortOfProposals = house.cohortId
    }
    const proposal = waiting.pop()
    if (!proposal) throw new Error('nobody was asked')
    return { proposalId: proposal.id, publicationId: proposal.publicationId, personId: proposal.mentee.personId }
  }
  let cohortOfProposals = ''
  const published = async (): Promise<Known> => {
    const house = await aCohort()
    await aPublishedRound(world, house)
    return { publicationId: (await matcher.call(listPublications, { cohortId: house.cohortId })).rows[0]?.id }
  }
  const ready = await aCohort(fourPeople.map(one => ({ ...one, capacity: 1 })))
  const round = await aSolvedRound(world, ready)
  const latest = async () => {
    const { arrangementId } = await matcher.call(readRound, { roundId: round.id })
    return matcher.call(readArrangement, { arrangementId: arrangementId ?? '' })
  }
  const change = async (act: Act) => matcher.call(changeArrangement, { arrangementId: (await latest()).id, ...act })
  /** The studio as the round left it; for what takes something back, with one pair that is kept. */
  const studio = async (_: number, place: string): Promise<Known> => {
    const { pairs: before, apart } = await latest()
    for (const { menteeId, mentorId } of [...before.filter(one => one.locked), ...apart])
      await change({ act: 'put-back', menteeId, mentorId })
    const { id, pairs } = await latest()
    const [first, second] = pairs
    if (!first || !second) throw new Error('nobody is together')
    const { menteeId, mentorId } = first
    if (place.includes('put-first')) {
      const first = (await latest()).first === 'stable' ? 'fairest' : 'stable'
      return { arrangementId: id, first }
    }
    if (place.includes('take')) return { arrangementId: id, menteeId, mentorId: second.mentorId }
    if (/lock|exclude/.test(place)) return { arrangementId: id, menteeId, mentorId }
    return { arrangementId: (await change({ act: 'lock', menteeId, mentorId, reason: 'Kept' })).id, menteeId, mentorId }
  }
  /** An arrangement that can go out when one more point is waived; what went before is stopped, or has gone out meanwhile. */
  const open = async (): Promise<Known> => {
    const [last] = goingOut === null ? [] : (await matcher.call(listPublications, { cohortId: goingOut.cohortId })).rows
    if (last?.may.stop === true) await matcher.call(stopPublication, { publicationId: last.id })
    if (goingOut === null || (last && last.may.stop !== true)) goingOut = await aCohort()
    const [latestRound] = (await matcher.call(listRounds, { cohortId: goingOut.cohortId })).rows
    const { arrangementId } = latestRound ? await matcher.call(readRound, { roundId: latestRound.id }) : await aSolvedRound(world, goingOut)
    const known = { arrangementId: arrangementId ?? '' }
    for (const part of ['unmatched', 'names'] as const) await matcher.call(openReading, { ...known, part })
    const { points } = await matcher.call(readPublicationCheck, known)
    return { ...known, point: points.find(one => one.open)?.point }
  }
  let goingOut: House | null = null
  let askedGroup: string | null = null
  // the other pair of the house is a group from here on, as far as its end is asked about
  const { rows: others } = await world.database.ownerPool.query<{ id: string }>(
    'update mentorship set proposal_id = null, group_id = $1 where organization_id = $2 and id <> $3 returning id',
    [await aGroupRow(world, halden), halden.organizationId, mentorshipId],
  )
  const together = others[0]?.id
  const history = async () => (await world.database.ownerPool.query('select facts from history_entry order by id desc limit 5')).rows
  return {
    changeOrganization: { who: astrid, before: async () => ({ version: (await astrid.call(readOrganization, {})).version }) },
    requestSignIn: { who: null },
    endSignIns: { who: ingrid, lookedUp: ['signInId'] },
    invitePerson: {
      who: astrid,
      before: async nth => ({ email: `guest-${nth}@example.org`, relation: 'coordinator', scopeId: programId }),
    },
    createProgram: { who: astrid },
    changeProgram: { who: ingrid, before: async () => ({ programId, version: (await ingrid.call(readProgram, { programId })).version }) },
    createCohort: { who: ingrid, before: async () => ({ programId, endsOn: '2027-08-31' }) },
    changeCohort: { who: ingrid, before: async () => ({ cohortId, version: (await ingrid.call(readCohort, { cohortId })).version }) },
    addPersonToCohort: {
      who: ingrid,
      // an id or an address that is known already is somebody else's
      before: async nth => ({ cohortId, email: `added-${nth}@example.org`, roles: ['mentee'] }),
    },
    mapImport: { who: ingrid, before: ofImport },
    applyReadings: { who: ingrid, before: ofImport },
    changeCriteria: {
      who: ingrid,
      before: async () => ({ cohortId, version: (await ingrid.call(readCriteria, { cohortId })).version }),
    },
    changeFairnessQuestions: {
      who: ingrid,
      before: async () => ({ cohortId, version: (await ingrid.call(readFairnessQuestions, { cohortId })).version }),
      lookedUp: ['questions.0'],
    },
    changeArrangement: { who: matcher, before: studio, lookedUp: ['despite.0 (act take)'] },
    publishArrangement: { who: matcher, before: open },
    recallPublication: { who: matcher, before: published, readBack: history },
    withdrawProposal: { who: matcher, before: proposed, readBack: history },
    replyToProposal: {
      who: matcher,
      before: async () => {
        const known = await proposed()
        const mentee = String(known['personId'])
        const token = await world.as(fjord.organizationId, ctx => giveAccessToken(ctx, mentee, 'test', new Date('2099-01-01')))
        return { ...known, reason: 'not-this-topic', token }
      },
      readBack: () => matcher.call(listProposals, { cohortId: cohortOfProposals }),
    },
    decideGroup: {
      who: matcher,
      before: async () => {
        if (askedGroup === null) {
          await published()
          askedGroup = await aGroupRow(world, fjord)
        }
        await world.database.ownerPool.query(`update proposal_group set state = 'short', decided_at = null where id = $1`, [askedGroup])
        return { groupId: askedGroup, decision: 'dissolve' }
      },
      readBack: history,
    },
    endGroup: {
      who: ingrid,
      before: async () => {
        const [open] = (await ingrid.call(listClosures, { programId })).rows.filter(({ whose }) => whose === 'group')
        if (open) await ingrid.call(takeBackClosure, { closureId: open.id })
        return { mentorshipId: together, manner: 'last-talk' }
      },
      readBack: () => ingrid.call(listClosures, { programId }),
    },
    sendMessage: {
      who: mentor,
      before: async nth => {
        if (nth % 50 === 0) world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000)
        return { threadId }
      },
    },
    chooseClosure: {
      who: mentee,
      before: async () => {
        const [open] = (await ingrid.call(listClosures, { programId })).rows.filter(({ whose }) => whose === 'pair')
        if (open) await mentee.call(takeBackClosure, { closureId: open.id })
        return { mentorshipId, manner: 'last-talk' }
      },
      readBack: () => ingrid.call(listClosures, { programId }),
    },
    askForHelp: { who: mentee, before: async () => ({ ...(await request()), programId, kind: 'change', wish: 'act' }) },
    addToRequest: { who: mentee, before: request },
    replyToHelpRequest: { who: ingrid, before: request, readBack: requests },
    noteHelpRequest: { who: ingrid, before: request, readBack: requests },
    finishHelpRequest: { who: ingrid, before: request, readBack: requests },
    nameSafeContacts: {
      who: ingrid,
      // somebody who is known already keeps their name
      before: async nth => {
        const { version } = await ingrid.call(readProgram, { programId })
        return { programId, email: `safe-${nth}@example.org`, personId: ingrid.id, version }
      },
      readBack: async () => [await ingrid.call(readSafeContacts, { programId }), await ingrid.call(readProgram, { programId })],
    },
    openLetters: { who: ingrid, lookedUp: ['person'] },
    stopMails: { who: ingrid, lookedUp: ['reason'] },
    putBackMails: { who: ingrid, lookedUp: ['reason'] },
  }
}
