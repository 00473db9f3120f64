/** The `most` best of what is offered, kept as a heap with the worst on top; what comes first stays among equals. */
export class Best {
  readonly keys: Int32Array
  readonly gains: Float64Array
  private readonly most: number
  length = 0

  constructor(most: number) {
    this.most = most
    this.keys = new Int32Array(most)
    this.gains = new Float64Array(most)
  }

  /** Only what beats this can enter. */
  get bar(): number {
    return this.length < this.most ? Number.NEGATIVE_INFINITY : (this.gains[0] ?? 0)
  }

  offer(key: number, gain: number): void {
    const { keys, gains } = this
    let at = 0
    if (this.length < this.most) {
      at = this.length++
      while (at > 0) {
        const parent = (at - 1) >>> 1
        if ((gains[parent] ?? 0) <= gain) break
        gains[at] = gains[parent] ?? 0
        keys[at] = keys[parent] ?? 0
        at = parent
      }
    } else {
      for (;;) {
        let child = 2 * at + 1
        if (child >= this.length) break
        if (child + 1 < this.length && (gains[child + 1] ?? 0) < (gains[child] ?? 0)) child++
        if ((gains[child] ?? 0) >= gain) break
        gains[at] = gains[child] ?? 0
        keys[at] = keys[child] ?? 0
        at = child
      }
    }
    gains[at] = gain
    keys[at] = key
  }
}
