import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { DateField } from '../../kit/ui/DateField.tsx'
import { DrawerSection } from '../../kit/ui/Drawer.tsx'
import { useDraft } from '../../kit/ui/draft.ts'
import { TextArea } from '../../kit/ui/Field.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readWaiting } from '../contract/waiting.ts'
import { finishConcern, listConcerns, listGivenToMe, longestWords, noteConcern, type OpenedConcern, replyToConcern } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { NotSent } from './parts/Fields.tsx'
import styles from './Requests.module.css'

const renews = [listConcerns, listGivenToMe, readWaiting]

/** What can be done with a request. What its sender has not asked for is not there at all. */
export function RequestActs(props: { readonly request: OpenedConcern; readonly onDone: () => void }) {
  const say = useWords(en)
  const { request, onDone } = props
  const concernId = request.id
  const [words, setWords, forgetWords] = useDraft(`answer ${concernId}`)
  const [note, setNote, forgetNote] = useDraft(`promise ${concernId}`)
  const [dueOn, setDueOn] = useState<string | null>(request.dueOn)
  const told = (sentence: keyof typeof en, forget?: () => void) => () => {
    forget?.()
    tell(say(sentence))
    onDone()
  }
  const reply = useAct(replyToConcern, { renews, done: told('detail.answered', forgetWords) })
  const take = useAct(noteConcern, { renews, done: told('detail.takenToast', forgetNote) })
  const finish = useAct(finishConcern, { renews, done: told('detail.finished') })
  const { may } = request
  return (
    <>
      {may.reply === true && (
        <DrawerSection>
          <div className={styles.act}>
            <NotSent error={reply.error} refusal={reply.refusal} />
            <TextArea
              label={say('detail.reply')}
              hint={say(request.toSender === 'mail' ? 'detail.replyHint' : 'detail.replyHintLetter')}
              voice
              value={words}
              onChange={setWords}
              maxLength={longestWords}
            />
            <Button kind="primary" busy={reply.busy} onClick={() => words.trim() && reply.start({ concernId, words })}>
              {say('detail.send')}
            </Button>
          </div>
        </DrawerSection>
      )}
      {may.note === true && (
        <DrawerSection>
          <div className={styles.act}>
            <NotSent error={take.error} refusal={take.refusal} />
            <TextArea
              label={say('detail.takeWords')}
              hint={say('detail.takeWordsHint')}
              optional
              value={note}
              onChange={setNote}
              maxLength={longestWords}
            />
            <DateField label={say('detail.hearBy')} value={dueOn} onChange={setDueOn} />
            <Button busy={take.busy} onClick={() => take.start({ concernId, note, ...(dueOn ? { dueOn } : {}) })}>
              {say('detail.take')}
            </Button>
          </div>
        </DrawerSection>
      )}
      {may.finish === true && (
        <DrawerSection>
          <NotSent error={finish.error} refusal={finish.refusal} />
          <Button busy={finish.busy} onClick={() => finish.start({ concernId })}>
            {say(request.wish === 'know' ? 'detail.noted' : 'detail.finish')}
          </Button>
        </DrawerSection>
      )}
    </>
  )
}
