import ArrowLeft from 'lucide-react/icons/arrow-left'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import X from 'lucide-react/icons/x'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import styles from './Drawer.module.css'
import { IconButton } from './IconButton.tsx'
import { usePieceWords } from './words.tsx'

export interface DrawerProps {
  readonly title: string
  readonly head: ReactNode
  readonly onClose: () => void
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
  /** "1 of 18" */
  readonly place?: string | undefined
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** One row of a list beside the list: not modal on the desktop, a whole page on the phone. What is open belongs into the URL. */
export function Drawer(props: DrawerProps) {
  const words = usePieceWords()
  const titleId = useId()
  const drawer = useRef<HTMLElement>(null)
  useFocusWhenCovering(drawer)
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose()
  }
  return (
    <aside ref={drawer} className={styles.drawer} aria-labelledby={titleId} tabIndex={-1} onKeyDown={pressed}>
      <div className={styles.top}>
        <IconButton icon={ArrowLeft} name={words.back} mirror className={styles.back} onClick={props.onClose} />
        {props.onPrevious && <IconButton icon={ChevronUp} name={words.previous} onClick={props.onPrevious} />}
        {props.onNext && <IconButton icon={ChevronDown} name={words.next} onClick={props.onNext} />}
        {props.place && <span className={styles.place}>{props.place}</span>}
        <span className="grow" />
        {props.tools}
        <IconButton icon={X} name={words.close} className={styles.close} onClick={props.onClose} />
      </div>
      <h2 id={titleId} className="unseen">
        {props.title}
      </h2>
      <div className={styles.head}>{props.head}</div>
      {props.children}
    </aside>
  )
}

/** Where the drawer lies over the list, it takes the focus and gives it back; beside the list it leaves the focus where it is. */
function useFocusWhenCovering(drawer: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const shown = drawer.current
    if (!shown || !matchMedia('(max-width: 1099px)').matches) return
    const before = document.activeElement
    shown.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [drawer])
}

export function DrawerSection(props: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      {props.title && <h3>{props.title}</h3>}
      {props.children}
    </section>
  )
}

/** The list and, when something is open, the drawer beside it. */
export function WithDrawer(props: { readonly drawer: ReactNode | null; readonly children: ReactNode }) {
  return (
    <div className={props.drawer ? styles.split : undefined}>
      <div className={styles.list}>{props.children}</div>
      {props.drawer}
    </div>
  )
}
