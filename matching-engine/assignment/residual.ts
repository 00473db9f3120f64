/**
 * A matching and its prices as a flow that may be changed: units come from outside through rows to columns and go out again.
 *
 * Nodes are columns from 0, rows from `columns`, then outside. Ways of changing the flow, with lengths that are never negative:
 *   row → column      u + v - points      pair open, not in use: the row takes a place
 *   column → row      points - u - v      pair in use: the row leaves it
 *   row → outside     u + last bonus      one of its units stays out
 *   outside → row     -u - next bonus     a unit that was out comes in
 *   column → outside  0                   a place is left
 *   outside → column  v                   a place in use becomes free
 * (ways.ts reads prices off the same network.) After a change of the problem flow and prices may disagree about the matching: a row may
 * want a unit more than it has, a place that costs something may be free, and a column may have more rows than places. The flow to and
 * from outside is the one that the prices support, so that no length is negative; such nodes then have a unit too many or too few, and
 * a shortest way from one to another (or to or from outside) puts two of them right: chains.ts.
 */
import { Holding } from './holding.ts'
import { type Network, nextBonus } from './network.ts'

export class Residual {
  readonly network: Network
  readonly columns: number
  readonly outside: number
  /** Per node: v of a column, u of a row. */
  readonly price: Float64Array
  /** Per node: its units or places. */
  readonly capacity: Int32Array
  readonly holding: Holding

  constructor(network: Network) {
    const { rows, columns, rowCapacity, columnCapacity } = network
    this.network = network
    this.columns = columns
    this.outside = columns + rows
    this.price = new Float64Array(this.outside)
    this.capacity = new Int32Array(this.outside)
    let most = 0
    for (let column = 0; column < columns; column++) this.capacity[column] = columnCapacity[column] ?? 0
    for (let row = 0; row < rows; row++) {
      const units = Math.min(rowCapacity[row] ?? 0, columns)
      this.capacity[columns + row] = units
      most += units
    }
    this.holding = new Holding(this.outside, most)
  }

  /** Prices of the columns; infinite where they have no places. */
  columnPrices(): Float64Array {
    return this.price.slice(0, this.columns).map((price, column) => (this.capacity[column] === 0 ? Number.POSITIVE_INFINITY : price))
  }

  /** Prices of the rows; infinite where they have no units. */
  rowPrices(): Float64Array {
    return this.price.slice(this.columns).map((price, row) => (this.capacity[this.columns + row] === 0 ? Number.POSITIVE_INFINITY : price))
  }

  /** How many units too many are at the node: those that it wants at its price, or rows beyond a column's places; below 0: so many places that cost something are free. */
  excess(node: number): number {
    const count = this.holding.count[node] ?? 0
    return node < this.columns ? count - this.placesOut(node) : this.unitsIn(node) - count
  }

  /** From the node to outside; infinite where nothing leads there. */
  leaving(node: number): number {
    if (node < this.columns) return this.placesOut(node) < (this.capacity[node] ?? 0) ? 0 : Number.POSITIVE_INFINITY
    const units = this.unitsIn(node)
    return units === 0 ? Number.POSITIVE_INFINITY : (this.price[node] ?? 0) + this.bonus(node, units)
  }

  /** From outside to the node; infinite where nothing leads there. */
  entering(node: number): number {
    if (node < this.columns) return this.placesOut(node) === 0 ? Number.POSITIVE_INFINITY : (this.price[node] ?? 0)
    const units = this.unitsIn(node)
    return units === (this.capacity[node] ?? 0) ? Number.POSITIVE_INFINITY : -(this.price[node] ?? 0) - this.bonus(node, units + 1)
  }

  /** What the last of so many units of a row earns. */
  bonus(row: number, units: number): number {
    return nextBonus(this.network, row - this.columns, units - 1)
  }

  /** Units of a row that come in: those in use, and all that are worth more than the row's price. */
  private unitsIn(row: number): number {
    const capacity = this.capacity[row] ?? 0
    let units = this.holding.count[row] ?? 0
    while (units < capacity && (this.price[row] ?? 0) + this.bonus(row, units + 1) > 0) units++
    return units
  }

  /** Places of a column that somebody goes out by: those in use, and all while they cost something. */
  private placesOut(column: number): number {
    const capacity = this.capacity[column] ?? 0
    return (this.price[column] ?? 0) > 0 ? capacity : Math.min(capacity, this.holding.count[column] ?? 0)
  }
}
