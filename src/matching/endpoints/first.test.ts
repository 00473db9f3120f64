import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { verify } from '../../../matching-engine/index.ts'
import { aWorld } from '../../app/cast.ts'
import { refusalOf } from '../../kit/testing/client.ts'
import { aMatchedCohort, aSolvedRound, type Ids, type Someone } from '../cast.ts'
import { readAlternative } from '../contract/alternatives.ts'
import { type Act, type ArrangementView, changeArrangement, listArrangements, readArrangement } from '../contract/arrangement.ts'
import { changeCriteria, type First, firsts, readCriteria } from '../contract/criteria.ts'
import { readPair, readPrices, readSecondLooks } from '../contract/price.ts'
import { listPublications, publish, readPublicationCheck, stopPublication } from '../contract/publication.ts'
import { discardRound, type RoundView, readRound } from '../contract/round.ts'
import { latestArrangementForSystem } from '../queries/arrangement.ts'
import { problemOfForSystem } from '../queries/round.ts'
import { canonical, withFixed } from '../rules/problem.ts'

const world = await aWorld()
const { halden, fjord } = world
const { ingrid } = halden
const cohort = { cohortId: halden.cohortId }

/** Four people on each side for whom each of the four comes to other pairs. */
const people: readonly Someone[] = [
  { name: 'Ada', role: 'mentee', wants: ['coaching', 'planning'], years: 1 },
  { name: 'Ben', role: 'mentee', wants: ['speaking', 'writing', 'negotiation'], years: 4 },
  { name: 'Cleo', role: 'mentee', wants: ['speaking', 'coaching'], years: 3 },
  { name: 'Dag', role: 'mentee', wants: ['coaching', 'negotiation'], years: 4 },
  { name: 'Moa', role: 'mentor', offers: ['negotiation'], years: 8 },
  { name: 'Nils', role: 'mentor', offers: ['negotiation', 'speaking', 'planning'], years: 7 },
  { name: 'Olga', role: 'mentor', offers: ['coaching', 'writing', 'negotiation'], years: 7 },
  { name: 'Per', role: 'mentor', offers: ['writing'], years: 7 },
]

/** What each comes to: who is with whom, how many are placed, the average and the lowest. */
const comesTo: { readonly [F in First]: readonly [readonly string[], number, number, number] } = {
  matched: [['Ada Per', 'Ben Moa', 'Cleo Nils', 'Dag Olga'], 4, 45, 0],
  total: [['Ben Moa', 'Cleo Nils', 'Dag Olga'], 3, 61, 33],
  fairest: [['Ada Nils', 'Ben Per', 'Cleo Olga', 'Dag Moa'], 4, 45, 33],
  stable: [['Ada Per', 'Ben Nils', 'Cleo Moa', 'Dag Olga'], 4, 41, 0],
}

let ids: Ids
const nameOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id
const pairsOf = ({ pairs }: ArrangementView) => pairs.map(({ menteeId, mentorId }) => `${nameOf(menteeId)} ${nameOf(mentorId)}`).sort()
const told = (view: ArrangementView) => [pairsOf(view), view.counts.menteesPlaced, view.counts.average, view.counts.lowest]
const pair = (mentee: string, mentor: string) => ({ menteeId: ids[mentee] ?? '', mentorId: ids[mentor] ?? '' })

beforeAll(async () => {
  ids = await aMatchedCohort(world, halden, people)
  await aMatchedCohort(world, fjord, people)
})

/** A round that puts this first, and what can be done with it; the one before is laid aside. */
let open: RoundView | null = null
async function aRound(first: First) {
  if (open) await ingrid.call(discardRound, { roundId: open.id })
  const { criteria, requirements, version } = await ingrid.call(readCriteria, cohort)
  await ingrid.call(changeCriteria, { ...cohort, criteria, requirements, first }, { ifMatch: version })
  const round = await aSolvedRound(world, halden)
  open = round
  const latest = async () =>
    ingrid.call(readArrangement, { arrangementId: (await ingrid.call(readRound, { roundId: round.id })).arrangementId ?? '' })
  const act = async (what: Act) => {
    await ingrid.call(changeArrangement, { arrangementId: (await latest()).id, ...what })
    return latest()
  }
  /** The stored answer holds, by the stored question: for whoever checks it in ten years. */
  const isProven = () =>
    world.as(halden.organizationId, async ctx => {
      const problem = await problemOfForSystem(ctx, round.id)
      const arrangement = await latestArrangementForSystem(ctx, round.id)
      if (!arrangement) throw new Error('there is none')
      expect(createHash('sha256').update(canonical(problem)).digest('hex')).toBe(round.problemSha256)
      return verify(withFixed(problem, arrangement.locks, arrangement.exclusions), arrangement.result)
    })
  return { round, latest, act, isProven }
}

describe.each(firsts)('%s first', first => {
  test('a round keeps it with its own copy, solves by it, says so, and its answer can be checked', async () => {
    const { round, latest, isProven } = await aRound(first)
    const view = await latest()
    expect(round.lookedFor.first).toBe(first)
    expect([view.first, ...told(view)]).toEqual([first, ...comesTo[first]])
    expect(await isProven()).toEqual({ valid: true })
  })

  test('what a change is said to cost is what it then does, and taking it back restores everything', async () => {
    const { round, latest, act, isProven } = await aRound(first)
    const before = await latest()
    for (const mentor of ['Moa', 'Nils', 'Olga', 'Per']) {
      const asked = { arrangementId: (await latest()).id, ...pair('Ben', mentor) }
      const { price } = await ingrid.call(readPair, asked)
      expect(price.possible).toBe(true)
      const what = price.act === 'force' ? 'take' : 'exclude'
      const after = await act({ act: what, ...pair('Ben', mentor), reason: 'A test' })
      const moved = pairsOf(after).filter(one => !pairsOf(before).includes(one))
      expect(price.moves.flatMap(({ mentee, to }) => (to ? [`${mentee?.name} ${to.name}`] : [])).sort()).toEqual(moved)
      expect(after.counts.menteesPlaced).toBe(before.counts.menteesPlaced - price.menteesLost)
      expect(after.first).toBe(first)
      expect(await isProven()).toEqual({ valid: true })
      expect(told(await act({ act: 'undo' }))).toEqual(told(before))
    }
    const [kept] = pairsOf(before)
    const [mentee = '', mentor = ''] = (kept ?? '').split(' ')
    expect((await act({ act: 'lock', ...pair(mentee, mentor), reason: 'A test' })).counts.pairsLocked).toBe(1)
    expect(told(await act({ act: 'put-back', ...pair(mentee, mentor) }))).toEqual(told(before))
    expect((await ingrid.call(listArrangements, { roundId: round.id })).rows).toHaveLength(11)
  })

  test('what a whole list of mentors is told: prices where they follow from the proof, else the points of each', async () => {
    const { latest } = await aRound(first)
    const { id: arrangementId } = await latest()
    const { rows, priced } = await ingrid.call(readPrices, { arrangementId, menteeId: ids['Cleo'] ?? '' })
    const looks = await ingrid.call(readSecondLooks, { arrangementId, mentees: [ids['Dag'] ?? ''] })
    const isPriced = first === 'matched' || first === 'total'
    expect([priced, looks.priced, looks.rows.length]).toEqual([isPriced, isPriced, isPriced ? 1 : 0])
    expect(rows.every(({ lost }) => (lost === null) !== isPriced)).toBe(true)
    const shown = rows.map(row => row.shown ?? -1)
    if (!isPriced) expect(shown).toEqual(shown.toSorted((a, b) => b - a))
    expect(rows).toHaveLength(3)
  })

  test('each of the others can be taken from it: exactly what was shown, proven, undone like every act', async () => {
    const { round, latest, act, isProven } = await aRound(first)
    const before = await latest()
    for (const other of firsts.filter(one => one !== first)) {
      const asked = { arrangementId: (await latest()).id, first: other }
      const { way, isOwn } = await ingrid.call(readAlternative, asked)
      const after = await act({ act: 'put-first', first: other, reason: 'The committee decided so' })
      expect(isOwn).toBe(false)
      expect([after.first, ...told(after)]).toEqual([other, ...comesTo[other]])
      expect([way.menteesPlaced, way.average, way.lowest]).toEqual(comesTo[other].slice(1))
      expect(after.made).toMatchObject({ change: { kind: 'put-first', first: other }, reason: 'The committee decided so' })
      expect(await isProven()).toEqual({ valid: true })
      expect((await ingrid.call(readAlternative, { arrangementId: after.id, first: other })).isOwn).toBe(true)
      const back = await act({ act: 'undo' })
      expect([back.first, ...told(back)]).toEqual([first, ...told(before)])
    }
    expect((await ingrid.call(readRound, { roundId: round.id })).lookedFor.first).toBe(first)
  })
})

test('what is kept stays when something else comes first, and later changes go by what comes first then', async () => {
  const { act, isProven } = await aRound('matched')
  await act({ act: 'lock', ...pair('Ada', 'Per'), reason: 'They asked for it' })
  const fairest = await act({ act: 'put-first', first: 'fairest', reason: 'For those who would get least' })
  expect(pairsOf(fairest)).toContain('Ada Per')
  const apart = await act({
    act: 'exclude',
    ...pair('Cleo', nameOf(fairest.pairs.find(one => one.menteeId === ids['Cleo'])?.mentorId ?? '')),
    reason: 'A test',
  })
  expect([apart.first, apart.counts.pairsLocked]).toEqual(['fairest', 1])
  expect(pairsOf(apart)).toContain('Ada Per')
  expect(await isProven()).toEqual({ valid: true })
  for (const { menteeId, mentorId } of [...apart.apart, ...apart.kept]) await act({ act: 'put-back', menteeId, mentorId })
})

test('the same twice, somebody else’s round and an earlier arrangement are refused, and nothing is made', async () => {
  const { round, latest, act } = await aRound('matched')
  const { id: arrangementId } = await latest()
  const put = { arrangementId, act: 'put-first', first: 'stable', reason: 'A test' } as const
  expect(await refusalOf(ingrid.call(changeArrangement, { ...put, first: 'matched' }))).toBe('first_already')
  expect(await refusalOf(fjord.ingrid.call(changeArrangement, put))).toBe('not_found')
  expect(await refusalOf(fjord.ingrid.call(readPair, { arrangementId, ...pair('Ada', 'Moa') }))).toBe('not_found')
  await act({ act: 'put-first', first: 'fairest', reason: 'A test' })
  expect(await refusalOf(ingrid.call(changeArrangement, put))).toBe('arrangement_superseded')
  expect((await ingrid.call(listArrangements, { roundId: round.id })).rows.map(({ number }) => number)).toEqual([2, 1])
})

test('asked for twice with one key it is done once and answered twice, though the arrangement has moved on by then', async () => {
  const { round, latest } = await aRound('matched')
  const put = { arrangementId: (await latest()).id, act: 'put-first', first: 'stable', reason: 'A test' } as const
  const answers = await Promise.all([1, 2].map(() => ingrid.call(changeArrangement, put, { idempotencyKey: 'once' })))
  const again = await ingrid.call(changeArrangement, put, { idempotencyKey: 'once' })
  expect([answers[0], answers[1]]).toEqual([again, again])
  expect((await ingrid.call(listArrangements, { roundId: round.id })).rows).toHaveLength(2)
})

test('what was arranged before anything else could come first is read and gone on from as it was', async () => {
  const { round, latest, act, isProven } = await aRound('total')
  await world.database.ownerPool.query('update arrangement set first = null where round_id = $1', [round.id])
  const before = await latest()
  expect([before.first, ...told(before)]).toEqual(['total', ...comesTo.total])
  expect((await ingrid.call(readAlternative, { arrangementId: before.id, first: 'total' })).isOwn).toBe(true)
  expect((await act({ act: 'lock', ...pair('Cleo', 'Nils'), reason: 'A test' })).first).toBe('total')
  expect((await act({ act: 'undo' })).first).toBe('total')
  expect(await isProven()).toEqual({ valid: true })
})

test('what came first stands with what goes out, and in the history', async () => {
  const { latest, act } = await aRound('matched')
  await act({ act: 'put-first', first: 'stable', reason: 'The committee decided so' })
  const { id: arrangementId } = await latest()
  const check = await ingrid.call(readPublicationCheck, { arrangementId })
  const waivers = check.points.filter(({ open: isOpen }) => isOpen).map(({ point }) => ({ point, line: 'A test' }))
  const held = await ingrid.call(publish, { arrangementId, waivers })
  const [listed] = (await ingrid.call(listPublications, cohort)).rows
  const { rows } = await world.database.ownerPool.query(
    `select facts from history_entry where name = 'matching.publication-held' and facts ->> 'publication' = $1`,
    [held.id],
  )
  expect([check.first, held.first, listed?.first, rows[0]?.facts.first]).toEqual(['stable', 'stable', 'stable', 'stable'])
  const put = { arrangementId, act: 'put-first', first: 'total', reason: 'A test' } as const
  expect(await refusalOf(ingrid.call(changeArrangement, put))).toBe('publication_pending')
  await ingrid.call(stopPublication, { publicationId: held.id })
  expect((await fjord.ingrid.call(listPublications, { cohortId: fjord.cohortId })).rows).toEqual([])
  expect(world.bugs).toEqual([])
})
