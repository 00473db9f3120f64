/**
 * The prices of all pairs at once, by the same reckoning as price.ts: the pair's own length and the shortest way back. All ways between
 * mentors are found together (assignment/closure.ts). Such a way may also pass outside, once: somebody stays out, somebody comes in, and
 * who that is depends on its two ends alone. So the objective splits without a step being walked: only who stays out and who comes in
 * are matched or not, and what the way loses beyond their bonuses are points.
 */
import type { PriceTable, RowPrice } from './arrangement.ts'
import { closureOf } from './assignment/closure.ts'
import { lastBonus, nextBonus } from './assignment/network.ts'
import type { State } from './assignment/state.ts'
import { hasUnit, isUsed } from './assignment/ways.ts'
import type { Scoring } from './scoring.ts'

/** Up to so many mentors' ways are kept all at once: 32 MB, and twice that while they are found. */
const mostMentors = 2048

/** Prices from row to row, for where they are not found at once. */
export function tableOfRows(mentees: number, mentors: number, row: (mentee: number) => readonly RowPrice[]): PriceTable {
  const table = emptyTable(mentees * mentors)
  for (let mentee = 0; mentee < mentees; mentee++)
    for (const [mentor, { possible, matchedLost, pointsLost }] of row(mentee).entries())
      if (possible) fillIn(table, mentee * mentors + mentor, matchedLost, pointsLost)
  return table
}

/** Null where they would take too much memory at once. */
export function priceTable(scoring: Scoring, state: State): PriceTable | null {
  const { rows, columns } = state.network
  return columns <= mostMentors ? new AllPrices(scoring, state).fill(emptyTable(rows * columns)) : null
}

function emptyTable(pairs: number): PriceTable {
  return { matchedLost: new Int32Array(pairs), pointsLost: new Float64Array(pairs).fill(Number.POSITIVE_INFINITY) }
}

function fillIn({ matchedLost, pointsLost }: PriceTable, at: number, matched: number, points: number): void {
  matchedLost[at] = matched
  pointsLost[at] = points
}

/** Shortest ways between each of some nodes and outside: their length, who stays out or comes in at the end (-1: nobody, a place), and what that one's bonus is. */
type Ends = { readonly length: Float64Array; readonly row: Int32Array; readonly bonus: Float64Array }

function noEnds(nodes: number): Ends {
  return {
    length: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    row: new Int32Array(nodes).fill(-1),
    bonus: new Float64Array(nodes),
  }
}

function shorten(ends: Ends, node: number, length: number, row: number, bonus: number): void {
  if (length >= (ends.length[node] ?? 0)) return
  ends.length[node] = length
  ends.row[node] = row
  ends.bonus[node] = bonus
}

class AllPrices {
  private readonly scoring: Scoring
  private readonly state: State
  private readonly columns: number
  private readonly ways: Float64Array
  /** From each column to outside, from outside to each column, from outside to each row. */
  private readonly out: Ends
  private readonly into: Ends
  private readonly intoRow: Ends

  constructor(scoring: Scoring, state: State) {
    const { rows, columns } = state.network
    this.scoring = scoring
    this.state = state
    this.columns = columns
    this.ways = closureOf(state)
    const { leaving, entering } = this.steps()
    this.out = noEnds(columns)
    this.into = noEnds(columns)
    this.intoRow = noEnds(rows)
    for (let column = 0; column < columns; column++)
      for (let from = 0; from < columns; from++) {
        const way = this.ways[column * columns + from] ?? 0
        shorten(this.out, from, way + (leaving.length[column] ?? 0), leaving.row[column] ?? -1, leaving.bonus[column] ?? 0)
        shorten(this.into, column, way + (entering.length[from] ?? 0), entering.row[from] ?? -1, entering.bonus[from] ?? 0)
      }
    for (let row = 0; row < rows; row++) this.enterRow(row)
  }

  /** What leads from a column to outside and back without another column between. */
  private steps(): { leaving: Ends; entering: Ends } {
    const { state, columns } = this
    const { network, rowPrice, columnPrice, rowCount, columnCount } = state
    const leaving = noEnds(columns)
    const entering = noEnds(columns)
    for (let column = 0; column < columns; column++) {
      if ((columnCount[column] ?? 0) < (network.columnCapacity[column] ?? 0)) shorten(leaving, column, 0, -1, 0)
      if ((columnCount[column] ?? 0) > 0) shorten(entering, column, columnPrice[column] ?? 0, -1, 0)
    }
    for (let row = 0; row < network.rows; row++) {
      const price = rowPrice[row] ?? 0
      const last = lastBonus(network, row, rowCount[row] ?? 0)
      this.eachUsed(row, (column, slack) => shorten(leaving, column, slack + price + last, row, last))
      if (!hasUnit(state, row)) continue
      const next = nextBonus(network, row, rowCount[row] ?? 0)
      const points = network.row(row)
      for (let column = 0; column < columns; column++) {
        const here = points[column] ?? -1
        if (here >= 0 && !isUsed(state, row, column)) shorten(entering, column, (columnPrice[column] ?? 0) - here - next, row, next)
      }
    }
    return { leaving, entering }
  }

  /** From outside to a row: by somebody's leaving a place that it has, or directly. */
  private enterRow(row: number): void {
    const { state, into, intoRow } = this
    this.eachUsed(row, (column, slack) =>
      shorten(intoRow, row, (into.length[column] ?? 0) + slack, into.row[column] ?? -1, into.bonus[column] ?? 0),
    )
    if (!hasUnit(state, row)) return
    const next = nextBonus(state.network, row, state.rowCount[row] ?? 0)
    shorten(intoRow, row, -(state.rowPrice[row] ?? 0) - next, row, next)
  }

  /** The columns that a row has, and how far it is from them. */
  private eachUsed(row: number, tell: (column: number, slack: number) => void): void {
    const { slotStart, slotArc, arcs, rowPrice, columnPrice } = this.state
    for (let slot = slotStart[row] ?? 0; slot < (slotStart[row + 1] ?? 0); slot++) {
      const arc = slotArc[slot] ?? -1
      if (arc === -1) continue
      const column = arcs.column[arc] ?? 0
      tell(column, (arcs.points[arc] ?? 0) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0))
    }
  }

  fill(table: PriceTable): PriceTable {
    const { rows } = this.state.network
    const back = new Float64Array(this.columns)
    const length = new Float64Array(this.columns)
    for (let row = 0; row < rows; row++) this.fillRow(row, table, back, length)
    return table
  }

  private fillRow(row: number, table: PriceTable, back: Float64Array, length: Float64Array): void {
    const { scoring, state, columns, ways, out, intoRow } = this
    const order = scoring.mentors.order
    const at = (scoring.mentees.order[row] ?? 0) * columns
    const price = state.rowPrice[row] ?? 0
    back.fill(Number.POSITIVE_INFINITY)
    this.eachUsed(row, (column, slack) => {
      for (let from = 0; from < columns; from++) {
        const way = (ways[column * columns + from] ?? 0) + slack
        if (way < (back[from] ?? 0)) back[from] = way
      }
    })
    const points = state.network.row(row)
    const inLength = intoRow.length[row] ?? 0
    const inFirst = this.isFirst(intoRow.row[row] ?? -1) ? 1 : 0
    for (let column = 0; column < columns; column++) {
      const here = points[column] ?? -1
      const own = here < 0 ? Number.POSITIVE_INFINITY : price + (state.columnPrice[column] ?? 0) - here
      length[column] = own
      const inside = back[column] ?? 0
      const outside = (out.length[column] ?? 0) + inLength
      const lost = own + Math.min(inside, outside)
      if (lost === Number.POSITIVE_INFINITY) continue
      const place = at + (order[column] ?? 0)
      if (inside <= outside) fillIn(table, place, 0, lost)
      else {
        const staysOut = this.isLast(out.row[column] ?? -1) ? 1 : 0
        fillIn(table, place, staysOut - inFirst, lost - (out.bonus[column] ?? 0) + (intoRow.bonus[row] ?? 0))
      }
    }
    this.eachUsed(row, column => {
      length[column] = Number.POSITIVE_INFINITY
    })
    this.eachUsed(row, (column, slack) => this.fillParted(row, column, slack, length, table, at + (order[column] ?? 0)))
  }

  /** What parting a row from a column loses: the row takes another one, or stays out, and the way leads on to the column. `length` is that of its open pairs. */
  private fillParted(row: number, column: number, slack: number, length: Float64Array, table: PriceTable, place: number): void {
    const { state, columns, ways, out, into } = this
    const inLength = into.length[column] ?? 0
    const last = lastBonus(state.network, row, state.rowCount[row] ?? 0)
    let inside = Number.POSITIVE_INFINITY
    const outside = noEnds(1)
    shorten(outside, 0, (state.rowPrice[row] ?? 0) + last, row, last)
    for (let other = 0; other < columns; other++) {
      const own = length[other] ?? 0
      inside = Math.min(inside, own + (ways[column * columns + other] ?? 0))
      shorten(outside, 0, own + (out.length[other] ?? 0), out.row[other] ?? -1, out.bonus[other] ?? 0)
    }
    const through = (outside.length[0] ?? 0) + inLength
    const lost = slack + Math.min(inside, through)
    if (inside <= through) fillIn(table, place, 0, lost)
    else {
      const staysOut = this.isLast(outside.row[0] ?? -1) ? 1 : 0
      const comesIn = this.isFirst(into.row[column] ?? -1) ? 1 : 0
      fillIn(table, place, staysOut - comesIn, lost - (outside.bonus[0] ?? 0) + (into.bonus[column] ?? 0))
    }
  }

  private isLast(row: number): boolean {
    return row !== -1 && (this.state.rowCount[row] ?? 0) + this.lockedUnits(row) === 1
  }

  private isFirst(row: number): boolean {
    return row !== -1 && (this.state.rowCount[row] ?? 0) + this.lockedUnits(row) === 0
  }

  private lockedUnits(row: number): number {
    return this.scoring.locked.get(row)?.length ?? 0
  }
}
