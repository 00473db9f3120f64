import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { OneOf } from '../../kit/ui/Choices.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextArea } from '../../kit/ui/Field.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { endGroup, listClosures, type Manner, manners } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

interface EndGroupProps {
  readonly mentorshipId: string
  readonly onClose: () => void
}

/** A coordinator ends a group for everybody in it: how, and why for the other coordinators. */
export function EndGroup({ mentorshipId, onClose }: EndGroupProps) {
  const say = useWords(en)
  const [manner, setManner] = useState<Manner | null>(null)
  const [reason, setReason] = useState('')
  const end = useAct(endGroup, {
    renews: [listClosures, { operationId: 'listMentorships' }],
    done: () => {
      tell(say('endGroup.done'))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      dirty={reason !== ''}
      title={say('end.group.title')}
      actions={
        <>
          <Button
            kind="danger-filled"
            busy={end.busy}
            disabledReason={manner === null ? say('end.choose') : undefined}
            onClick={() => manner && end.start({ mentorshipId, manner, reason: reason.trim() || null })}
          >
            {say('end.go')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say('endings.notYet')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{say('endGroup.words')}</p>
        <OneOf
          question={say('end.how')}
          choices={manners.map(key => ({ key, name: say(`end.group.${key}`), hint: say(`end.group.${key}.then`) }))}
          value={manner}
          onChange={setManner}
        />
        <TextArea label={say('endGroup.reason')} optional value={reason} onChange={setReason} maxLength={2000} />
        {end.refusal && (
          <Banner tone="rowan">
            {end.refusal.title}. {end.refusal.detail}
          </Banner>
        )}
      </div>
    </Dialog>
  )
}
