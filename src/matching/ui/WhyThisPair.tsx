import { ExplanationBars } from '../../kit/ui/Explanation.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Measure } from '../contract/arrangement.ts'
import type { LinePart } from '../contract/price.ts'
import { shownParts } from '../rules/arrangement.ts'
import { lineSentence, sharesOf } from '../rules/sentences.ts'
import en from '../texts/en.json' with { type: 'json' }
import { type LookedFor, partName, said } from './said.ts'

interface WhyThisPairProps {
  readonly lines: readonly LinePart[]
  readonly measure: Measure
  readonly lookedFor: LookedFor
}

/** Each part of the points on one scale, with a sentence drawn from the answers. The shown parts add up to the shown whole. */
export function WhyThisPair({ lines, measure, lookedFor }: WhyThisPairProps) {
  const say = useWords(en)
  const shown = shownParts(
    lines.map(({ points }) => points),
    measure,
  )
  const shares = sharesOf(lookedFor.criteria)
  const most = Math.max(1, ...lines.map(({ points }) => points))
  return (
    <ExplanationBars
      parts={lines.map((line, at) => {
        const points = shown[at] ?? 0
        const of = shares[at] ?? null
        return {
          id: line.criterion,
          name: partName(lookedFor, line.criterion),
          points: line.points,
          of: line.outOf ?? most,
          told: of === null ? say('panel.partCount', { points }) : say('panel.part', { points, of }),
          evidence: said(say, lineSentence(line)),
        }
      })}
    />
  )
}
