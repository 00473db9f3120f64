import Copy from 'lucide-react/icons/copy'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { DrawerSection } from '../../kit/ui/Drawer.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { openNewsLetter } from '../contract/waiting.ts'
import en from '../texts/en.json' with { type: 'json' }
import { NotSent } from './parts/Fields.tsx'

/** The letter for a sender whom no mail reaches. Showing it stands in the history, so it is shown when it is asked for. */
export function LetterToSender({ concernId, name }: { readonly concernId: string; readonly name: string }) {
  const say = useWords(en)
  const [letter, setLetter] = useState<Answer<typeof openNewsLetter> | null>(null)
  const show = useAct(openNewsLetter, { done: setLetter })
  return (
    <DrawerSection title={say('detail.letter')}>
      <div className="stack">
        <p>{say('detail.letter.words', { name })}</p>
        <NotSent error={show.error} refusal={show.refusal} />
        {letter ? (
          <>
            <p className="quote" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} dir="auto">
              {letter.text}
            </p>
            <div className="row">
              <Button
                icon={Copy}
                onClick={() =>
                  void navigator.clipboard.writeText(`${letter.subject}\n\n${letter.text}`).then(() => tell(say('detail.letter.copied')))
                }
              >
                {say('detail.letter.copy')}
              </Button>
            </div>
          </>
        ) : (
          <Button busy={show.busy} onClick={() => show.start({ concernId })}>
            {say('detail.letter.show')}
          </Button>
        )}
      </div>
    </DrawerSection>
  )
}
