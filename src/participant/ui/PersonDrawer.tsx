import Maximize2 from 'lucide-react/icons/maximize-2'
import { Drawer, DrawerSection } from '../../kit/ui/Drawer.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { readPerson } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import { nameOf } from './PeopleTable.tsx'
import { PersonAddition } from './PersonAddition.tsx'
import { AnswerList, PersonHead, PersonReach, PersonRoles } from './PersonParts.tsx'
import { type CohortPlace, personPath } from './paths.ts'

interface PersonDrawerProps {
  readonly personId: string
  readonly onClose: () => void
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
  readonly place?: string | undefined
}

/** Somebody beside the list. */
export function PersonDrawer({ personId, ...rest }: PersonDrawerProps) {
  const say = useWords(en)
  const { organization, programId, cohortId } = usePlace<CohortPlace>()
  const [list] = useUrlState()
  const person = useAnswer(readPerson, { cohortId, personId })
  return (
    <Drawer
      {...rest}
      title={person.data ? nameOf(person.data) : say('people.title')}
      head={person.data ? <PersonHead person={person.data} /> : null}
      tools={
        <ButtonTo
          kind="quiet"
          size="small"
          icon={Maximize2}
          to={personPath}
          params={{ organization, programId, cohortId, personId }}
          search={list}
        >
          {say('person.open')}
        </ButtonTo>
      }
    >
      <Loaded answer={person} meanwhile={<Skeleton of="lines" count={8} />}>
        {view => (
          <>
            <PersonRoles person={view} />
            <PersonReach person={view} />
            <PersonAddition person={view} onGone={rest.onClose} />
            <DrawerSection title={say('person.answers')}>
              <AnswerList person={view} most={8} />
            </DrawerSection>
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
