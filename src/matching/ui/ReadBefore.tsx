import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { openReading, type ReadingPart, readPublicationCheck } from '../contract/publication.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }

/** Opens the names, one example or who is not placed; that it was opened stands in the minutes. */
export function ReadBefore({ arrangementId, part }: { readonly arrangementId: string; readonly part: ReadingPart }) {
  const say = useWords(en)
  const [reading, setReading] = useState<Answer<typeof openReading> | null>(null)
  const open = useAct(openReading, { renews: [readPublicationCheck], done: setReading })
  return (
    <>
      <Button size="small" busy={open.busy} onClick={() => open.start({ arrangementId, part })}>
        {say('publication.openIt')}
      </Button>
      <Dialog open={reading !== null} onClose={() => setReading(null)} title={say(`reading.${part}`)} look="wide">
        {reading?.example ? (
          <>
            <p className="muted">{say('reading.to', { name: reading.example.to ?? say('publication.somebody') })}</p>
            <h3>{reading.example.subject}</h3>
            <p style={{ whiteSpace: 'pre-wrap' }}>{reading.example.text}</p>
          </>
        ) : (
          <ul className="stack">
            {reading?.people.map(person => (
              <li key={person.personId} dir="auto">
                {person.with.length > 0
                  ? say('reading.with', { name: person.name ?? say('publication.somebody'), others: person.with })
                  : (person.name ?? say('publication.somebody'))}
                {!person.hasAddress && <span className="muted"> {say('reading.noAddress')}</span>}
              </li>
            ))}
          </ul>
        )}
      </Dialog>
    </>
  )
}
