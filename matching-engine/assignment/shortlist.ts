/**
 * Which pairs to look at first. The best few of every row and of every column (two-sided: with rows' favorites alone the
 * columns that nobody ranks high stay invisible and their proofs are violated by the thousand), taken in one pass over all rows.
 * Each row is scanned from an offset of its own, so that among equals not everybody lists the same few columns.
 */
import { Best } from './best.ts'
import type { Network } from './network.ts'
import { type Arcs, arcsFrom, indexed, type State } from './state.ts'

/** Every allowed pair. */
export function allPairs(network: Network): Arcs {
  const { rows, columns } = network
  const rowStart = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++) {
    const points = network.row(row)
    let count = 0
    for (let column = 0; column < columns; column++) if ((points[column] ?? -1) >= 0) count++
    rowStart[row + 1] = (rowStart[row] ?? 0) + count
  }
  const column = new Int32Array(rowStart[rows] ?? 0)
  const pointsOf = new Int32Array(column.length)
  let arc = 0
  for (let row = 0; row < rows; row++) {
    const points = network.row(row)
    for (let at = 0; at < columns; at++) {
      const here = points[at] ?? -1
      if (here < 0) continue
      column[arc] = at
      pointsOf[arc++] = here
    }
  }
  return indexed(columns, rowStart, column, pointsOf)
}

/** The best `perRow` pairs of every row at the given prices and the best `perColumn` of every column; `keep` lists more pairs by row. Yields rows done. */
export function* shortlist(
  network: Network,
  perRow: number,
  perColumn: number,
  warm?: { readonly columnPrice: Float64Array; readonly keep: readonly (readonly number[])[] },
): Generator<number, Arcs> {
  const { rows, columns, columnCapacity, rowCapacity } = network
  const prices = warm?.columnPrice ?? new Float64Array(columns)
  const lists: number[][] = []
  // rows that suit each column best: perColumn keys and points a column, worst first in slot 0 by insertion
  const columnRows = new Int32Array(columns * perColumn).fill(-1)
  const columnPoints = new Int32Array(columns * perColumn).fill(-1)
  const columnBar = new Int32Array(columns).fill(-1)
  for (let column = 0; column < columns; column++) if (columnCapacity[column] === 0) columnBar[column] = 0x7fffffff
  for (let row = 0; row < rows; row++) {
    if (rowCapacity[row] === 0) {
      lists.push([])
      continue
    }
    const points = network.row(row)
    const best = new Best(Math.min(columns, perRow + (rowCapacity[row] ?? 0)))
    let bar = best.bar
    const offset = Math.imul(row, 0x9e3779b1) >>> 0
    let column = columns === 0 ? 0 : offset % columns
    for (let step = 0; step < columns; step++) {
      const here = points[column] ?? -1
      const gain = here - (prices[column] ?? 0)
      if (gain > bar && here >= 0 && columnCapacity[column] !== 0) {
        best.offer(column, gain)
        bar = best.bar
      }
      if (here > (columnBar[column] ?? 0)) columnBar[column] = insert(columnRows, columnPoints, column * perColumn, perColumn, row, here)
      if (++column === columns) column = 0
    }
    lists.push([...best.keys.subarray(0, best.length), ...(warm?.keep[row] ?? spread(points, offset, columnCapacity))])
    yield row
  }
  return joined(network, lists, columnRows, perColumn)
}

/** A few columns from all over, so that there is a way out when everybody likes the same ones. */
function spread(points: ArrayLike<number>, offset: number, columnCapacity: Int32Array): number[] {
  const found: number[] = []
  for (let step = 1; step <= 8 && points.length > 0; step++) {
    const column = (offset + Math.floor((step * points.length) / 8) + step * step) % points.length
    if ((points[column] ?? -1) >= 0 && columnCapacity[column] !== 0) found.push(column)
  }
  return found
}

/** Puts a row among the best of a column, kept in falling order; the new bar. */
function insert(rowsOf: Int32Array, pointsOf: Int32Array, from: number, most: number, row: number, points: number): number {
  let at = from + most - 1
  while (at > from && (pointsOf[at - 1] ?? 0) < points) {
    pointsOf[at] = pointsOf[at - 1] ?? 0
    rowsOf[at] = rowsOf[at - 1] ?? 0
    at--
  }
  pointsOf[at] = points
  rowsOf[at] = row
  return pointsOf[from + most - 1] ?? 0
}

/** The union of rows' and columns' favorites, in column order within a row, scored once more. */
function joined(network: Network, lists: readonly (readonly number[])[], columnRows: Int32Array, perColumn: number): Arcs {
  const more: number[][] = lists.map(() => [])
  for (const [at, row] of columnRows.entries()) if (row >= 0) more[row]?.push(Math.floor(at / perColumn))
  return arcsFrom(
    network.columns,
    lists.map((list, row) =>
      scoredList(
        network,
        row,
        [...new Set([...list, ...(more[row] ?? [])])].sort((a, b) => a - b),
      ),
    ),
  )
}

function scoredList(network: Network, row: number, columns: readonly number[]): { column: readonly number[]; points: readonly number[] } {
  if (columns.length === 0) return { column: columns, points: [] }
  // a few pairs are scored one by one faster than the whole row
  if (columns.length * 16 < network.columns) return { column: columns, points: columns.map(column => network.pair(row, column)) }
  const points = network.row(row)
  return { column: columns, points: columns.map(column => points[column] ?? 0) }
}

/** What a pass over all pairs found: pairs that the prices do not yet explain. */
export type Violations = { readonly rows: number[]; readonly columns: Int32Array[]; readonly points: Int32Array[]; count: number }

/** What a pass left behind: the prices at which it checked, and the rows in which it found more than it kept. */
export type Checkpoint = { readonly rowPrice: Float64Array; readonly columnPrice: Float64Array; readonly open: Uint8Array }

/**
 * Checks every pair against the prices, at most `perRow` violations a row are kept (the worst ones); yields rows done.
 * With the checkpoint of the pass before, a pair that was explained then is looked at again only if its row's or its column's
 * price has fallen since: everything else is still explained. So late passes, in which little moves, cost little.
 */
export function* violations(state: State, perRow: number, since: Checkpoint | null): Generator<number, Violations> {
  const { network, rowPrice, columnPrice } = state
  const { rows, columns, rowCapacity } = network
  const found: Violations = { rows: [], columns: [], points: [], count: 0 }
  const fallen = since ? fallenColumns(columnPrice, since.columnPrice) : []
  const best = new Best(perRow)
  for (let row = 0; row < rows; row++) {
    if (rowCapacity[row] === 0) continue
    const isWhole = since === null || since.open[row] === 1 || (rowPrice[row] ?? 0) < (since.rowPrice[row] ?? 0)
    if (!isWhole && fallen.length === 0) continue
    if (isWhole) checkRow(state, row, best, columns)
    else checkColumns(state, row, best, fallen)
    if (best.length > 0) {
      const kept = best.keys.slice(0, best.length).sort()
      found.rows.push(row)
      found.columns.push(kept)
      found.points.push(Int32Array.from(kept, column => network.pair(row, column)))
      found.count += best.length
      best.length = 0
    }
    yield row
  }
  return found
}

/** The state's prices, and the rows that have to be looked at whole again. */
export function checkpoint(state: State, found: Violations): Checkpoint {
  const open = new Uint8Array(state.network.rows)
  for (const row of found.rows) open[row] = 1
  return { rowPrice: state.rowPrice.slice(), columnPrice: state.columnPrice.slice(), open }
}

function fallenColumns(now: Float64Array, before: Float64Array): number[] {
  const fallen: number[] = []
  for (const [column, price] of now.entries()) if (price < (before[column] ?? 0)) fallen.push(column)
  return fallen
}

function checkRow(state: State, row: number, best: Best, columns: number): void {
  const { columnPrice, rowPrice, network } = state
  const points = network.row(row)
  const limit = rowPrice[row] ?? 0
  let known: ReadonlySet<number> | null = null
  let bar = limit
  let column = columns === 0 ? 0 : (Math.imul(row, 0x9e3779b1) >>> 0) % columns
  for (let step = 0; step < columns; step++) {
    const here = points[column] ?? -1
    const gain = here - (columnPrice[column] ?? 0)
    if (gain > bar && here >= 0) {
      known ??= knownColumns(state, row)
      if (!known.has(column)) {
        best.offer(column, gain)
        bar = Math.max(limit, best.bar)
      }
    }
    if (++column === columns) column = 0
  }
}

function checkColumns(state: State, row: number, best: Best, columns: readonly number[]): void {
  const { columnPrice, rowPrice, network } = state
  const limit = rowPrice[row] ?? 0
  let known: ReadonlySet<number> | null = null
  const points = columns.length * 16 > network.columns ? network.row(row) : null
  for (const column of columns) {
    const here = points ? (points[column] ?? -1) : network.pair(row, column)
    const gain = here - (columnPrice[column] ?? 0)
    if (gain <= limit || here < 0 || gain <= best.bar) continue
    known ??= knownColumns(state, row)
    if (!known.has(column)) best.offer(column, gain)
  }
}

/** Columns in use by a row: only these may be worth more than the row's price. */
function knownColumns(state: State, row: number): ReadonlySet<number> {
  const known = new Set<number>()
  const end = state.slotStart[row + 1] ?? 0
  for (let slot = state.slotStart[row] ?? 0; slot < end; slot++) {
    const arc = state.slotArc[slot] ?? -1
    if (arc !== -1) known.add(state.arcs.column[arc] ?? 0)
  }
  return known
}
