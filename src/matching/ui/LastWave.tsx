import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }
import { ComparedArrangements } from './ComparedArrangements.tsx'
import type { StudioParts } from './studio.ts'

/** In a later wave: who comes first, and what has changed against the one before; compared only when asked. */
export function LastWave({ round, view }: Pick<StudioParts, 'round' | 'view'>) {
  const say = useWords(en)
  const [shown, setShown] = useState(false)
  if (!round.lastWave) return null
  const first = view.people.mentees.filter(({ comesFirst }) => comesFirst).length
  return (
    <div className="stack">
      <div className="row wrap">
        {first > 0 && <p>{say('studio.comesFirst', { count: first })}</p>}
        {!shown && <Button onClick={() => setShown(true)}>{say('compare.waveShow')}</Button>}
      </div>
      {shown && <ComparedArrangements fromId={round.lastWave.arrangementId} toId={view.id} wave={round.lastWave.releasedAt} />}
    </div>
  )
}
