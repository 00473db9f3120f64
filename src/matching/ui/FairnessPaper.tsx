import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { ArrangementView } from '../contract/arrangement.ts'
import { readFairness } from '../contract/fairness.ts'
import en from '../texts/fairness.en.json' with { type: 'json' }
import { FairnessTables } from './FairnessTables.tsx'

/** Fairness by group on the paper for a meeting, where something is told; else the paper says nothing of it. */
export function FairnessPaper({ view }: { readonly view: Pick<ArrangementView, 'id' | 'roundId'> }) {
  const say = useWords(en)
  const { data } = useAnswer(readFairness, { arrangementId: view.id })
  if (data?.state !== 'told' || !data.splits.some(({ told }) => told)) return null
  return (
    <section>
      <h2>{say('fair.title')}</h2>
      <FairnessTables splits={data.splits} arrangementId={view.id} roundId={view.roundId} />
      <p className="hint">{say('fair.how.middle')}</p>
      <p className="hint">{say('fair.how.chance')}</p>
      <p className="hint">{say('fair.how.cause')}</p>
    </section>
  )
}
