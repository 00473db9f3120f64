import { classes } from './classes.ts'
import styles from './Skeleton.module.css'
import { usePieceWords } from './words.tsx'

/** Shapes of what is coming, shown after 300 ms: rows with a stone, cards, or lines of text. */
export function Skeleton(props: { readonly of?: 'rows' | 'cards' | 'lines'; readonly count?: number }) {
  const words = usePieceWords()
  const { of = 'rows', count = 3 } = props
  return (
    <div className={classes(styles.skeleton, styles[of])} role="status">
      <span className="unseen">{words.working}</span>
      {Array.from({ length: count }, (_, at) => at).map(at => (
        <div key={at} className={styles.one} aria-hidden="true">
          {of !== 'lines' && <i className={styles.stone} />}
          <i className={styles.line} />
          <i className={classes(styles.line, styles.short)} />
        </div>
      ))}
    </div>
  )
}
