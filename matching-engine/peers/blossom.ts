/**
 * Pairs within one group of people, the best total: maximum weight matching in a general graph.
 *
 * Edmonds' blossom method (1965) with the dual updates of Galil (1986), dense, O(n³). People and shrunken odd sets (blossoms)
 * are nodes 1 … n and n + 1 … last; node 0 is nobody. Everything is counted twice so that half steps stay whole.
 *   label      per person the price, per blossom its own price; an edge is tight when label u + label v = 2 · weight
 *   top        the outermost blossom of a node, itself if it is in none, 0 for a blossom that is not in use
 *   side       of a top node in the search: -1 not reached, 0 outer (even), 1 inner (odd)
 *   edgeFrom   per pair of nodes the person on the first node's side of the best edge between them, `edgeTo` on the other's
 * Each round grows alternating trees from all free people at once over tight edges, shrinking odd circuits, until a path between
 * two free people is found and turned over, or until prices of free people reach 0: then the matching is the best and the
 * labels prove it. Departure: prices are brought to exactly 0 at the end, so that the certificate adds up without a remainder.
 */
export type OddSet = { readonly people: readonly number[]; readonly price: number }
export type Pairing = {
  /** Per person the partner, -1 for nobody. */
  readonly partner: Int32Array
  /** Twice the price of each person, and the odd sets with (twice) theirs. */
  readonly prices: readonly number[]
  readonly oddSets: readonly OddSet[]
}

type Weight = (a: number, b: number) => number

/** Up to this many people every pair is looked at from the start. */
const fewPeople = 40

/**
 * The pairing of most weight; `weight(a, b)` is symmetric and whole, 0 or less means that the two may not be paired.
 * Solved on the best few partners of everybody; then every pair is checked against the prices, those that are worth more join,
 * and it is solved again, until the prices explain every pair.
 */
export function* bestPairing(people: number, weight: Weight): Generator<number, Pairing> {
  const known = people <= fewPeople ? everyPartner(people) : bestPartners(people, weight, 10)
  for (;;) {
    const graph = new Blossoms(
      people,
      weight,
      known.map(partners => Int32Array.from(partners).sort()),
    )
    for (let round = 0; graph.round(); round++) yield round
    const pairing = graph.pairing()
    if (people <= fewPeople || !extended(known, pairing, weight)) return pairing
  }
}

function everyPartner(people: number): Set<number>[] {
  return Array.from({ length: people }, () => new Set(Array.from({ length: people }, (_, index) => index)))
}

/** Everybody's best partners, both ways; among equals those that follow in the order, so that not all list the same. */
function bestPartners(people: number, weight: Weight, most: number): Set<number>[] {
  const partners: Set<number>[] = Array.from({ length: people }, () => new Set<number>())
  for (let a = 0; a < people; a++) {
    const order = Array.from({ length: people - 1 }, (_, step) => (a + 1 + step) % people).map(b => ({ b, here: weight(a, b) }))
    order.sort((x, y) => y.here - x.here)
    for (const { b, here } of order.slice(0, most)) {
      if (here <= 0) break
      partners[a]?.add(b)
      partners[b]?.add(a)
    }
  }
  return partners
}

/** Adds the pairs that are worth more than their prices, the worst few of everybody; whether there were any. */
function extended(known: readonly Set<number>[], { prices, oddSets }: Pairing, weight: Weight): boolean {
  const setsOf: number[][] = prices.map(() => [])
  for (const [index, { people }] of oddSets.entries()) for (const person of people) setsOf[person]?.push(index)
  let any = false
  for (let a = 0; a < prices.length; a++) {
    const found: { b: number; beyond: number }[] = []
    for (let b = 0; b < prices.length; b++) {
      const beyond = 2 * weight(a, b) - (prices[a] ?? 0) - (prices[b] ?? 0)
      if (a === b || beyond <= 0 || known[a]?.has(b)) continue
      const within = (setsOf[a] ?? []).filter(set => setsOf[b]?.includes(set)).reduce((sum, set) => sum + (oddSets[set]?.price ?? 0), 0)
      if (beyond > within) found.push({ b, beyond })
    }
    for (const { b } of found.sort((x, y) => y.beyond - x.beyond).slice(0, 10)) {
      any = true
      known[a]?.add(b)
      known[b]?.add(a)
    }
  }
  return any
}

class Blossoms {
  private readonly people: number
  /** Whom everybody may be paired with, as far as it is looked at; counted from 0. */
  private readonly partners: readonly Int32Array[]
  private readonly width: number
  private last: number
  private readonly weight: Float64Array
  private readonly edgeFrom: Int32Array
  private readonly edgeTo: Int32Array
  private readonly label: Float64Array
  private readonly mate: Int32Array
  private readonly slack: Int32Array
  private readonly top: Int32Array
  private readonly parent: Int32Array
  private readonly side: Int8Array
  private readonly seen: Int32Array
  private readonly members: number[][]
  /** Per blossom and person: the member of the blossom that holds the person, 0 if none. */
  private readonly holder: Int32Array
  private queue: number[] = []
  private visit = 0

  constructor(people: number, weight: Weight, partners: readonly Int32Array[]) {
    this.people = people
    this.partners = partners
    this.last = people
    this.width = people + Math.ceil(people / 2) + 2
    const { width } = this
    this.weight = new Float64Array(width * width)
    this.edgeFrom = new Int32Array(width * width)
    this.edgeTo = new Int32Array(width * width)
    this.label = new Float64Array(width)
    this.mate = new Int32Array(width)
    this.slack = new Int32Array(width)
    this.top = new Int32Array(width)
    this.parent = new Int32Array(width)
    this.side = new Int8Array(width)
    this.seen = new Int32Array(width)
    this.members = Array.from({ length: width }, () => [])
    this.holder = new Int32Array(width * (people + 1))
    let most = 0
    for (let a = 1; a <= people; a++) {
      for (let b = 1; b <= people; b++) {
        this.edgeFrom[a * width + b] = a
        this.edgeTo[a * width + b] = b
      }
      for (const other of partners[a - 1] ?? []) {
        const here = other === a - 1 ? 0 : Math.max(0, weight(a - 1, other))
        this.weight[a * width + other + 1] = here
        if (here > most) most = here
      }
    }
    for (let a = 1; a <= people; a++) {
      this.top[a] = a
      this.label[a] = most
      this.holder[a * (people + 1) + a] = a
    }
  }

  /** How far the best edge between two nodes is from being tight, counted twice. */
  private gap(a: number, b: number): number {
    const edge = a * this.width + b
    const from = this.edgeFrom[edge] ?? 0
    const to = this.edgeTo[edge] ?? 0
    return (this.label[from] ?? 0) + (this.label[to] ?? 0) - 2 * (this.weight[from * this.width + to] ?? 0)
  }

  private offerSlack(person: number, node: number): void {
    const known = this.slack[node] ?? 0
    if (known === 0 || this.gap(person, node) < this.gap(known, node)) this.slack[node] = person
  }

  private findSlack(node: number): void {
    this.slack[node] = 0
    for (let person = 1; person <= this.people; person++) {
      const above = this.top[person] ?? 0
      if ((this.weight[person * this.width + node] ?? 0) > 0 && above !== node && this.side[above] === 0) this.offerSlack(person, node)
    }
  }

  private enqueue(node: number): void {
    if (node <= this.people) this.queue.push(node)
    else for (const member of this.members[node] ?? []) this.enqueue(member)
  }

  private setTop(node: number, top: number): void {
    this.top[node] = top
    if (node > this.people) for (const member of this.members[node] ?? []) this.setTop(member, top)
  }

  private holderIn(blossom: number, person: number): number {
    return this.holder[blossom * (this.people + 1) + person] ?? 0
  }

  /** The even number of steps from the base of a blossom to a member; the circuit is turned so that they lie in front. */
  private evenWay(blossom: number, member: number): number {
    const circuit = this.members[blossom] ?? []
    const at = circuit.indexOf(member)
    if (at % 2 === 0) return at
    this.members[blossom] = [circuit[0] ?? 0, ...circuit.slice(1).reverse()]
    return circuit.length - at
  }

  private setMate(a: number, b: number): void {
    const edge = a * this.width + b
    this.mate[a] = this.edgeTo[edge] ?? 0
    if (a <= this.people) return
    // inside a blossom: everybody up to the new base is paired with their neighbor on the circuit
    const member = this.holderIn(a, this.edgeFrom[edge] ?? 0)
    const steps = this.evenWay(a, member)
    const circuit = this.members[a] ?? []
    for (let at = 0; at < steps; at++) this.setMate(circuit[at] ?? 0, circuit[at ^ 1] ?? 0)
    this.setMate(member, b)
    this.members[a] = [...circuit.slice(steps), ...circuit.slice(0, steps)]
  }

  /** Turns over the path from a tight edge back to the root of its tree. */
  private augment(from: number, to: number): void {
    let a = from
    let b = to
    for (;;) {
      const next = this.top[this.mate[a] ?? 0] ?? 0
      this.setMate(a, b)
      if (next === 0) return
      const above = this.top[this.parent[next] ?? 0] ?? 0
      this.setMate(next, above)
      a = above
      b = next
    }
  }

  /** Where the ways of two outer nodes to their roots meet; 0 when they are in different trees. */
  private meeting(from: number, to: number): number {
    this.visit++
    let a = from
    let b = to
    while (a !== 0 || b !== 0) {
      if (a !== 0) {
        if (this.seen[a] === this.visit) return a
        this.seen[a] = this.visit
        a = this.top[this.mate[a] ?? 0] ?? 0
        if (a !== 0) a = this.top[this.parent[a] ?? 0] ?? 0
      }
      const swap = a
      a = b
      b = swap
    }
    return 0
  }

  private shrink(from: number, base: number, to: number): void {
    let blossom = this.people + 1
    while (blossom <= this.last && this.top[blossom] !== 0) blossom++
    if (blossom > this.last) this.last = blossom
    const { width, people } = this
    this.label[blossom] = 0
    this.side[blossom] = 0
    this.mate[blossom] = this.mate[base] ?? 0
    const half = (start: number): number[] => {
      const way: number[] = []
      for (let node = start; node !== base; ) {
        const inner = this.top[this.mate[node] ?? 0] ?? 0
        way.push(node, inner)
        this.enqueue(inner)
        node = this.top[this.parent[inner] ?? 0] ?? 0
      }
      return way
    }
    const circuit = [base, ...half(from).reverse(), ...half(to)]
    this.members[blossom] = circuit
    this.setTop(blossom, blossom)
    // the blossom's best edge to every node, and who of it holds whom
    for (let node = 1; node <= this.last; node++) {
      this.weight[blossom * width + node] = 0
      this.weight[node * width + blossom] = 0
    }
    this.holder.fill(0, blossom * (people + 1), (blossom + 1) * (people + 1))
    for (const member of circuit) {
      for (let node = 1; node <= this.last; node++) {
        const edge = blossom * width + node
        const own = member * width + node
        if ((this.weight[edge] ?? 0) !== 0 && this.gap(member, node) >= this.gap(blossom, node)) continue
        this.weight[edge] = this.weight[own] ?? 0
        this.edgeFrom[edge] = this.edgeFrom[own] ?? 0
        this.edgeTo[edge] = this.edgeTo[own] ?? 0
        this.weight[node * width + blossom] = this.weight[own] ?? 0
        this.edgeFrom[node * width + blossom] = this.edgeTo[own] ?? 0
        this.edgeTo[node * width + blossom] = this.edgeFrom[own] ?? 0
      }
      for (let person = 1; person <= people; person++)
        if (this.holderIn(member, person) !== 0) this.holder[blossom * (people + 1) + person] = member
    }
    this.findSlack(blossom)
  }

  /** Opens an inner blossom whose price has reached 0: the even way stays in the tree, the rest leaves it. */
  private open(blossom: number): void {
    for (const member of this.members[blossom] ?? []) this.setTop(member, member)
    const entry = this.holderIn(blossom, this.edgeFrom[blossom * this.width + (this.parent[blossom] ?? 0)] ?? 0)
    const steps = this.evenWay(blossom, entry)
    const circuit = this.members[blossom] ?? []
    for (let at = 0; at < steps; at += 2) {
      const inner = circuit[at] ?? 0
      const outer = circuit[at + 1] ?? 0
      this.parent[inner] = this.edgeFrom[outer * this.width + inner] ?? 0
      this.side[inner] = 1
      this.side[outer] = 0
      this.slack[inner] = 0
      this.findSlack(outer)
      this.enqueue(outer)
    }
    this.side[entry] = 1
    this.parent[entry] = this.parent[blossom] ?? 0
    for (const member of circuit.slice(steps + 1)) {
      this.side[member] = -1
      this.findSlack(member)
    }
    this.top[blossom] = 0
  }

  /** A tight edge from an outer node: grows the tree, shrinks a circuit, or (true) turns a path over. */
  private use(a: number, b: number): boolean {
    const edge = a * this.width + b
    const from = this.edgeFrom[edge] ?? 0
    const outer = this.top[from] ?? 0
    const other = this.top[this.edgeTo[edge] ?? 0] ?? 0
    if (this.side[other] === -1) {
      this.parent[other] = from
      this.side[other] = 1
      const next = this.top[this.mate[other] ?? 0] ?? 0
      this.slack[other] = 0
      this.slack[next] = 0
      this.side[next] = 0
      this.enqueue(next)
    } else if (this.side[other] === 0) {
      const base = this.meeting(outer, other)
      if (base === 0) {
        this.augment(outer, other)
        this.augment(other, outer)
        return true
      }
      this.shrink(outer, base, other)
    }
    return false
  }

  private isTop(node: number): boolean {
    return this.top[node] === node
  }

  /** One more pair; false when no pairing is better. */
  round(): boolean {
    const { people, label, side, slack } = this
    side.fill(-1)
    slack.fill(0)
    this.queue = []
    for (let node = 1; node <= this.last; node++)
      if (this.isTop(node) && this.mate[node] === 0) {
        this.parent[node] = 0
        side[node] = 0
        this.enqueue(node)
      }
    if (this.queue.length === 0) return false
    for (;;) {
      // grow over tight edges
      for (let at = 0; at < this.queue.length; at++) {
        const person = this.queue[at] ?? 0
        if (side[this.top[person] ?? 0] === 1) continue
        for (const partner of this.partners[person - 1] ?? []) {
          const other = partner + 1
          const here = this.weight[person * this.width + other] ?? 0
          if (here <= 0 || this.top[person] === this.top[other]) continue
          if ((label[person] ?? 0) + (label[other] ?? 0) === 2 * here) {
            if (this.use(person, other)) return true
          } else this.offerSlack(person, this.top[other] ?? 0)
        }
      }
      // the largest step of all prices that keeps every edge legal
      let step = Number.POSITIVE_INFINITY
      for (let blossom = people + 1; blossom <= this.last; blossom++)
        if (this.isTop(blossom) && side[blossom] === 1) step = Math.min(step, (label[blossom] ?? 0) / 2)
      for (let node = 1; node <= this.last; node++) {
        const from = slack[node] ?? 0
        if (!this.isTop(node) || from === 0) continue
        if (side[node] === -1) step = Math.min(step, this.gap(from, node))
        else if (side[node] === 0) step = Math.min(step, this.gap(from, node) / 2)
      }
      // nobody outer is priced below the free people, so their price is the last step
      let free = Number.POSITIVE_INFINITY
      for (let person = 1; person <= people; person++) if (side[this.top[person] ?? 0] === 0) free = Math.min(free, label[person] ?? 0)
      const finished = free <= step
      this.shift(Math.min(step, free))
      if (finished) return false
      // new tight edges, and inner blossoms that have run out
      this.queue = []
      for (let node = 1; node <= this.last; node++) {
        const from = slack[node] ?? 0
        if (this.isTop(node) && from !== 0 && this.top[from] !== node && this.gap(from, node) === 0 && this.use(from, node)) return true
      }
      for (let blossom = people + 1; blossom <= this.last; blossom++)
        if (this.isTop(blossom) && side[blossom] === 1 && label[blossom] === 0) this.open(blossom)
    }
  }

  private shift(step: number): void {
    const { people, label, side, top } = this
    for (let person = 1; person <= people; person++) {
      const of = side[top[person] ?? 0]
      if (of === 0) label[person] = (label[person] ?? 0) - step
      else if (of === 1) label[person] = (label[person] ?? 0) + step
    }
    for (let blossom = people + 1; blossom <= this.last; blossom++) {
      if (!this.isTop(blossom)) continue
      if (side[blossom] === 0) label[blossom] = (label[blossom] ?? 0) + 2 * step
      else if (side[blossom] === 1) label[blossom] = (label[blossom] ?? 0) - 2 * step
    }
  }

  pairing(): Pairing {
    const { people } = this
    const peopleOf = (node: number): number[] => (node <= people ? [node - 1] : (this.members[node] ?? []).flatMap(peopleOf))
    const oddSets: OddSet[] = []
    for (let blossom = people + 1; blossom <= this.last; blossom++)
      if (this.top[blossom] !== 0 && (this.label[blossom] ?? 0) > 0)
        oddSets.push({ people: peopleOf(blossom).sort((a, b) => a - b), price: this.label[blossom] ?? 0 })
    return {
      partner: Int32Array.from({ length: people }, (_, index) => (this.mate[index + 1] ?? 0) - 1),
      prices: Array.from(this.label.subarray(1, people + 1)),
      oddSets,
    }
  }
}
