import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { AnyOf } from '../../kit/ui/Choices.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import {
  changeFairnessQuestions,
  type FairnessQuestions,
  mostFairnessQuestions as most,
  readFairness,
  readFairnessQuestions,
} from '../contract/fairness.ts'
import en from '../texts/fairness.en.json' with { type: 'json' }
import styles from './fairness.module.css'

/** By which questions fairness is looked at after a round; saved by itself, since matching does not go by it. */
export function FairnessBy({ cohortId }: { readonly cohortId: string }) {
  const say = useWords(en)
  const answer = useAnswer(readFairnessQuestions, { cohortId })
  return (
    <section className={styles.by}>
      <Card title={say('fairBy.title')}>
        <Loaded answer={answer} meanwhile={<Skeleton of="lines" count={3} />}>
          {view => <Choice key={view.version} view={view} reload={() => void answer.refetch()} />}
        </Loaded>
      </Card>
    </section>
  )
}

function Choice({ view, reload }: { readonly view: FairnessQuestions; readonly reload: () => void }) {
  const say = useWords(en)
  const [chosen, setChosen] = useState<readonly string[]>(view.chosen)
  const save = useAct(changeFairnessQuestions, { renews: [readFairnessQuestions, readFairness], done: () => tell(say('fairBy.saved')) })
  const mayChange = view.may.change === true
  const isStale = save.refusal?.code === 'stale'
  if (view.questions.length === 0) return <p className="muted">{say('fairBy.none')}</p>
  return (
    <div className="stack">
      <p className="muted">{say('fairBy.lead')}</p>
      {save.refusal && (
        <Banner
          tone="rowan"
          action={
            isStale && (
              <Button size="small" onClick={reload}>
                {say('fairBy.reload')}
              </Button>
            )
          }
        >
          <b>{isStale ? say('fairBy.changedSince') : save.refusal.title}</b> {save.refusal.faults?.map(fault => fault.detail).join(' ')}
        </Banner>
      )}
      <AnyOf
        question={say('fairBy.question', { most })}
        hint={say('fairBy.hint')}
        columns={2}
        value={chosen}
        onChange={setChosen}
        most={most}
        fullReason={say('fairBy.full', { most })}
        readOnly={!mayChange}
        choices={[...view.questions]
          .sort((a, b) => Number(a.not !== null) - Number(b.not !== null))
          .map(({ key, label, not, compared }) => ({
            key,
            name: label,
            hint: compared ? say('fairBy.compared') : undefined,
            // what was chosen before it came to be so can be taken back
            disabledReason: not && !view.chosen.includes(key) ? say(`fairBy.not.${not}`) : undefined,
          }))}
      />
      <p className="hint">{say('fairBy.judge')}</p>
      {mayChange && (
        <div>
          <Button busy={save.busy} onClick={() => save.start({ cohortId: view.cohortId, questions: [...chosen] }, view.version)}>
            {say('fairBy.save')}
          </Button>
        </div>
      )}
    </div>
  )
}
