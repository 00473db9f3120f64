/**
 * Prices to start from: an epsilon-scaling auction (Bertsekas 1988; capacities after Bertsekas and Castañón 1989).
 *
 * Rows without a place bid for the column that suits them best at the current prices: they raise the price of its cheapest
 * place to where they would be indifferent to their second best, plus epsilon, and whoever held that place has to bid again.
 * With epsilon large this settles fast and roughly, with epsilon small slowly and exactly; so it is lowered phase by phase, prices
 * kept, places vacated. Prices are whole multiples of epsilon = 2^-k, exact in floating point.
 *
 * We do not run it to the end. Each phase has a budget of bids, since on scarce problems rows outbid each other by epsilon for
 * very long, and being left out counts as a loss of a few times the largest points, not as the (astronomic) bonus. Whatever comes
 * out is a legal start: the repair drops the pairs that the rounded prices do not support and ends exactly.
 * Only for rows of one unit; rows of several go to the repair directly.
 */
import type { Network } from './network.ts'
import { type State, take } from './state.ts'

/** The state has prices and most of its pairs afterwards. Yields rows that are placed, every few bids. */
export function* auction(state: State, firstEpsilon: number, lastEpsilon: number): Generator<number, void> {
  const { network, arcs, columnPrice } = state
  const { rows, columns } = network
  // places per column, no more than could be used; a place has a price and the row that holds it, -1 for nobody
  const placeStart = placesOf(network, state)
  const places = placeStart[columns] ?? 0
  const placePrice = new Float64Array(places)
  const placeRow = new Int32Array(places)
  const heldPlace = new Int32Array(rows)
  const heldArc = new Int32Array(rows)
  const waiting = new Int32Array(rows)
  const stayingOut = outsideValues(network)
  for (let column = 0; column < columns; column++) placePrice.fill(columnPrice[column] ?? 0, placeStart[column], placeStart[column + 1])
  for (let epsilon = firstEpsilon; ; epsilon = Math.max(lastEpsilon, epsilon / 8)) {
    // everybody bids again, from the prices as they are
    placeRow.fill(-1)
    heldPlace.fill(-1)
    let left = 0
    for (let row = rows - 1; row >= 0; row--) if ((network.rowCapacity[row] ?? 0) > 0) waiting[left++] = row
    for (let budget = 12 * rows; left > 0 && budget > 0; budget--) {
      if (budget % bidsPerSlice === 0) yield rows - left
      const row = waiting[--left] ?? 0
      // best and second best at these prices; a second cheap place of the same column counts
      let best = -1
      let most = stayingOut[row] ?? 0
      let next = most
      const end = arcs.rowStart[row + 1] ?? 0
      for (let arc = arcs.rowStart[row] ?? 0; arc < end; arc++) {
        const gain = (arcs.points[arc] ?? 0) - (columnPrice[arcs.column[arc] ?? 0] ?? 0)
        if (gain <= next) continue
        if (gain > most) {
          next = most
          most = gain
          best = arc
        } else next = gain
      }
      if (best === -1) continue
      const column = arcs.column[best] ?? 0
      const first = placeStart[column] ?? 0
      const last = placeStart[column + 1] ?? 0
      let cheapest = first
      let second = Number.POSITIVE_INFINITY
      for (let place = first + 1; place < last; place++) {
        const price = placePrice[place] ?? 0
        if (price < (placePrice[cheapest] ?? 0)) {
          second = placePrice[cheapest] ?? 0
          cheapest = place
        } else if (price < second) second = price
      }
      const points = arcs.points[best] ?? 0
      if (points - second > next) next = points - second
      const bid = points - next + epsilon
      const loser = placeRow[cheapest] ?? -1
      if (loser !== -1) {
        heldPlace[loser] = -1
        waiting[left++] = loser
      }
      placePrice[cheapest] = bid
      placeRow[cheapest] = row
      heldPlace[row] = cheapest
      heldArc[row] = best
      columnPrice[column] = Math.min(bid, second)
    }
    yield rows - left
    if (epsilon <= lastEpsilon) break
  }
  for (let column = 0; column < columns; column++) columnPrice[column] = Math.floor(columnPrice[column] ?? 0)
  for (let row = 0; row < rows; row++)
    if (heldPlace[row] !== -1 && (network.rowCapacity[row] ?? 0) > 0) take(state, state.slotStart[row] ?? 0, heldArc[row] ?? 0)
}

const bidsPerSlice = 2048

function placesOf({ columns, columnCapacity }: Network, { arcs }: State): Int32Array {
  const start = new Int32Array(columns + 1)
  for (let column = 0; column < columns; column++) {
    const suitors = (arcs.columnStart[column + 1] ?? 0) - (arcs.columnStart[column] ?? 0)
    start[column + 1] = (start[column] ?? 0) + Math.min(columnCapacity[column] ?? 0, suitors)
  }
  return start
}

/** What staying out is worth to each row here: its bonus, but no more than a few times the largest points. */
function outsideValues({ rows, firstBonus }: Network): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => -Math.min(firstBonus[row] ?? 0, 30_000))
}
