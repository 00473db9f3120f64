import { describe, expect, test } from 'vitest'
import { type Change, changed } from './edit.ts'
import { pointTable } from './point-table.ts'
import type { Candidate, Problem } from './problem.ts'
import { scored } from './scoring.ts'
import { anyProblem, chance } from './testing/worlds.ts'

type Random = (below: number) => number

/** Somebody comes or leaves, or returns with other answers; a pair is excluded or readmitted. */
function anyChange(problem: Problem, random: Random): Change[] {
  const side = random(2) === 0 ? 'mentee' : 'mentor'
  const own = side === 'mentee' ? problem.mentees : problem.mentors
  const fresh = anyProblem(random(10_000), { mentees: 12, mentors: 12 })
  const other: Candidate = (side === 'mentee' ? fresh.mentees : fresh.mentors)[random(12)]!
  const { id } = own[random(own.length)]!
  const pair = { mentee: problem.mentees[random(problem.mentees.length)]!.id, mentor: problem.mentors[random(problem.mentors.length)]!.id }
  const readmitted = problem.exclusions?.[0]
  const changes: Change[][] = [
    [{ kind: 'add', side, candidate: { ...other, id: `new${random(1_000_000)}` } }],
    [{ kind: 'remove', side, id }],
    [
      { kind: 'remove', side, id },
      { kind: 'add', side, candidate: { ...other, id } },
    ],
    [{ kind: 'exclude', ...pair }],
    [{ kind: 'capacity', side, id, capacity: random(3) }],
    readmitted ? [{ kind: 'readmit', ...readmitted }] : [],
  ]
  return changes[random(changes.length)]!
}

describe('people who come and leave', () => {
  test('are compared with everybody as if all had been there from the beginning, change after change, by every kind', () => {
    let carried = 0
    for (let seed = 0; seed < 40; seed++) {
      const random = chance(seed)
      let scoring = scored(anyProblem(seed, { mentees: 9, mentors: 8 }))
      let table = pointTable(scoring)
      for (let step = 0; step < 8; step++) {
        const problem = changed(scoring.problem, anyChange(scoring.problem, random))
        if (problem.mentees.length < 2 || problem.mentors.length < 2) break
        const next = scored(problem, scoring)
        const nextTable = pointTable(next, table)
        const fresh = scored(problem)
        if (next.compared.first === scoring.compared.first) carried++
        expect([next.people.mentees, next.people.mentors]).toEqual([fresh.people.mentees, fresh.people.mentors])
        const [row, freshRow] = [new Int16Array(problem.mentors.length), new Int16Array(problem.mentors.length)]
        for (const mentee of problem.mentees.keys()) {
          next.fillRow(mentee, row)
          fresh.fillRow(mentee, freshRow)
          expect(row).toEqual(freshRow)
          expect(nextTable.row(mentee)).toEqual(freshRow)
          const of = (one: typeof next) =>
            Array.from(problem.mentors.keys(), mentor => [
              one.points(mentee, mentor),
              one.open(mentee, mentor),
              one.criteria.map(criterion => criterion.line(mentee, mentor)),
            ])
          expect(of(next)).toEqual(of(fresh))
          expect(Array.from(freshRow.keys(), mentor => nextTable.points(mentee, mentor))).toEqual([...freshRow])
        }
        // the next change is sometimes made to the problem before
        if (random(4) === 0) continue
        scoring = next
        table = nextTable
      }
    }
    expect(carried).toBeGreaterThan(150)
  })

  test('a newcomer of whom some pair would have too many points is refused', () => {
    const person = (id: string, ratings: Record<string, number>): Candidate => ({ id, traits: { rated: { kind: 'ratings', ratings } } })
    const problem: Problem = {
      seed: 'test',
      mentees: [person('a', { b: 3 })],
      mentors: [person('b', {})],
      criteria: [{ id: 'likes', kind: 'rating', by: 'mentee', mentee: 'rated', mentor: '', pointsPerStep: 100 }],
      requirements: [],
    }
    const before = scored(problem)
    const after = changed(problem, [{ kind: 'add', side: 'mentee', candidate: person('c', { b: 101 }) }])
    expect(() => scored(after, before)).toThrow(
      expect.objectContaining({ code: 'too-many-points', facts: { mentee: 'c', mentor: 'b', points: 10_100 } }),
    )
  })

  test('whom the mentors are matters to a criterion by rarity, so everybody is compared anew', () => {
    const problem: Problem = {
      ...anyProblem(1, { mentees: 4, mentors: 4 }),
      criteria: [
        { id: 'rare', kind: 'set', mode: 'complementary', itemWeights: 'rarity', mentee: 'choices', mentor: 'choices', weightPoints: 1 },
      ],
    }
    const before = scored(problem)
    const without = (side: 'mentee' | 'mentor', id: string) => scored(changed(problem, [{ kind: 'remove', side, id }]), before)
    expect(without('mentee', 'a0').compared.first).toBe(before.compared.first)
    expect(without('mentor', 'b0').compared.first).not.toBe(before.compared.first)
  })
})
