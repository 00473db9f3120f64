/**
 * The pairs in use, to be walked from either end and changed without rebuilding anything. Nodes are numbered as in residual.ts:
 * columns from 0, rows from `columns`. Every pair has a number; those of one node form a list from `first`, which goes on at `next` of
 * the pair at that end: `nextOfColumn` at its column, `nextOfRow` at its row. Whoever has more than a few is a mentor with as many places.
 */
export class Holding {
  /** Per node: the first of its pairs, -1 without any; and how many. */
  readonly first: Int32Array
  readonly count: Int32Array
  /** Per pair: its ends (the row as its node), its points and who comes next at either end. */
  readonly column: Int32Array
  readonly row: Int32Array
  readonly points: Int32Array
  readonly nextOfColumn: Int32Array
  readonly nextOfRow: Int32Array
  private readonly free: Int32Array
  private left: number

  /** Room for so many pairs at once. */
  constructor(nodes: number, most: number) {
    this.first = new Int32Array(nodes).fill(-1)
    this.count = new Int32Array(nodes)
    this.column = new Int32Array(most)
    this.row = new Int32Array(most)
    this.points = new Int32Array(most)
    this.nextOfColumn = new Int32Array(most)
    this.nextOfRow = new Int32Array(most)
    this.free = Int32Array.from({ length: most }, (_, at) => most - 1 - at)
    this.left = most
  }

  /** The pair is in use; it was not. */
  hold(row: number, column: number, points: number): void {
    const { first, count } = this
    const pair = this.free[--this.left] ?? 0
    this.row[pair] = row
    this.column[pair] = column
    this.points[pair] = points
    this.nextOfRow[pair] = first[row] ?? -1
    this.nextOfColumn[pair] = first[column] ?? -1
    first[row] = pair
    first[column] = pair
    count[row] = (count[row] ?? 0) + 1
    count[column] = (count[column] ?? 0) + 1
  }

  /** The pair is not in use any more. */
  leave(row: number, column: number): void {
    const pair = this.pair(row, column)
    this.drop(row, pair, this.nextOfRow)
    this.drop(column, pair, this.nextOfColumn)
    this.free[this.left++] = pair
  }

  /** The number of the pair, -1 when it is not in use. */
  pair(row: number, column: number): number {
    let pair = this.first[row] ?? -1
    while (pair !== -1 && this.column[pair] !== column) pair = this.nextOfRow[pair] ?? -1
    return pair
  }

  private drop(node: number, pair: number, next: Int32Array): void {
    const { first, count } = this
    count[node] = (count[node] ?? 0) - 1
    if (first[node] === pair) {
      first[node] = next[pair] ?? -1
      return
    }
    let before = first[node] ?? 0
    while (next[before] !== pair) before = next[before] ?? 0
    next[before] = next[pair] ?? -1
  }
}
