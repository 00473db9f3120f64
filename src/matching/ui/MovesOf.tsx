import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Sunken } from '../../kit/ui/Card.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { OtherWay } from '../contract/alternatives.ts'
import en from '../texts/en.json' with { type: 'json' }
import styles from './firsts.module.css'
import { moveBetween } from './said.ts'
import type { StudioParts } from './studio.ts'

const step = 12

/** Who would be with somebody else, those who lose most first; each new pair can be tried on the arrangement that stands. */
export function MovesOf({ title, way, parts }: { readonly title: string; readonly way: OtherWay; readonly parts: StudioParts }) {
  const say = useWords(en)
  const [shown, setShown] = useState(step)
  const more = way.moves.length - shown
  return (
    <Sunken title={title}>
      <ul className={styles.moves}>
        {way.moves.slice(0, shown).map(move => {
          const { mentee, from, to } = move
          return (
            <li key={`${mentee.id} ${from?.id} ${to?.id}`}>
              <span>{moveBetween(say, move)}</span>
              {to && (
                <Button
                  size="small"
                  aria-label={say('ways.tryOne', { mentee: mentee.name, mentor: to.name })}
                  onClick={() => parts.choose(mentee.id, to.id)}
                >
                  {say('act.try')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {more > 0 && (
        <Button kind="link" onClick={() => setShown(shown + step)}>
          {say('studio.more.unplaced', { count: Math.min(step, more) })}
        </Button>
      )}
      {more <= 0 && way.menteesMoved > way.moves.length && (
        <p className="hint">{say('firsts.movesMore', { count: way.menteesMoved - way.moves.length })}</p>
      )}
    </Sunken>
  )
}
