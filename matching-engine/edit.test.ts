import { describe, expect, test } from 'vitest'
import { questionnaires } from './benchmarks/instances.bench.ts'
import { type Change, type Problem, Refusal, resume, type Solution, solve, verify } from './index.ts'
import { anyProblem, chance, pointsProblem } from './testing/worlds.ts'

async function refusal(work: () => Promise<unknown>): Promise<{ code: string; facts: unknown }> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts }
    throw error
  }
  throw new Error('nothing was refused')
}

function boundOf({ result }: Solution): number {
  if (result.certificate.kind !== 'prices') throw new Error('prices are expected')
  return result.certificate.bound
}

/** Some change that the problem allows. */
function anyChange(problem: Problem, solution: Solution, random: (below: number) => number): Change {
  const mentee = problem.mentees[random(problem.mentees.length)]!
  const mentor = problem.mentors[random(problem.mentors.length)]!
  const pair = { mentee: mentee.id, mentor: mentor.id }
  const fresh = anyProblem(random(1000), { mentees: 1, mentors: 1 })
  const changes: Change[] = [
    { kind: 'exclude', ...pair },
    { kind: 'capacity', side: random(2) === 0 ? 'mentee' : 'mentor', id: '', capacity: random(4) },
    { kind: 'add', side: 'mentee', candidate: { ...fresh.mentees[0]!, id: `new${random(1_000_000)}` } },
    { kind: 'add', side: 'mentor', candidate: { ...fresh.mentors[0]!, id: `new${random(1_000_000)}` } },
    { kind: 'remove', side: 'mentee', id: mentee.id },
    { kind: 'remove', side: 'mentor', id: mentor.id },
    { kind: 'lock', ...pair },
  ]
  const change = changes[random(changes.length)]!
  if (change.kind === 'capacity') return { ...change, id: change.side === 'mentee' ? mentee.id : mentor.id }
  if (change.kind === 'lock' && solution.explain(mentee.id, mentor.id).state === 'forbidden') return changes[0]!
  return change
}

describe('edit', () => {
  test('a warm answer equals a solve from scratch, change after change', { timeout: 60_000 }, async () => {
    let done = 0
    for (let seed = 0; seed < 8; seed++) {
      const random = chance(seed)
      let solution = await solve(anyProblem(seed, { mentees: 16, mentors: 13 }), {
        kind: 'optimal',
        first: seed % 2 === 0 ? 'matched' : 'total',
      })
      for (let step = 0; step < 8; step++) {
        try {
          solution = await solution.edit([anyChange(solution.problem, solution, random)])
        } catch (error) {
          if (error instanceof Refusal && error.code === 'conflicting-locks') continue
          throw error
        }
        const fresh = await solve(solution.problem, solution.result.objective)
        expect(boundOf(solution)).toBe(boundOf(fresh))
        expect([solution.result.total, solution.result.matched]).toEqual([fresh.result.total, fresh.result.matched])
        expect(verify(solution.problem, solution.result)).toEqual({ valid: true })
        done++
      }
    }
    expect(done).toBeGreaterThan(40)
  })

  test('of a large problem it equals a solve from scratch, too, also when people have come and left', { timeout: 60_000 }, async () => {
    const more = questionnaires(1450, 1410, 1)
    const newcomers = { mentees: more.mentees.slice(1440), mentors: more.mentors.slice(1400) }
    let solution = await solve({ ...more, mentees: more.mentees.slice(0, 1440), mentors: more.mentors.slice(0, 1400) })
    const of = (at: number) => solution.result.pairs[at]!
    const steps: ((at: number) => Change[])[] = [
      at => [{ kind: 'remove', side: 'mentee', id: of(at).mentee }],
      at => [{ kind: 'exclude', mentee: of(at).mentee, mentor: of(at).mentor }],
      at => [
        { kind: 'remove', side: 'mentee', id: of(at).mentee },
        { kind: 'remove', side: 'mentee', id: of(at + 1).mentee },
        { kind: 'capacity', side: 'mentor', id: of(at + 2).mentor, capacity: 3 },
      ],
      at => [{ kind: 'lock', mentee: of(at).mentee, mentor: of(at).mentor }],
      at => [{ kind: 'capacity', side: 'mentor', id: of(at).mentor, capacity: of(at).locked ? 1 : 0 }],
      at => [{ kind: 'remove', side: 'mentee', id: solution.result.unmatched[0]?.mentee ?? of(at).mentee }],
      () => [{ kind: 'add', side: 'mentor', candidate: newcomers.mentors[0]! }],
      at => [
        { kind: 'remove', side: 'mentor', id: of(at).mentor },
        { kind: 'add', side: 'mentee', candidate: newcomers.mentees[0]! },
        { kind: 'lock', mentee: newcomers.mentees[0]!.id, mentor: newcomers.mentors[0]!.id, despite: ['another site'] },
      ],
      at => [
        { kind: 'remove', side: 'mentee', id: newcomers.mentees[0]!.id },
        { kind: 'remove', side: 'mentor', id: of(at).mentor },
        { kind: 'add', side: 'mentor', candidate: { ...newcomers.mentors[1]!, id: of(at).mentor } },
      ],
    ]
    for (const [step, changes] of steps.entries()) {
      solution = await solution.edit(changes(step * 151))
      const fresh = await solve(solution.problem)
      expect(boundOf(solution)).toBe(boundOf(fresh))
      expect([solution.result.total, solution.result.matched]).toEqual([fresh.result.total, fresh.result.matched])
      const { mentee, mentor } = of(step)
      expect(solution.explain(mentee, mentor)).toEqual({ ...fresh.explain(mentee, mentor), state: of(step).locked ? 'locked' : 'matched' })
    }
    expect(verify(solution.problem, solution.result)).toEqual({ valid: true })
  })

  test('the same change of the same solution gives the same pairs and the same proof, whatever has been tried before', async () => {
    const problem = questionnaires(260, 250, 1)
    const [first, second] = [await solve(problem), await solve(problem)]
    const { pairs } = first.result
    const changes = (at: number): Change[] => {
      const { mentee, mentor } = pairs[(at * 37) % pairs.length]!
      const kinds: Change[] = [
        { kind: 'exclude', mentee, mentor },
        { kind: 'remove', side: 'mentee', id: mentee },
        { kind: 'capacity', side: 'mentor', id: mentor, capacity: 0 },
        { kind: 'capacity', side: 'mentor', id: mentor, capacity: 2 },
      ]
      return [kinds[at % kinds.length]!]
    }
    const alone: unknown[] = []
    for (let at = 0; at < 12; at++) alone.push((await (await solve(problem)).edit(changes(at))).result)
    // here one after the other, there backwards, each twice
    for (let at = 0; at < 12; at++) {
      expect((await first.edit(changes(at))).result).toEqual(alone[at])
      expect((await second.edit(changes(11 - at))).result).toEqual(alone[11 - at])
      expect((await second.edit(changes(at))).result).toEqual(alone[at])
    }
  })

  test('an exclusion moves only those who must move', async () => {
    const before = await solve(
      pointsProblem([
        [5, 5, 5],
        [5, 5, 5],
        [5, 5, 5],
      ]),
    )
    const { mentee, mentor } = before.result.pairs[0]!
    const after = await before.edit([{ kind: 'exclude', mentee, mentor }])
    const kept = after.result.pairs.filter(pair =>
      before.result.pairs.some(old => old.mentee === pair.mentee && old.mentor === pair.mentor),
    )
    expect([after.result.total, kept.length]).toEqual([15, 1])
  })

  test('lock and unlock, exclude and readmit lead back to the same total', async () => {
    const before = await solve(
      pointsProblem([
        [9, 1],
        [8, 2],
      ]),
    )
    const changed = await before.edit([
      { kind: 'lock', mentee: 'a0', mentor: 'b1' },
      { kind: 'exclude', mentee: 'a1', mentor: 'b0' },
    ])
    expect([changed.result.total, changed.result.matched]).toEqual([1, 1])
    const back = await changed.edit([
      { kind: 'unlock', mentee: 'a0', mentor: 'b1' },
      { kind: 'readmit', mentee: 'a1', mentor: 'b0' },
    ])
    expect(back.result.pairs).toEqual(before.result.pairs)
  })

  test('removing a person takes their locks along', async () => {
    const before = await solve({
      ...pointsProblem([
        [9, 1],
        [8, 2],
      ]),
      locks: [{ mentee: 'a0', mentor: 'b1' }],
    })
    const after = await before.edit([{ kind: 'remove', side: 'mentor', id: 'b1' }])
    expect(after.problem.locks).toEqual([])
    expect(after.result.total).toBe(9)
  })

  test('changes that name nobody are refused', async () => {
    const solution = await solve(pointsProblem([[9]]))
    expect(await refusal(() => solution.edit([{ kind: 'remove', side: 'mentor', id: 'x' }]))).toEqual({
      code: 'unknown-mentor',
      facts: { id: 'x' },
    })
    expect(await refusal(() => solution.edit([{ kind: 'lock', mentee: 'x', mentor: 'b0' }]))).toEqual({
      code: 'unknown-mentee',
      facts: { id: 'x' },
    })
    expect((await refusal(() => solution.edit([{ kind: 'unlock', mentee: 'a0', mentor: 'b0' }]))).code).toBe('faulty-change')
  })
})

describe('locks', () => {
  const locked = (points: readonly (readonly (number | null)[])[], more: Partial<Problem> & { mentorCapacity?: readonly number[] }) =>
    refusal(() => solve(pointsProblem(points, more)))
  const pair = { mentee: 'a0', mentor: 'b0' }

  test('a lock against an exclusion names both', async () =>
    expect(await locked([[1]], { locks: [pair], exclusions: [pair] })).toEqual({
      code: 'conflicting-locks',
      facts: { conflict: { locks: [pair], against: { kind: 'exclusion' } } },
    }))

  test('a lock against a requirement names it', async () =>
    expect((await locked([[null]], { locks: [pair] })).facts).toEqual({
      conflict: { locks: [pair], against: { kind: 'requirement', requirement: 'listed' } },
    }))

  test('a lock may bend a requirement knowingly, and its points still count', async () => {
    const problem = { ...pointsProblem([[null, 4]]), locks: [{ ...pair, despite: ['listed'] }] }
    const { result } = await solve(problem)
    expect(result.pairs).toEqual([{ ...pair, points: 0, locked: true }])
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('nothing locks people to themselves', async () => {
    const problem = pointsProblem([[3]])
    const self = {
      ...problem,
      mentees: [{ ...problem.mentees[0]!, person: 'kim' }],
      mentors: [{ ...problem.mentors[0]!, person: 'kim' }],
      locks: [{ ...pair, despite: ['distinct-person'] }],
    }
    expect(await refusal(() => solve(self))).toMatchObject({ code: 'faulty-problem' })
    expect((await solve({ ...self, locks: [] })).result.unmatched).toEqual([{ mentee: 'a0', why: 'nobody-allowed' }])
  })

  test('more locks than places: the smallest set is one more than the places', async () => {
    const locks = [pair, { mentee: 'a1', mentor: 'b0' }, { mentee: 'a2', mentor: 'b0' }]
    expect((await locked([[1], [1], [1]], { locks })).facts).toEqual({
      conflict: { locks: locks.slice(0, 2), against: { kind: 'capacity', side: 'mentor', id: 'b0', capacity: 1 } },
    })
  })
})

describe('resume', () => {
  test('a stored arrangement answers as the solved one did, through JSON', async () => {
    const problem = anyProblem(11, { mentees: 30, mentors: 25 })
    const solved = await solve(problem)
    const again = await resume(JSON.parse(JSON.stringify(problem)), JSON.parse(JSON.stringify(solved.result)))
    expect(again.result).toEqual(solved.result)
    for (const { id } of problem.mentees)
      expect(again.priceRow(id).map(({ pointsLost }) => pointsLost)).toEqual(solved.priceRow(id).map(({ pointsLost }) => pointsLost))
  })

  test('a result with any price of somebody matched too high is refused', async () => {
    const problem = pointsProblem([
      [9, 8],
      [8, 2],
    ])
    const { result } = await solve(problem)
    if (result.certificate.kind !== 'prices') throw new Error('prices are expected')
    const { certificate } = result
    for (const side of ['mentees', 'mentors'] as const)
      for (const at of [0, 1]) {
        const prices = certificate[side].map((price, index) => (index === at ? price + 1 : price))
        const raised = { ...result, certificate: { ...certificate, [side]: prices } }
        expect((await refusal(() => resume(problem, raised))).code).toBe('faulty-result')
      }
  })

  test('a result that its certificate does not prove is refused', async () => {
    const problem = pointsProblem([
      [9, 1],
      [8, 2],
    ])
    const { result } = await solve(problem)
    const forged = {
      ...result,
      pairs: [
        { ...result.pairs[0]!, mentor: 'b1', points: 1 },
        { ...result.pairs[1]!, mentor: 'b0', points: 8 },
      ],
      total: 9,
    }
    expect((await refusal(() => resume(problem, forged))).code).toBe('faulty-result')
  })
})
