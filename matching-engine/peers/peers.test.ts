import { describe, expect, test } from 'vitest'
import { type Problem, type Result, solve, verify } from '../index.ts'
import { scored } from '../scoring.ts'
import { anyProblem, chance } from '../testing/worlds.ts'
import { bestPairing } from './blossom.ts'
import { peerPoints, twoSided } from './peers.ts'

const oneSided = (seed: number, people: number): Problem => {
  const any = anyProblem(seed, { mentees: people, mentors: 1, most: 1 })
  return {
    ...any,
    mentors: [],
    mentees: any.mentees.map(mentee => ({ ...mentee, capacity: 1, person: mentee.id })),
    requirements: any.requirements.filter(({ kind }) => kind !== 'listed'),
  }
}

/** The most pairs, then the best total, by trying every pairing. */
function bestByTrying(problem: Problem): [pairs: number, total: number] {
  const scoring = scored(twoSided(problem))
  const points = peerPoints(scoring)
  const people = problem.mentees.length
  const memory = new Map<number, [number, number]>()
  const from = (placed: number): [number, number] => {
    if (placed === 2 ** people - 1) return [0, 0]
    const known = memory.get(placed)
    if (known) return known
    let a = 0
    while ((placed >> a) & 1) a++
    let best = from(placed | (1 << a))
    for (let b = a + 1; b < people; b++) {
      if ((placed >> b) & 1 || points(a, b) < 0) continue
      const [pairs, total] = from(placed | (1 << a) | (1 << b))
      if (pairs + 1 > best[0] || (pairs + 1 === best[0] && total + points(a, b) > best[1])) best = [pairs + 1, total + points(a, b)]
    }
    memory.set(placed, best)
    return best
  }
  return from(0)
}

describe('peer pairs', () => {
  test('equal trying every pairing, with Edmonds’ certificate', async () => {
    for (let seed = 0; seed < 120; seed++) {
      const problem = oneSided(seed, 2 + (seed % 8))
      const { result } = await solve(problem, { kind: 'peers', as: 'pairs' })
      expect([result.pairs.length, result.total]).toEqual(bestByTrying(problem))
      expect(verify(problem, result)).toEqual({ valid: true })
    }
  })

  test('larger groups are proven over every pair, shortlists included', async () => {
    for (const [seed, people] of [
      [1, 61],
      [2, 90],
      [3, 121],
    ] as const) {
      const problem = { ...oneSided(seed, people), requirements: [] }
      const { result } = await solve(problem, { kind: 'peers', as: 'pairs' })
      expect(verify(problem, result)).toEqual({ valid: true })
      expect(result.matched).toBeGreaterThan(40)
    }
  })

  test('the same pairs for any order of the input', async () => {
    const problem = oneSided(5, 30)
    const turned = { ...problem, mentees: problem.mentees.toReversed() }
    expect((await solve(turned, { kind: 'peers', as: 'pairs' })).result.pairs).toEqual(
      (await solve(problem, { kind: 'peers', as: 'pairs' })).result.pairs,
    )
  })

  test('a forged pairing is rejected', async () => {
    const problem = oneSided(9, 8)
    const { result } = await solve(problem, { kind: 'peers', as: 'pairs' })
    const drop: Result = {
      ...result,
      pairs: result.pairs.slice(1),
      groups: result.groups!.slice(1),
      matched: result.matched - 2,
      total: result.total - result.pairs[0]!.points,
    }
    expect(verify(problem, drop).valid).toBe(false)
    if (result.certificate.kind !== 'odd-sets') throw new Error('odd sets are expected')
    const cheaper = { ...result.certificate, people: result.certificate.people.map((price, at) => (at === 0 ? price + 1 : price)) }
    expect(verify(problem, { ...result, certificate: cheaper }).valid).toBe(false)
  })

  test('what is told of circles and of who is alone is checked, too', async () => {
    const alone = { id: 'z', capacity: 0, person: 'z', traits: {} }
    const problem: Problem = { ...oneSided(9, 8), requirements: [] }
    const withAlone = { ...problem, mentees: [...problem.mentees, alone] }
    const { result } = await solve(withAlone, { kind: 'peers', as: 'pairs' })
    expect(result.unmatched).toEqual([{ mentee: 'z', why: 'takes-nobody' }])
    expect(verify(withAlone, result)).toEqual({ valid: true })
    const [first, ...others] = result.groups ?? []
    const forged: readonly Result[] = [
      { ...result, groups: [{ ...first!, points: first!.points + 1 }, ...others] },
      { ...result, groups: [{ ...first!, mentors: ['z'] }, ...others] },
      { ...result, unmatched: [{ mentee: 'z', why: 'places-taken' }] },
      { ...result, freePlaces: [{ mentor: 'z', places: 1 }] },
    ]
    for (const one of forged) expect(verify(withAlone, one).valid).toBe(false)
  })

  test('nobody to be with is not that the places are taken', async () => {
    const { mentees, ...rest } = oneSided(9, 3)
    const problem = { ...rest, requirements: [], mentees: mentees.map((one, at) => ({ ...one, capacity: at === 0 ? 1 : 0 })) }
    const { result } = await solve(problem, { kind: 'peers', as: 'pairs' })
    expect(result.unmatched.find(({ mentee }) => mentee === mentees[0]!.id)?.why).toBe('nobody-allowed')
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('the blossom method equals dynamic programming on random graphs, and its prices add up', () => {
    const random = chance(4)
    for (let trial = 0; trial < 400; trial++) {
      const people = 2 + random(8)
      const weights = Array.from({ length: people }, () => Array<number>(people).fill(0))
      for (let a = 0; a < people; a++)
        for (let b = 0; b < a; b++) weights[a]![b] = weights[b]![a] = random(3) === 0 ? 0 : random(trial % 2 === 0 ? 4 : 60)
      const work = bestPairing(people, (a, b) => weights[a]![b]!)
      let step = work.next()
      while (!step.done) step = work.next()
      const { partner, prices, oddSets } = step.value
      const total = partner.reduce((sum, other, a) => (other > a ? sum + weights[a]![other]! : sum), 0)
      const memory = new Map<number, number>()
      const best = (placed: number): number => {
        if (placed === 2 ** people - 1) return 0
        const known = memory.get(placed)
        if (known !== undefined) return known
        let a = 0
        while ((placed >> a) & 1) a++
        let most = best(placed | (1 << a))
        for (let b = a + 1; b < people; b++)
          if (!((placed >> b) & 1) && weights[a]![b]! > 0) most = Math.max(most, weights[a]![b]! + best(placed | (1 << a) | (1 << b)))
        memory.set(placed, most)
        return most
      }
      expect(total).toBe(best(0))
      expect(prices.reduce((a, b) => a + b, 0) + oddSets.reduce((sum, set) => sum + (set.price * (set.people.length - 1)) / 2, 0)).toBe(
        2 * total,
      )
    }
  })
})

describe('peer circles', () => {
  const everyoneFits = (people: number): Problem => ({ ...oneSided(21, people), requirements: [] })

  test('place everybody in circles of the asked size and tell the gap', async () => {
    const problem = everyoneFits(23)
    const { result } = await solve(problem, { kind: 'peers', as: 'circles', smallest: 4, largest: 5 })
    expect(result.groups!.map(({ mentees }) => mentees.length).sort()).toEqual([4, 4, 5, 5, 5])
    expect(verify(problem, result)).toEqual({ valid: true })
    if (result.certificate.kind !== 'bound') throw new Error('a bound is expected')
    expect(result.certificate.bound).toBeGreaterThanOrEqual(result.certificate.reached)
  })

  test('few people are searched exhaustively and proven', async () => {
    const problem = everyoneFits(8)
    const exact = await solve(problem, { kind: 'peers', as: 'circles', smallest: 4, largest: 4 })
    expect(exact.result.certificate).toMatchObject({ proven: true })
    const pairs = await solve(problem, { kind: 'peers', as: 'circles', smallest: 2, largest: 2 })
    expect(pairs.result.total).toBe((await solve(problem, { kind: 'peers', as: 'pairs' })).result.total)
  })

  test('nobody is alone of a kind and every circle has two sites', async () => {
    const site = (at: number) => ({ kind: 'choices' as const, choices: [at % 3 === 0 ? 'north' : 'south'] })
    const problem = {
      ...everyoneFits(12),
      mentees: everyoneFits(12).mentees.map((mentee, at) => ({ ...mentee, traits: { ...mentee.traits, site: site(at) } })),
    }
    const { result } = await solve(problem, {
      kind: 'peers',
      as: 'circles',
      smallest: 6,
      largest: 6,
      noLone: ['site'],
      atLeastTwo: ['site'],
    })
    const north = result.groups!.map(
      ({ mentees }) => mentees.filter(id => problem.mentees.findIndex(mentee => mentee.id === id) % 3 === 0).length,
    )
    expect(north).toEqual([2, 2])
    expect(verify(problem, result)).toEqual({ valid: true })
  })

  test('a circling that is not proven cannot say that it is', async () => {
    const problem = everyoneFits(23)
    const { result } = await solve(problem, { kind: 'peers', as: 'circles', smallest: 4, largest: 5 })
    if (result.certificate.kind !== 'bound') throw new Error('a bound is expected')
    expect(result.certificate.bound).toBeGreaterThan(result.certificate.reached)
    expect(verify(problem, { ...result, certificate: { ...result.certificate, proven: true } }).valid).toBe(false)
  })

  test.each([
    [{ smallest: 2.5 }, 'smallest'],
    [{ smallest: 1 }, 'smallest'],
    [{ largest: 0 }, 'largest'],
    [{ largest: 4.5 }, 'largest'],
    [{ largest: '5' }, 'largest'],
    [{ noLone: 'site' }, 'noLone'],
    [{ atLeastTwo: [3] }, 'atLeastTwo'],
  ])('circles with %o are refused by the name of the field', async (change, field) => {
    const objective = { kind: 'peers', as: 'circles', smallest: 3, largest: 5, ...change } as never
    await expect(solve(everyoneFits(11), objective)).rejects.toMatchObject({ code: 'faulty-objective', facts: { faults: [field] } })
  })

  test('sizes that cannot tile the people are refused', async () => {
    await expect(solve(everyoneFits(11), { kind: 'peers', as: 'circles', smallest: 5, largest: 5 })).rejects.toMatchObject({
      code: 'impossible-sizes',
    })
    await expect(solve(everyoneFits(11), { kind: 'peers', as: 'circles', smallest: 5, largest: 4 })).rejects.toMatchObject({
      code: 'impossible-sizes',
    })
  })
})
