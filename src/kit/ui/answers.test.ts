import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Answered, keepAnswers } from './answers.ts'

const rules = {
  freshMs: 20_000,
  keptMs: 300_000,
  retries: 2,
  isWorthRetrying: (error: unknown) => error instanceof TypeError,
  now: () => Date.now(),
}

/** A server whose answers are given by the test, one reading after the other. */
function aServer(...answers: readonly (unknown | (() => unknown))[]) {
  let readings = 0
  return {
    readings: () => readings,
    read: async () => {
      const answer = answers[Math.min(readings, answers.length - 1)]
      readings += 1
      await new Promise(resolve => setTimeout(resolve, 10))
      return typeof answer === 'function' ? answer() : answer
    },
  }
}
const fails = (error: Error) => () => {
  throw error
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('kept answers', () => {
  test('two who watch the same question cause one reading and hear its answer', async () => {
    const server = aServer({ count: 1 })
    const kept = keepAnswers(rules)
    const entry = kept.entryOf('readRoom:{}', server.read)
    const heard: Answered<unknown>[] = []

    kept.watch(entry, () => heard.push(entry.answered))
    kept.watch(kept.entryOf('readRoom:{}', server.read), () => {})
    await vi.advanceTimersByTimeAsync(20)

    expect(server.readings()).toBe(1)
    expect(heard).toEqual([
      { data: undefined, error: null, isFetching: true },
      { data: { count: 1 }, error: null, isFetching: false },
    ])
  })

  test('an answer is read again after twenty seconds, not before', async () => {
    const server = aServer('first', 'second')
    const kept = keepAnswers(rules)
    const entry = kept.entryOf('readRoom:{}', server.read)
    kept.watch(entry, () => {})()
    await vi.advanceTimersByTimeAsync(19_000)

    kept.watch(entry, () => {})
    await vi.advanceTimersByTimeAsync(20)
    const early = entry.answered.data
    await vi.advanceTimersByTimeAsync(2_000)
    kept.refresh()
    await vi.advanceTimersByTimeAsync(20)

    expect([early, entry.answered.data, server.readings()]).toEqual(['first', 'second', 2])
  })

  test('what is renewed while it is being read is read once more', async () => {
    const server = aServer('before the act', 'after the act')
    const kept = keepAnswers(rules)
    const entry = kept.entryOf('readRoom:{}', server.read)
    kept.watch(entry, () => {})
    await vi.advanceTimersByTimeAsync(5)

    const renewed = kept.renew('readRoom:')
    await vi.advanceTimersByTimeAsync(50)
    await renewed

    expect([entry.answered.data, server.readings()]).toEqual(['after the act', 2])
  })

  test('renewing reads the endpoint named, and no other', async () => {
    const [rooms, doors] = [aServer('rooms'), aServer('doors')]
    const kept = keepAnswers(rules)
    kept.watch(kept.entryOf('readRoom:{}', rooms.read), () => {})
    kept.watch(kept.entryOf('readRoomDoor:{}', doors.read), () => {})
    await vi.advanceTimersByTimeAsync(20)

    const renewed = kept.renew('readRoom:')
    await vi.advanceTimersByTimeAsync(20)
    await renewed

    expect([rooms.readings(), doors.readings()]).toEqual([2, 1])
  })

  test('a network that fails is tried twice more; a no is not', async () => {
    const [network, refusal] = [aServer(fails(new TypeError('away'))), aServer(fails(new Error('not permitted')))]
    const kept = keepAnswers(rules)
    const [lost, refused] = [kept.entryOf('a:{}', network.read), kept.entryOf('b:{}', refusal.read)]

    kept.watch(lost, () => {})
    kept.watch(refused, () => {})
    await vi.advanceTimersByTimeAsync(5_000)

    expect([network.readings(), lost.answered.error?.message, refusal.readings(), refused.answered.error?.message]).toEqual([
      3,
      'away',
      1,
      'not permitted',
    ])
  })

  test('a failure keeps the answer of before', async () => {
    const server = aServer('kept', fails(new Error('busy')))
    const kept = keepAnswers(rules)
    const entry = kept.entryOf('a:{}', server.read)
    kept.watch(entry, () => {})
    await vi.advanceTimersByTimeAsync(20)

    void kept.read(entry)
    await vi.advanceTimersByTimeAsync(20)

    expect(entry.answered).toEqual({ data: 'kept', error: new Error('busy'), isFetching: false })
  })

  test('the same answer is the same object, so nothing is drawn again', async () => {
    const server = aServer({ rows: [1] }, { rows: [1] })
    const kept = keepAnswers(rules)
    const entry = kept.entryOf('a:{}', server.read)
    kept.watch(entry, () => {})
    await vi.advanceTimersByTimeAsync(20)
    const before = entry.answered.data

    void kept.read(entry)
    await vi.advanceTimersByTimeAsync(20)

    expect(entry.answered.data).toBe(before)
  })

  test('an entry that nobody watches is forgotten after five minutes', async () => {
    const server = aServer('old', 'new')
    const kept = keepAnswers(rules)
    const entry = kept.entryOf('a:{}', server.read)
    const leave = kept.watch(entry, () => {})
    await vi.advanceTimersByTimeAsync(20)

    leave()
    await vi.advanceTimersByTimeAsync(299_000)
    const still = kept.entryOf('a:{}', server.read)
    await vi.advanceTimersByTimeAsync(2_000)

    expect(still).toBe(entry)
    expect(kept.entryOf('a:{}', server.read)).not.toBe(entry)
  })
})
