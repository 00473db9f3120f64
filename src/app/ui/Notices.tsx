import { useLocation } from '@tanstack/react-router'
import { WaitingRequests } from '../../concern/ui/parts/WaitingRequests.tsx'
import { LettersOpened } from '../../person/ui/parts/LettersOpened.tsx'
import styles from './Frame.module.css'
import { useStanding } from './standing.tsx'

/** The pages on which somebody begins: the home of those who take part, the programs, and each program. */
const isFirst = (path: string): boolean => /^\/[^/]+\/(home|programs|programs\/[^/]+)$/.test(path.replace(/\/$/, ''))

/** What a reader should know wherever their work is: that somebody waits for their answer, and who had a way in that is theirs. */
export function Notices() {
  const standing = useStanding()
  const { pathname } = useLocation()
  const organization = pathname.split('/')[1]
  if (!standing || !organization || !isFirst(pathname)) return null
  return (
    <div className={styles.notices}>
      {standing.requests.map(one => (
        <WaitingRequests key={one.programId} organization={organization} of={one} />
      ))}
      <LettersOpened />
    </div>
  )
}
