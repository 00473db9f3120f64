import stone from './Stone.module.css'
import { Stone, type StoneProps } from './Stone.tsx'
import styles from './Stones.module.css'

/** Several stones over each other, the first first; of many, how many more there are. */
export function Stones(props: { readonly of: readonly StoneProps[]; readonly size?: StoneProps['size']; readonly most?: number }) {
  const { of, size = 36, most = 4 } = props
  const shown = of.length > most + 1 ? of.slice(0, most) : of
  return (
    <span className={stone.pair}>
      {shown.map(one => (
        <Stone key={one.id} {...one} size={size} />
      ))}
      {of.length > shown.length && (
        <span className={styles.more} aria-hidden="true">
          +{of.length - shown.length}
        </span>
      )}
    </span>
  )
}
