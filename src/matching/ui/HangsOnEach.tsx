import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { readSensitivity } from '../contract/weighing.ts'
import { isToldAtOnce } from '../rules/weighing.ts'
import en from '../texts/weighing.en.json' with { type: 'json' }
import { type LookedFor, partName } from './said.ts'
import type { StudioParts } from './studio.ts'
import styles from './weights.module.css'

type Sensitivity = Answer<typeof readSensitivity>

/** How many pairs hang on each criterion: in a sentence above, and for each beside it. In a large round each is worked out when it is asked for. */
export function HangsOnEach({
  parts,
  children,
}: {
  readonly parts: StudioParts
  readonly children: (hangs: (criterion: string) => ReactNode) => ReactNode
}) {
  const say = useWords(en)
  const { view, round } = parts
  const { criteria } = round.lookedFor
  const isAtOnce = isToldAtOnce(view.counts.mentees, view.counts.mentors, criteria.length)
  // an act makes another arrangement: it is counted again when somebody wants it, and not with every act
  const [arrangementId, setArrangementId] = useState(view.id)
  const answer = useAnswer(readSensitivity, { arrangementId }, { when: isAtOnce })
  const again = () => setArrangementId(view.id)
  if (!isAtOnce) return children(criterion => <HangsOn key={view.id} view={view} lookedFor={round.lookedFor} criterion={criterion} />)
  return (
    <>
      <div role="status">
        <Loaded answer={answer} meanwhile={<p className="muted">{say('weights.working')}</p>}>
          {told => <Deciding told={told} lookedFor={round.lookedFor} />}
        </Loaded>
        {arrangementId !== view.id && (
          <p className="hint">
            {say('weights.hangs.before')}{' '}
            <Button kind="link" size="small" onClick={again}>
              {say('weights.hangs.again')}
            </Button>
          </p>
        )}
      </div>
      {children(criterion => answer.data && <HalfAndDouble told={answer.data} criterion={criterion} />)}
    </>
  )
}

/** What decides most, and what decides nothing. */
function Deciding({ told: { pairs, rows }, lookedFor }: { readonly told: Sensitivity; readonly lookedFor: LookedFor }) {
  const say = useWords(en)
  const most = rows.map(({ criterion, half, double }) => ({ criterion, count: Math.max(half, double) })).sort((a, b) => b.count - a.count)
  const names = most.filter(({ count }) => count === 0).map(({ criterion }) => `“${partName(lookedFor, criterion)}”`)
  const [first] = most
  if (!first || first.count === 0) return <p>{say('weights.decides.nothing', { count: pairs })}</p>
  return (
    <>
      <p>{say('weights.decides.most', { name: partName(lookedFor, first.criterion), count: first.count, of: pairs })}</p>
      {names.length > 0 && <p>{say('weights.decides.none', { names })}</p>}
    </>
  )
}

function HalfAndDouble({ told: { pairs, rows }, criterion }: { readonly told: Sensitivity; readonly criterion: string }) {
  const say = useWords(en)
  const row = rows.find(one => one.criterion === criterion)
  if (!row) return null
  const { half, double } = row
  return (
    <p className={styles.hangs}>{half + double === 0 ? say('weights.hangs.none') : say('weights.hangs', { half, double, of: pairs })}</p>
  )
}

function HangsOn({
  view,
  lookedFor,
  criterion,
}: {
  readonly view: StudioParts['view']
  readonly lookedFor: LookedFor
  readonly criterion: string
}) {
  const say = useWords(en)
  const [isAsked, setIsAsked] = useState(false)
  const answer = useAnswer(readSensitivity, { arrangementId: view.id, criterion }, { when: isAsked })
  if (isAsked)
    return (
      <Loaded answer={answer} meanwhile={<p className={styles.hangs}>{say('weights.working')}</p>}>
        {told => <HalfAndDouble told={told} criterion={criterion} />}
      </Loaded>
    )
  return (
    <p className={styles.hangs}>
      {say('weights.hangs.not')}{' '}
      <Button
        kind="link"
        size="small"
        aria-label={say('weights.hangs.askOf', { name: partName(lookedFor, criterion) })}
        onClick={() => setIsAsked(true)}
      >
        {say('weights.hangs.ask')}
      </Button>
    </p>
  )
}
