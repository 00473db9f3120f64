import ChevronRight from 'lucide-react/icons/chevron-right'
import { Icon } from '../../kit/ui/Icon.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { To } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import styles from './participant.module.css'
import { type CohortPlace, peoplePath } from './paths.ts'

/** The way back to the list, above the title; `list` is what it was showing. */
export function Crumb(props: { readonly here: string; readonly list?: Readonly<Record<string, unknown>> }) {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<CohortPlace>()
  return (
    <nav className={styles.crumb} aria-label={say('crumb')}>
      <To to={peoplePath} params={{ organization, programId, cohortId }} search={props.list}>
        {say('people.title')}
      </To>
      <Icon of={ChevronRight} size={14} mirror />
      <span>{props.here}</span>
    </nav>
  )
}
