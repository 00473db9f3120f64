import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listCoordinators, readProgram } from '../../program/contract.ts'
import { readSafeContacts } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ContactsForm } from './parts/ContactsForm.tsx'

/** Whom everybody who takes part finds on their pages: the person to ask, and the two to whom what is not right can go. */
export default function ContactsScreen() {
  const say = useWords(en)
  const { programId } = usePlace<'programId'>()
  const program = useAnswer(readProgram, { programId })
  const coordinators = useAnswer(listCoordinators, { programId })
  const safe = useAnswer(readSafeContacts, { programId })
  const meanwhile = <Skeleton of="rows" count={4} />
  return (
    <>
      <PageHead title={say('contacts.title')} lead={say('contacts.lead')} />
      <Loaded answer={program} meanwhile={meanwhile}>
        {one => (
          <Loaded answer={coordinators} meanwhile={meanwhile}>
            {({ rows }) => (
              <Loaded answer={safe} meanwhile={meanwhile}>
                {answer => (
                  <ContactsForm
                    key={`${one.version} ${JSON.stringify(answer.safe)}`}
                    program={one}
                    coordinators={rows}
                    safe={answer.safe}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  )
}
