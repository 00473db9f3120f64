import CloudOff from 'lucide-react/icons/cloud-off'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import styles from './WentWrong.module.css'

export interface WentWrongProps {
  /** What happened. */
  readonly title: string
  /** What is safe, and what to do. */
  readonly children?: ReactNode
  readonly retry?: { readonly name: string; readonly busy?: boolean; readonly onRetry: () => void } | undefined
  readonly actions?: ReactNode
  /** A reference to quote, behind a word. */
  readonly details?: { readonly name: string; readonly reference: string } | undefined
  /** `h1` where nothing else of the page is there. */
  readonly heading?: 'h1' | 'h2'
}

/** One part of the page could not be shown or saved; the rest of the page goes on. */
export function WentWrong(props: WentWrongProps) {
  const Heading = props.heading ?? 'h2'
  return (
    <section className={styles.wrong} role="alert">
      <Heading>
        <Icon of={CloudOff} size={18} /> {props.title}
      </Heading>
      {props.children && <p className="muted">{props.children}</p>}
      {(props.retry || props.actions) && (
        <div className={styles.acts}>
          {props.retry && (
            <Button onClick={props.retry.onRetry} busy={props.retry.busy ?? false}>
              {props.retry.name}
            </Button>
          )}
          {props.actions}
        </div>
      )}
      {props.details && (
        <details className={styles.details}>
          <summary>{props.details.name}</summary>
          <code>{props.details.reference}</code>
        </details>
      )}
    </section>
  )
}
