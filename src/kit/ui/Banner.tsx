import CircleAlert from 'lucide-react/icons/circle-alert'
import Info from 'lucide-react/icons/info'
import Lock from 'lucide-react/icons/lock'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'
import styles from './Banner.module.css'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'

const icons = { tarn: Info, clay: TriangleAlert, rowan: CircleAlert, heather: Lock } as const

/** About this page, and lasting. Above the content; never two. */
export function Banner(props: {
  readonly tone?: keyof typeof icons
  readonly children: ReactNode
  readonly action?: ReactNode
  readonly small?: boolean
}) {
  const tone = props.tone ?? 'tarn'
  return (
    <div className={classes(styles.banner, styles[tone], props.small && styles.small)}>
      <Icon of={icons[tone]} size={props.small ? 16 : 18} />
      <div className={styles.words}>{props.children}</div>
      {props.action}
    </div>
  )
}
