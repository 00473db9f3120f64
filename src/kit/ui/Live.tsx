import { useSyncExternalStore } from 'react'

/** What readers are told without moving their focus. One polite and one assertive region for the whole page. */

type Manner = 'polite' | 'assertive'
let spoken: Readonly<Record<Manner, string>> = { polite: '', assertive: '' }
const listeners = new Set<() => void>()
const listen = (heard: () => void) => {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

/** Has a screen reader say a sentence. Assertive only where waiting would harm. */
export function announce(sentence: string, manner: Manner = 'polite'): void {
  // the same words twice are said twice: a no-break space makes them differ
  spoken = { ...spoken, [manner]: spoken[manner] === sentence ? `${sentence}\u00a0` : sentence }
  for (const heard of listeners) heard()
}

export function LiveRegions() {
  const now = useSyncExternalStore(listen, () => spoken)
  return (
    <>
      <p className="unseen" aria-live="polite" aria-atomic="true">
        {now.polite}
      </p>
      <p className="unseen" aria-live="assertive" aria-atomic="true">
        {now.assertive}
      </p>
    </>
  )
}
