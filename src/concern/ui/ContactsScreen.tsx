import { Card } from '../../kit/ui/Card.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listCoordinators, readProgram } from '../../program/contract.ts'
import { readSafeContacts } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ContactForm } from './parts/ContactForm.tsx'
import { SafeContactsForm } from './parts/SafeContactsForm.tsx'

/** Whom everybody who takes part finds on their pages: the person to ask, and the two to whom what is not right can go. */
export default function ContactsScreen() {
  const say = useWords(en)
  const { programId } = usePlace<'programId'>()
  const program = useAnswer(readProgram, { programId })
  const coordinators = useAnswer(listCoordinators, { programId })
  const safe = useAnswer(readSafeContacts, { programId })
  return (
    <>
      <PageHead title={say('contacts.title')} lead={say('contacts.lead')} />
      <div className="stack">
        <Card title={say('contacts.ask')}>
          <Loaded answer={program} meanwhile={<Skeleton of="rows" count={2} />}>
            {one => (
              <Loaded answer={coordinators} meanwhile={<Skeleton of="rows" count={2} />}>
                {({ rows }) => <ContactForm key={one.version} program={one} coordinators={rows} />}
              </Loaded>
            )}
          </Loaded>
        </Card>
        <Card title={say('contacts.safe')}>
          <Loaded answer={safe} meanwhile={<Skeleton of="rows" count={4} />}>
            {answer => <SafeContactsForm key={JSON.stringify(answer.safe)} programId={programId} safe={answer.safe} />}
          </Loaded>
        </Card>
      </div>
    </>
  )
}
