/** Adds pairs to a state's shortlist; matching and prices stay as they are. */

import type { Violations } from './shortlist.ts'
import { indexed, type State } from './state.ts'

/** The arcs of the state include the found pairs afterwards, in column order within a row. */
export function extend(state: State, found: Violations): void {
  const { arcs } = state
  const rows = state.network.rows
  const added = new Int32Array(rows)
  for (const [index, row] of found.rows.entries()) added[row] = found.columns[index]?.length ?? 0
  const rowStart = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++)
    rowStart[row + 1] = (rowStart[row] ?? 0) + (arcs.rowStart[row + 1] ?? 0) - (arcs.rowStart[row] ?? 0) + (added[row] ?? 0)
  const size = rowStart[rows] ?? 0
  const column = new Int32Array(size)
  const points = new Int32Array(size)
  // where every old arc has gone
  const moved = new Int32Array(arcs.column.length)
  let next = 0
  for (let row = 0; row < rows; row++) {
    const at = found.rows[next] === row ? next++ : -1
    const newColumns = at === -1 ? none : (found.columns[at] ?? none)
    const newPoints = at === -1 ? noPoints : (found.points[at] ?? noPoints)
    let to = rowStart[row] ?? 0
    let fresh = 0
    const end = arcs.rowStart[row + 1] ?? 0
    for (let arc = arcs.rowStart[row] ?? 0; arc <= end; arc++) {
      const before = arc < end ? (arcs.column[arc] ?? 0) : Number.POSITIVE_INFINITY
      while (fresh < newColumns.length && (newColumns[fresh] ?? 0) < before) {
        column[to] = newColumns[fresh] ?? 0
        points[to++] = newPoints[fresh++] ?? 0
      }
      if (arc === end) break
      column[to] = before
      points[to] = arcs.points[arc] ?? 0
      moved[arc] = to++
    }
  }
  state.arcs = indexed(state.network.columns, rowStart, column, points)
  state.taken = new Uint8Array(size)
  for (let slot = 0; slot < state.slotArc.length; slot++) {
    const arc = state.slotArc[slot] ?? -1
    if (arc === -1) continue
    state.slotArc[slot] = moved[arc] ?? 0
    state.taken[moved[arc] ?? 0] = 1
  }
}

const none = new Int32Array(0)
const noPoints = new Int32Array(0)
