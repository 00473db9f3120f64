import { Card } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useLeave, usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readPerson } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import { Crumb } from './Crumb.tsx'
import { nameOf } from './PeopleTable.tsx'
import { PersonAddition } from './PersonAddition.tsx'
import { AnswerList, PersonHistory, PersonReach, PersonRoles } from './PersonParts.tsx'
import styles from './participant.module.css'
import { type CohortPlace, peoplePath } from './paths.ts'

/** One person of a cohort, whole. Its address keeps what the list was showing, so that the way back leads there. */
export default function PersonScreen() {
  const say = useWords(en)
  const { organization, programId, cohortId, personId } = usePlace<CohortPlace | 'personId'>()
  const leave = useLeave()
  const [list] = useUrlState()
  const person = useAnswer(readPerson, { cohortId, personId })
  return (
    <>
      <PageHead
        title={person.data ? nameOf(person.data) : say('people.title')}
        above={<Crumb here={person.data ? nameOf(person.data) : ''} list={list} />}
        note={person.data && person.data.name !== null && <bdi>{person.data.externalId}</bdi>}
      />
      <Loaded answer={person} meanwhile={<Skeleton of="cards" count={2} />}>
        {view => (
          <div className={styles.personPage}>
            <Card title={say('person.answers')}>
              <AnswerList person={view} />
            </Card>
            <Card flush>
              <PersonRoles person={view} />
              <PersonReach person={view} />
              <PersonHistory person={view} />
              <PersonAddition person={view} onGone={() => leave(peoplePath, { organization, programId, cohortId })} />
            </Card>
          </div>
        )}
      </Loaded>
    </>
  )
}
