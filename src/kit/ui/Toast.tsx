import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Icon } from './Icon.tsx'
import { To } from './To.tsx'
import styles from './Toast.module.css'
import { forgetTold, listenToTold, type Told, toldNow } from './tell.ts'
import { usePieceWords } from './words.tsx'

export default function Toasts() {
  const now = useSyncExternalStore(listenToTold, toldNow)
  return (
    <div className={styles.toasts} role="status">
      {now.map(one => (
        <Toast key={one.id} told={one} />
      ))}
    </div>
  )
}

/** Stays eight seconds; the clock stands still under the pointer and while something in it has the focus. */
export function Toast(props: { readonly told: Told; readonly stays?: boolean }) {
  const { told: one, stays = false } = props
  const words = usePieceWords()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || stays) return
    const clock = setTimeout(() => forgetTold(one.id), 8000)
    return () => clearTimeout(clock)
  }, [held, stays, one.id])
  const undo = () => {
    forgetTold(one.id)
    one.undo?.()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer and focus only stop the clock; nothing is activated
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={Check} size={18} />
      <span className={styles.sentence}>{one.sentence}</span>
      {one.undo && (
        <button type="button" className={styles.undo} onClick={undo}>
          {words.undo}
        </button>
      )}
      {one.way && (
        <To to={one.way.to} search={one.way.search} className={styles.undo} onClick={() => forgetTold(one.id)}>
          {one.way.name}
        </To>
      )}
      <button type="button" className={styles.away} aria-label={words.dismiss} title={words.dismiss} onClick={() => forgetTold(one.id)}>
        <Icon of={X} />
      </button>
    </div>
  )
}
