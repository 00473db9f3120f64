import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Problem } from '../../kit/wire/problem.ts'
import en from '../texts/en.json' with { type: 'json' }

interface KnownProps {
  readonly refusal: Problem
  readonly busy: boolean
  readonly show: (personId: string) => void
  /** Adds once more, with the word that whoever is known is meant. */
  readonly takeIn: () => void
}

/** Why somebody was not added; where they are known already, the way to them, and where they may be meant, the way in. */
export function Known({ refusal, busy, show, takeIn }: KnownProps) {
  const say = useWords(en)
  const { personId, name } = refusal.facts ?? {}
  const mayBeMeant = refusal.code === 'known_here' || refusal.code === 'known_elsewhere'
  return (
    <Banner tone={mayBeMeant ? 'tarn' : 'rowan'}>
      <p>
        {refusal.title}. {refusal.detail}
      </p>
      <div className="row wrap">
        {mayBeMeant && (
          <Button size="small" busy={busy} onClick={takeIn}>
            {say(refusal.code === 'known_here' ? 'add.same' : 'add.sameElsewhere')}
          </Button>
        )}
        {typeof personId === 'string' && (
          <Button size="small" onClick={() => show(personId)}>
            {say('add.open', { name: String(name) })}
          </Button>
        )}
      </div>
    </Banner>
  )
}
