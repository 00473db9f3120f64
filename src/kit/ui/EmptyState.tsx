import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'
import { Scene, type SceneName } from './Scene.tsx'

export interface EmptyStateProps {
  readonly scene: SceneName
  readonly title: string
  /** Its place among the headings of the page; `h2` when not said. */
  readonly heading?: 'h1' | 'h2' | 'h3'
  /** What this is for. */
  readonly children: ReactNode
  /** The one thing to do. */
  readonly action?: ReactNode
}

export function EmptyState(props: EmptyStateProps) {
  const Heading = props.heading ?? 'h2'
  return (
    <div className={styles.empty}>
      <Scene name={props.scene} />
      <Heading className={styles.title} tabIndex={Heading === 'h1' ? -1 : undefined}>
        {props.title}
      </Heading>
      <p className="muted">{props.children}</p>
      {props.action && <div className={styles.action}>{props.action}</div>}
    </div>
  )
}
