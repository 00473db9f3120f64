import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './PriceLine.module.css'

export interface PriceLineProps {
  /** "Moving Ana to Tom costs 3 others 4 each" */
  readonly children: ReactNode
  /** A cost is a choice, not a mistake: clay. `free` says that nobody loses. */
  readonly tone: 'cost' | 'free' | 'none'
  /** The chain of moves, in order; `loses`: it is worse than before for whom it moves. */
  readonly chain?: readonly { readonly id: string; readonly move: ReactNode; readonly change?: string; readonly loses?: boolean }[]
  readonly total?: ReactNode
}

export function PriceLine(props: PriceLineProps) {
  return (
    <div className={styles.price}>
      <p className={classes(styles.sentence, styles[props.tone])}>{props.children}</p>
      {props.chain && props.chain.length > 0 && (
        <ol className={styles.chain}>
          {props.chain.map(step => (
            <li key={step.id}>
              <span>{step.move}</span>
              {step.change && <b className={classes('num', step.loses && styles.loses)}>{step.change}</b>}
            </li>
          ))}
        </ol>
      )}
      {props.total && <p className={styles.total}>{props.total}</p>}
    </div>
  )
}
