import { Button } from '../../kit/ui/Button.tsx'
import { DrawerSection } from '../../kit/ui/Drawer.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { takeBackAddition } from '../contract/addition.ts'
import { countPeople, listPeople, type PersonView, readPerson } from '../contract/people.ts'
import en from '../texts/en.json' with { type: 'json' }
import { nameOf } from './PeopleTable.tsx'
import styles from './participant.module.css'

/** Who added somebody by hand, and the way back as long as there is one. `onGone`: there may be nobody to show any more. */
export function PersonAddition({ person, onGone }: { readonly person: PersonView; readonly onGone: () => void }) {
  const say = useWords(en)
  const isOnly = person.participants.length === 1
  const takeBack = useAct(takeBackAddition, {
    renews: isOnly ? [listPeople, countPeople] : [listPeople, countPeople, readPerson],
    done: () => {
      tell(say('add.takenBack', { name: nameOf(person) }))
      onGone()
    },
  })
  const { addition } = person
  if (!addition) return null
  return (
    <DrawerSection title={say('person.addition.title')}>
      <p className="muted">
        {addition.by === null
          ? say('person.additionUnnamed', { at: addition.at })
          : say('person.addition', { name: addition.by, at: addition.at })}
      </p>
      {addition.may.takeBack === true && (
        <>
          <p className="muted">{say('person.additionUntil', { until: addition.until })}</p>
          <div className={styles.roleActs}>
            <Button size="small" busy={takeBack.busy} onClick={() => takeBack.start({ additionId: addition.id })}>
              {say('person.takeBack')}
            </Button>
          </div>
        </>
      )}
      {takeBack.refusal && (
        <p className={styles.error} role="alert">
          {takeBack.refusal.title}. {takeBack.refusal.detail}
        </p>
      )}
    </DrawerSection>
  )
}
