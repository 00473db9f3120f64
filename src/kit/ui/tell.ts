export interface Told {
  readonly id: number
  readonly sentence: string
  readonly undo?: (() => void) | undefined
  readonly way?: Way | undefined
}

/** Leads to what was told of: a path of our own. */
export interface Way {
  readonly name: string
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
}

let told: readonly Told[] = []
let count = 0
const listeners = new Set<() => void>()
export const listenToTold = (heard: () => void) => {
  listeners.add(heard)
  return () => listeners.delete(heard)
}
function tellAll(next: readonly Told[]) {
  told = next
  for (const heard of listeners) heard()
}

/** Tells in passing what already happened; `undo` takes it back, `way` leads to it. At most three are shown. What comes back takes the sentence away. */
export function tell(sentence: string, undo?: () => void, way?: Way): () => void {
  count += 1
  const id = count
  tellAll([...told, { id, sentence, undo, way }].slice(-3))
  return () => forgetTold(id)
}
export const forgetTold = (id: number) => tellAll(told.filter(one => one.id !== id))
export const toldNow = (): readonly Told[] => told
