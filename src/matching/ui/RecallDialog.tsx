import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listProposals } from '../contract/proposal.ts'
import { listPublications, type PublicationView, readRecall, recallPublication } from '../contract/publication.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }

/** Takes back what has gone out and is not decided, after saying how many people would be told twice. */
export function RecallDialog({ publication, onClose }: { readonly publication: PublicationView | null; readonly onClose: () => void }) {
  const say = useWords(en)
  const [reason, setReason] = useState('')
  const recall = useAct(recallPublication, {
    renews: [listPublications, listProposals, readRecall],
    done: ({ told }) => {
      tell(say('recall.done', { count: told }))
      setReason('')
      onClose()
    },
  })
  return (
    <Dialog
      open={publication !== null}
      onClose={onClose}
      dirty={reason !== ''}
      title={publication ? say('recall.title', { at: publication.publishesAt }) : say('recall.button')}
      actions={
        <>
          <Button
            kind="primary"
            busy={recall.busy}
            disabledReason={reason.trim() === '' ? say('withdraw.why') : undefined}
            onClick={() => publication && recall.start({ publicationId: publication.id, reason: reason.trim() })}
          >
            {say('recall.go')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('recall.keep')}
          </Button>
        </>
      }
    >
      {publication && <Price publicationId={publication.id} />}
      <TextField label={say('withdraw.reason')} value={reason} onChange={setReason} maxLength={500} />
      {recall.refusal && (
        <Banner tone="rowan" small>
          <b>{recall.refusal.title}.</b> {recall.refusal.detail}
        </Banner>
      )}
    </Dialog>
  )
}

function Price({ publicationId }: { readonly publicationId: string }) {
  const say = useWords(en)
  const answer = useAnswer(readRecall, { publicationId })
  return (
    <Loaded answer={answer} meanwhile={<Skeleton of="lines" count={3} />}>
      {({ pairs, told, toldPeople, notTold }) => (
        <>
          <p>{say('recall.pairs', { count: pairs })}</p>
          {told > 0 && <p>{say('recall.told', { count: told })}</p>}
          {notTold > 0 && <p>{say('recall.notTold', { count: notTold })}</p>}
          {told > 0 && (
            <details>
              <summary>{say('recall.who')}</summary>
              <ul>
                {toldPeople.map(({ personId, name }) => (
                  <li key={personId} dir="auto">
                    {name ?? say('publication.somebody')}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Loaded>
  )
}
