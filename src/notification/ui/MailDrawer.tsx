import Copy from 'lucide-react/icons/copy'
import Printer from 'lucide-react/icons/printer'
import { Button } from '../../kit/ui/Button.tsx'
import { Drawer, DrawerSection } from '../../kit/ui/Drawer.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { listMails, openMail, putBackMails, readMail, stopMails } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { useOpened } from './opened.ts'
import { reasonWords } from './reasons.ts'

interface MailDrawerProps {
  readonly mailId: string
  readonly place: string | undefined
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
  readonly onClose: () => void
}

/** The real text of one mail, why this person gets it, and what can be done with it. Opening it stands in the history. */
export function MailDrawer({ mailId, place, onPrevious, onNext, onClose }: MailDrawerProps) {
  const say = useWords(en)
  const mail = useOpened(openMail, mailId)
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
                  { term: say('mail.to'), told: one.person?.name ?? say('mail.unnamed') },
                  { term: say('mail.why'), told: reasonWords(say, one.reason) },
                  { term: say('mail.when'), told: say('mail.at', { at: one.finishedAt ?? one.dueAt }) },
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
                    <Button icon={Printer} onClick={() => window.print()}>
                      {say('mail.print')}
                    </Button>
                    <Button
                      icon={Copy}
                      onClick={() =>
                        void navigator.clipboard.writeText(`${one.subject}\n\n${one.text}`).then(() => tell(say('mail.copied')))
                      }
                    >
                      {say('mail.copy')}
                    </Button>
                  </>
                )}
              </div>
              <p className="hint">{say(one.state === 'kept' ? 'mail.linksHere' : 'mail.linksHidden')}</p>
            </DrawerSection>
          </>
        )}
      </Loaded>
    </Drawer>
  )
}
