import { HoldBanner } from '../../kit/ui/HoldBanner.tsx'
import { renewAnswers, useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type HoldView, listMails, readMail, stopHold } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { reasonWords } from './reasons.ts'

/** What is held for its time, each with its stop. */
export function HeldMail({ holds }: { readonly holds: readonly HoldView[] }) {
  const say = useWords(en)
  const stop = useAct(stopHold, { renews: [readMail], done: () => tell(say('held.stopped')), refused: error => tell(error.message) })
  return holds.map(hold => (
    <HoldBanner
      key={hold.id}
      title={reasonWords(say, hold.reason)}
      heldFrom={Date.parse(hold.madeAt)}
      leavesAt={Date.parse(hold.leavesAt)}
      words={{
        left: (minutes, seconds) => say('held.left', { minutes, seconds }),
        moment: say('held.moment'),
        soon: minutes => say('held.soon', { minutes }),
        stop: say('held.stop'),
      }}
      stopping={stop.busy}
      stopReason={hold.may.stop === true ? undefined : say('held.notYours')}
      onStop={() => stop.start({ holdId: hold.id })}
      onOver={() => void renewAnswers([readMail, listMails])}
    >
      {left => (
        <>
          {hold.madeBy
            ? say('held.by', { count: hold.people, name: hold.madeBy, madeAt: hold.madeAt, at: hold.leavesAt })
            : say('held.system', { count: hold.people, at: hold.leavesAt })}{' '}
          {left}
        </>
      )}
    </HoldBanner>
  ))
}
