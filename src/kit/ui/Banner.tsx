import CircleAlert from 'lucide-react/icons/circle-alert'
import Info from 'lucide-react/icons/info'
import Lock from 'lucide-react/icons/lock'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'
import styles from './Banner.module.css'
import { classes } from './classes.ts'
import { Icon, type IconOf } from './Icon.tsx'

type BannerTone = 'tarn' | 'clay' | 'rowan' | 'heather'
const icons: Readonly<Record<BannerTone, IconOf>> = { tarn: Info, clay: TriangleAlert, rowan: CircleAlert, heather: Lock }

/** About this page, and lasting. Above the content; never two. */
export function Banner(props: {
  readonly tone?: BannerTone
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
