/** A binary heap of nodes by whole distance. A node may lie in it several times; the reader skips what is settled. */
export class Queue {
  private distances = new Float64Array(1024)
  private nodes = new Int32Array(1024)
  private length = 0

  clear(): void {
    this.length = 0
  }

  get isEmpty(): boolean {
    return this.length === 0
  }

  /** The least distance; only while not empty. */
  get least(): number {
    return this.distances[0] ?? 0
  }

  /** The node at the least distance; it stays. */
  get nearest(): number {
    return this.nodes[0] ?? 0
  }

  push(node: number, distance: number): void {
    if (this.length === this.nodes.length) this.grow()
    const { distances, nodes } = this
    let at = this.length++
    while (at > 0) {
      const parent = (at - 1) >>> 1
      if ((distances[parent] ?? 0) <= distance) break
      distances[at] = distances[parent] ?? 0
      nodes[at] = nodes[parent] ?? 0
      at = parent
    }
    distances[at] = distance
    nodes[at] = node
  }

  /** The node at the least distance; it leaves the heap. */
  pop(): number {
    const { distances, nodes } = this
    const top = nodes[0] ?? 0
    const last = --this.length
    const distance = distances[last] ?? 0
    const node = nodes[last] ?? 0
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= last) break
      if (child + 1 < last && (distances[child + 1] ?? 0) < (distances[child] ?? 0)) child++
      if ((distances[child] ?? 0) >= distance) break
      distances[at] = distances[child] ?? 0
      nodes[at] = nodes[child] ?? 0
      at = child
    }
    distances[at] = distance
    nodes[at] = node
    return top
  }

  private grow(): void {
    const distances = new Float64Array(2 * this.length)
    const nodes = new Int32Array(2 * this.length)
    distances.set(this.distances)
    nodes.set(this.nodes)
    this.distances = distances
    this.nodes = nodes
  }
}
