import X from 'lucide-react/icons/x'
import { type MouseEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react'
import { classes } from './classes.ts'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'
import { usePieceWords } from './words.tsx'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  /** The buttons, the one that acts first. */
  readonly actions?: ReactNode
  /** Something was typed: Escape and a press outside no longer close it. */
  readonly dirty?: boolean
  /** `sheet` rises from the bottom of a phone and is a dialog elsewhere. */
  readonly look?: 'dialog' | 'sheet' | 'wide'
}

/** Asks one question, or makes one small thing. On the browser's own modal dialog: focus goes to its first field and comes back. */
export function Dialog(props: DialogProps) {
  const { open, dirty = false, look = 'dialog', onClose } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const words = usePieceWords()
  useEffect(() => {
    const element = dialog.current
    if (!element || element.open === open) return
    if (open) {
      element.showModal()
      // what is asked first is answered first
      element.querySelector<HTMLElement>(`.${styles.body} :is(input, select, textarea):not([type=hidden], [disabled])`)?.focus()
    } else element.close()
  }, [open])
  const cancelled = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!dirty) onClose()
  }
  const pressedOutside = (event: MouseEvent) => {
    if (event.target === dialog.current && !dirty) onClose()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press outside has its key: Escape, as the cancel event
    <dialog
      ref={dialog}
      className={classes(styles.dialog, styles[look])}
      aria-labelledby={titleId}
      onCancel={cancelled}
      onClose={() => open && onClose()}
      onClick={pressedOutside}
    >
      {open && (
        <div className={styles.inside}>
          <header className={styles.head}>
            <h2 id={titleId} tabIndex={-1}>
              {props.title}
            </h2>
            <IconButton icon={X} name={words.close} onClick={onClose} />
          </header>
          <div className={styles.body}>{props.children}</div>
          {props.actions && <footer className={styles.actions}>{props.actions}</footer>}
        </div>
      )}
    </dialog>
  )
}
