import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import Printer from 'lucide-react/icons/printer'
import { useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Drawer, DrawerSection } from '../../kit/ui/Drawer.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listMails, type MailRow, openMail, putBackMails, readMail, stopMails } from '../contract.ts'
import { isWayIn } from '../rules.ts'
import en from '../texts/en.json' with { type: 'json' }
import { useHandingOver } from './handing-over.ts'
import { useOpened } from './opened.ts'
import { reasonWords } from './reasons.ts'

interface MailDrawerProps {
  readonly mailId: string
  /** As the list knows it; nothing where it is on another page of the list. */
  readonly row: MailRow | undefined
  readonly place: string | undefined
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  readonly onClose: () => void
}

/**
 * One mail beside the list. Opening it stands in the history. A letter that signs somebody in is opened only after its reader has read what
 * that means.
 */
export function MailDrawer(props: MailDrawerProps) {
  const { row } = props
  const [isMeant, setMeant] = useState(false)
  return !isMeant && (!row || isWayIn(row)) ? <WayIn {...props} onOpen={() => setMeant(true)} /> : <OpenedMail {...props} />
}

/** What opening a letter means whose link signs somebody in, before it is opened. */
function WayIn({ row, place, onPrevious, onNext, onClose, onOpen }: MailDrawerProps & { readonly onOpen: () => void }) {
  const say = useWords(en)
  const name = row?.person?.name ?? say('mail.unnamed')
  return (
    <Drawer
      title={say('mail.drawer')}
      head={<h3 dir="auto">{row ? reasonWords(say, row.reason) : say('mail.drawer')}</h3>}
      place={place}
      onPrevious={onPrevious}
      onNext={onNext}
      onClose={onClose}
    >
      <DrawerSection title={say('wayIn.title', { name })}>
        <div className="stack">
          <p>{say('wayIn.means', { name })}</p>
          <p>{say('wayIn.told', { name })}</p>
          <div className="row">
            <Button onClick={onOpen}>{say('wayIn.open')}</Button>
          </div>
        </div>
      </DrawerSection>
    </Drawer>
  )
}

/** The real text of one mail, why this person gets it, and what can be done with it. */
function OpenedMail({ mailId, place, onPrevious, onNext, onClose }: MailDrawerProps) {
  const say = useWords(en)
  const mail = useOpened(openMail, mailId)
  const { organization } = usePlace<'organization'>()
  const letters = useHandingOver(() => mail.refetch())
  const renews = [readMail, listMails]
  const stop = useAct(stopMails, { renews, done: () => tell(say('mail.stopped')), refused: error => tell(error.message) })
  const back = useAct(putBackMails, { renews, done: () => tell(say('mail.back')), refused: error => tell(error.message) })
  return (
    <Drawer
      title={say('mail.drawer')}
      head={
        <Loaded answer={mail} meanwhile={<Skeleton of="lines" count={2} />}>
          {({ subject }) => <h3 dir="auto">{subject}</h3>}
        </Loaded>
      }
      place={place}
      onPrevious={onPrevious}
      onNext={onNext}
      onClose={onClose}
    >
      <Loaded answer={mail} meanwhile={<Skeleton of="lines" count={6} />}>
        {one => (
          <>
            <DrawerSection>
              <Facts
                facts={[
                  { term: say('mail.to'), told: one.person?.name ?? one.address ?? say('mail.unnamed') },
                  { term: say('mail.why'), told: reasonWords(say, one.reason) },
                  { term: say('mail.when'), told: say('mail.at', { at: one.finishedAt ?? one.dueAt }) },
                  ...(one.handedBy ? [{ term: say('state.handed-over'), told: say('mail.handedBy', { name: one.handedBy }) }] : []),
                ]}
              />
            </DrawerSection>
            <DrawerSection title={say('mail.text')}>
              <p className="quote" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} dir="auto">
                {one.text}
              </p>
            </DrawerSection>
            <DrawerSection>
              <div className="row wrap">
                {one.state === 'due' && (
                  <Button busy={stop.busy} onClick={() => stop.start({ mailIds: [mailId] })}>
                    {say('mail.stop')}
                  </Button>
                )}
                {one.canReturn && (
                  <Button busy={back.busy} onClick={() => back.start({ mailIds: [mailId] })}>
                    {say('mail.putBack')}
                  </Button>
                )}
                {one.state === 'kept' && (
                  <>
                    <ButtonTo icon={Printer} to="/$organization/mail/letters" params={{ organization }} search={{ mail: mailId }}>
                      {say('mail.print')}
                    </ButtonTo>
                    <Button
                      icon={Copy}
                      onClick={() =>
                        void navigator.clipboard.writeText(`${one.subject}\n\n${one.text}`).then(() => tell(say('mail.copied')))
                      }
                    >
                      {say('mail.copy')}
                    </Button>
                    <Button icon={Check} busy={letters.busy} onClick={() => letters.handOver([mailId])}>
                      {say('letters.handOver')}
                    </Button>
                  </>
                )}
                {one.state === 'handed-over' && (
                  <Button busy={letters.busy} onClick={() => letters.takeBack([mailId])}>
                    {say('letters.takeBack')}
                  </Button>
                )}
              </div>
              <p className="hint">{say(one.state === 'kept' ? 'mail.linksHere' : 'mail.linksHidden')}</p>
              {isWayIn(one) && <p className="hint">{say('wayIn.opened', { name: one.person?.name ?? say('mail.unnamed') })}</p>}
            </DrawerSection>
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
