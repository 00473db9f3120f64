import { PriceLine } from '../../kit/ui/PriceLine.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { PairView, PriceMove } from '../contract/price.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import { ruleName, type SayHere } from './said.ts'
import type { StudioParts } from './studio.ts'

/** The exact price of the change with everybody who would move, before anything is done. */
export function PairPrice({ pair, parts }: { readonly pair: PairView; readonly parts: StudioParts }) {
  const say = useWords(en)
  const sayOfGroups = useWords(groupsEn)
  const { price } = pair
  if (!price.possible) return <p className="muted">{say('panel.impossible')}</p>
  const isFree = price.othersLosing === 0 && price.menteesLost <= 0
  return (
    <div className="stack">
      {!price.exact && <p className="hint">{sayOfGroups('price.notExact')}</p>}
      {price.bends.length > 0 && (
        <p className="hint">
          {say('act.bends', { count: price.bends.length, questions: price.bends.map(rule => ruleName(parts.round.lookedFor, rule)) })}
        </p>
      )}
      <PriceLine
        tone={isFree ? 'free' : 'cost'}
        chain={price.moves.map((move, at) => ({
          id: `${at} ${move.mentee?.id ?? ''}`,
          move: moveWords(say, move),
          change: move.to
            ? say(move.from ? 'panel.moveShown' : 'panel.moveShownIn', { before: move.shownBefore, after: move.shownAfter })
            : '',
          loses: move.shownAfter < move.shownBefore,
        }))}
        total={totalWords(say, price)}
      >
        {isFree
          ? say('panel.freeSentence')
          : price.menteesLost > 0
            ? say('panel.menteesLost', { count: price.menteesLost })
            : say('panel.costSentence', { count: price.othersLosing })}
      </PriceLine>
    </div>
  )
}

function moveWords(say: SayHere, { mentee, from, to }: PriceMove): string {
  if (mentee === null) return say('panel.moveHidden')
  if (to === null) return say('panel.moveOut', { mentee: mentee.name })
  return from === null
    ? say('panel.moveIn', { mentee: mentee.name, to: to.name })
    : say('panel.move', { mentee: mentee.name, from: from.name, to: to.name })
}

function totalWords(say: SayHere, { lost, menteesLost }: PairView['price']): string {
  if (menteesLost < 0) return say('panel.menteesGained', { count: -menteesLost })
  if (lost === 0) return say('panel.totalNone')
  return lost > 0 ? say('panel.total', { lost }) : say('panel.totalGain', { lost: -lost })
}
