import { useLocation } from '@tanstack/react-router'
import { WaitingRequests } from '../../concern/ui/parts/WaitingRequests.tsx'
import { LettersOpened } from '../../person/ui/parts/LettersOpened.tsx'
import styles from './Frame.module.css'
import type { Standing } from './standing.tsx'

/** The pages on which somebody begins: the home of those who take part, Today, and each program. */
const isFirst = (path: string): boolean => /^\/[^/]+\/(home|programs|programs\/[^/]+)\/?$/.test(path)
/** Today says who waits in its own rows. */
const isToday = (path: string): boolean => /\/programs\/?$/.test(path)

/** What a reader should know wherever their work is: that somebody waits for their answer, and who had a way in that is theirs. */
export default function Notices({ requests, opened }: Pick<Standing, 'requests' | 'opened'>) {
  const { pathname } = useLocation()
  const organization = pathname.split('/')[1]
  if (!organization || !isFirst(pathname)) return null
  return (
    <div className={styles.notices}>
      {!isToday(pathname) && requests.map(one => <WaitingRequests key={one.programId} organization={organization} of={one} />)}
      {opened.length > 0 && <LettersOpened rows={opened} />}
    </div>
  )
}
