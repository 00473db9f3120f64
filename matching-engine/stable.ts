/**
 * Stable arrangements: no mentee and mentor, open to each other, would both rather have each other than (one of) those they have.
 * Deferred acceptance (Gale and Shapley 1962; Roth 1984 for capacities on both sides, with responsive preferences): the
 * proposing side works down its list, the other side keeps the best so far. The outcome is the best stable one for every single
 * member of the proposing side. Preferences are points by each side's own criteria; equals are ranked by the seeded order, so
 * preferences are strict and the outcome is unique. Lists are not stored: the next proposal is found by a pass over the row.
 */
import type { Progress } from './assignment/optimal.ts'

/** The market as numbers. `suits(i, j)` is how much i of the proposing side likes j, negative where the pair is not open. */
export type Market = {
  readonly proposers: number
  readonly others: number
  readonly proposerCapacity: Int32Array
  readonly otherCapacity: Int32Array
  /** How much a proposer likes every one of the others, -1 where not open; valid until the next call. */
  likes(proposer: number): ArrayLike<number>
  likedBack(other: number, proposer: number): number
}

/** Who is held by whom: for each of the others its proposers. */
export function* deferredAcceptance(market: Market): Generator<Progress, number[][]> {
  const { proposers, others, proposerCapacity, otherCapacity } = market
  const held: { proposer: number; liked: number }[][] = Array.from({ length: others }, () => [])
  const places = Int32Array.from(proposerCapacity)
  // where each proposer stands on its list: the last one asked, and how much it was liked
  const lastLiked = new Float64Array(proposers).fill(Number.POSITIVE_INFINITY)
  const lastAsked = new Int32Array(proposers).fill(-1)
  const waiting = Array.from({ length: proposers }, (_, proposer) => proposers - 1 - proposer)
  let asked = 0
  for (let proposer = waiting.pop(); proposer !== undefined; proposer = waiting.pop()) {
    const likes = (places[proposer] ?? 0) > 0 ? market.likes(proposer) : []
    while ((places[proposer] ?? 0) > 0) {
      const other = nextOn(likes, others, lastLiked[proposer] ?? 0, lastAsked[proposer] ?? -1)
      if (other === -1) break
      lastLiked[proposer] = likes[other] ?? 0
      lastAsked[proposer] = other
      if (++asked % 256 === 0) yield { phase: 'matching', done: asked, of: proposers * others, pass: 1 }
      const sent = consider(held[other] ?? [], otherCapacity[other] ?? 0, { proposer, liked: market.likedBack(other, proposer) })
      if (sent === proposer) continue
      places[proposer] = (places[proposer] ?? 0) - 1
      if (sent === -1) continue
      places[sent] = (places[sent] ?? 0) + 1
      waiting.push(sent)
    }
  }
  return held.map(list => list.map(({ proposer }) => proposer))
}

/** The best one after the last one asked: liked less, or equally and later in the seeded order. */
function nextOn(likes: ArrayLike<number>, others: number, lastLiked: number, lastAsked: number): number {
  let best = -1
  let most = -1
  for (let other = 0; other < others; other++) {
    const liked = likes[other] ?? -1
    if (liked <= most || liked > lastLiked || (liked === lastLiked && other <= lastAsked)) continue
    most = liked
    best = other
  }
  return best
}

/** Keeps the best `capacity`; whoever is sent away, -1 when nobody is. */
function consider(held: { proposer: number; liked: number }[], capacity: number, asking: { proposer: number; liked: number }): number {
  if (capacity === 0) return asking.proposer
  held.push(asking)
  held.sort((a, b) => b.liked - a.liked || a.proposer - b.proposer)
  return held.length > capacity ? (held.pop()?.proposer ?? -1) : -1
}
