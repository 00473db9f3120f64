import { useCallback, useState } from 'react'
import { call, renewAnswers } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { handOverLetters, listMails, readMail, takeBackLetters } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

/** As many as one request takes. */
const atOnce = 1000

/** Notes letters as handed over, with the way back, or takes that back; `changed` hears which letters are what now. */
export function useHandingOver(changed: (mailIds: readonly string[], isHandedOver: boolean) => void = () => {}) {
  const say = useWords(en)
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async (endpoint: typeof handOverLetters | typeof takeBackLetters, mailIds: readonly string[], done: () => void): Promise<void> => {
      setBusy(true)
      try {
        for (let from = 0; from < mailIds.length; from += atOnce) {
          const some = mailIds.slice(from, from + atOnce)
          await call(endpoint, { mailIds: some })
          changed(some, endpoint === handOverLetters)
        }
        done()
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error))
      }
      await renewAnswers([readMail, listMails])
      setBusy(false)
    },
    [changed],
  )
  const takeBack = (mailIds: readonly string[]) =>
    void act(takeBackLetters, mailIds, () => tell(say('letters.takenBack', { count: mailIds.length })))
  const handOver = (mailIds: readonly string[]) =>
    void act(handOverLetters, mailIds, () => tell(say('letters.handedOver', { count: mailIds.length }), () => takeBack(mailIds)))
  return { busy, handOver, takeBack }
}
