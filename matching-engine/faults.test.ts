import { describe, expect, test } from 'vitest'
import { faultsIn, type Problem, Refusal, solve } from './index.ts'
import { pointsProblem } from './testing/worlds.ts'

const fine = pointsProblem([[1]])
const withMentee = (change: object): Problem => ({ ...fine, mentees: [{ ...fine.mentees[0]!, ...change }] })
const withCriterion = (change: object): Problem => ({
  ...fine,
  criteria: [{ id: 'c', kind: 'set', mode: 'similar', mentee: 'q', mentor: 'q', weightPoints: 1, ...change } as never],
})

describe('what is wrong with a problem is told all at once', () => {
  const cases: readonly [string, Problem, object][] = [
    ['a negative capacity', withMentee({ capacity: -1 }), { at: 'mentee', id: 'a0', fault: 'capacity' }],
    ['a fractional capacity', withMentee({ capacity: 1.5 }), { at: 'mentee', id: 'a0', fault: 'capacity' }],
    ['an unbounded capacity', withMentee({ capacity: Number.POSITIVE_INFINITY }), { at: 'mentee', id: 'a0', fault: 'capacity' }],
    ['an empty id', withMentee({ id: '' }), { at: 'mentee', id: '', fault: 'empty-id' }],
    ['an id twice', { ...fine, mentors: [...fine.mentors, ...fine.mentors] }, { at: 'mentor', id: 'b0', fault: 'double-id' }],
    [
      'a broken answer',
      withMentee({ traits: { q: { kind: 'weekly', minutes: [[10, 20]] } } }),
      { at: 'mentee', id: 'a0', fault: 'trait', name: 'q' },
    ],
    ['no answers at all', withMentee({ traits: undefined }), { at: 'mentee', id: 'a0', fault: 'trait' }],
    ['an answer that is nothing', withMentee({ traits: { q: null } }), { at: 'mentee', id: 'a0', fault: 'trait', name: 'q' }],
    ['an unknown kind of answer', withMentee({ traits: { q: { kind: 'smell' } } }), { at: 'mentee', id: 'a0', fault: 'trait', name: 'q' }],
    ['weights that sum to nothing', withCriterion({ weightPoints: 0 }), { at: 'criteria', id: '', fault: 'no-weight' }],
    ['a negative weight', withCriterion({ weightPoints: -1 }), { at: 'criterion', id: 'c', fault: 'weight' }],
    ['an unknown kind of criterion', withCriterion({ kind: 'smell' }), { at: 'criterion', id: 'c', fault: 'kind' }],
    ['a mode that does not exist', withCriterion({ mode: 'opposite' }), { at: 'criterion', id: 'c', fault: 'field', name: 'mode' }],
    [
      'shares and counts together',
      { ...fine, criteria: [...fine.criteria, ...withCriterion({}).criteria] },
      { at: 'criteria', id: '', fault: 'mixed' },
    ],
    ['a lock of nobody', { ...fine, locks: [{ mentee: 'x', mentor: 'b0' }] }, { at: 'lock', id: 'x → b0', fault: 'unknown-id', name: 'x' }],
    [
      'an unknown requirement',
      { ...fine, requirements: [{ id: 'r', kind: 'smell' } as never] },
      { at: 'requirement', id: 'r', fault: 'kind' },
    ],
    [
      'hours that are no quarters',
      { ...fine, requirements: [{ id: 'r', kind: 'overlapHours', hours: 0.1, mentee: 'q', mentor: 'q' }] },
      { at: 'requirement', id: 'r', fault: 'field', name: 'hours' },
    ],
  ]
  for (const [name, problem, fault] of cases)
    test(name, async () => {
      expect(faultsIn(problem)).toContainEqual(fault)
      await expect(solve(problem)).rejects.toMatchObject({ name: 'Refusal', code: 'faulty-problem' })
    })

  test('nothing is wrong with a sound problem', () => expect(faultsIn(fine)).toEqual([]))

  test('several faults come together', () =>
    expect(faultsIn({ ...withMentee({ capacity: -1, priority: -1 }), locks: [{ mentee: 'x', mentor: 'y' }] })).toHaveLength(4))
})

describe('refusals', () => {
  test('an objective that is nothing, and a change that there is not', async () => {
    await expect(solve(fine, null as never)).rejects.toMatchObject({ code: 'faulty-objective', facts: { faults: ['kind'] } })
    const solution = await solve(fine)
    await expect((async () => solution.edit([{ kind: 'swap' } as never]))()).rejects.toMatchObject({ code: 'faulty-change' })
  })

  test('a pair over 10,000 points', async () => {
    await expect(solve(pointsProblem([[10_001]]))).rejects.toMatchObject({
      code: 'too-many-points',
      facts: { mentee: 'a0', mentor: 'b0', points: 10_001 },
    })
  })
  test('exactly 10,000 is fine', async () => expect((await solve(pointsProblem([[10_000]]))).result.total).toBe(10_000))
  test('an objective that does not exist', async () =>
    await expect(solve(fine, { kind: 'luck' } as never)).rejects.toMatchObject({ code: 'faulty-objective' }))
  test('a cancelled run', async () =>
    await expect(solve(fine, { kind: 'optimal' }, { signal: { aborted: true } })).rejects.toBeInstanceOf(Refusal))

  test.each([
    { size: 1200, phase: 'matching' },
    { size: 1500, phase: 'scoring' },
  ] as const)('a run over $size pauses, tells its progress ($phase) and can be cancelled half way', async ({ size, phase: told }) => {
    const people = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        id: `${prefix}${at}`,
        traits: { q: { kind: 'choices' as const, choices: [`${at % 7}`, `${at % 5}`] } },
      }))
    const problem = { ...withCriterion({}), mentees: people('a', size), mentors: people('b', size - 100) }
    const signal = { aborted: false }
    const phases = new Set<string>()
    let pauses = 0
    const pause = async () => {
      if (++pauses === 3) signal.aborted = true
    }
    await expect(
      solve(problem, { kind: 'optimal' }, { signal, pause, onProgress: ({ phase }) => phases.add(phase) }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect([pauses, phases.has(told)]).toEqual([3, true])
  })
})
