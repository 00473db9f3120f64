import { useEffect, useState } from 'react'
import { Chip } from '../../kit/ui/Chip.tsx'
import { Drawer, DrawerSection } from '../../kit/ui/Drawer.tsx'
import { Message, Messages } from '../../kit/ui/Message.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { readWaiting } from '../contract/waiting.ts'
import { listConcerns, listGivenToMe, type OpenedConcern, openConcern } from '../contract.ts'
import { isAskedHow } from '../rules.ts'
import en from '../texts/en.json' with { type: 'json' }
import { LetterToSender } from './LetterToSender.tsx'
import { NotSent } from './parts/Fields.tsx'
import { PrivateLine } from './parts/PrivateLine.tsx'
import { RequestActs } from './RequestActs.tsx'
import styles from './Requests.module.css'

/** One request beside the list. Opening it marks it as read, which its sender sees. */
export function RequestDrawer(props: { readonly concernId: string; readonly onClose: () => void }) {
  const say = useWords(en)
  const { concernId, onClose } = props
  const [request, setRequest] = useState<OpenedConcern | null>(null)
  const open = useAct(openConcern, { renews: [listConcerns, listGivenToMe, readWaiting], done: setRequest })
  const start = open.start
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is opened once for each request; `start` is new at every render
  useEffect(() => start({ concernId }), [concernId])
  const name = request?.person.name ?? say('inbox.unnamed')
  return (
    <Drawer title={say('inbox.openOne', { name })} onClose={onClose} head={request ? <Head request={request} name={name} /> : null}>
      <DrawerSection>
        <NotSent error={open.error} refusal={open.refusal} />
        {!request && !open.error && <Skeleton of="lines" count={5} />}
        {request && <PrivateLine>{say('detail.seenBy')}</PrivateLine>}
      </DrawerSection>
      {request && (
        <>
          {isAskedHow(request.kind) && (
            <DrawerSection title={say('detail.wish')}>
              <p>{request.wish ? say(`detail.wish.${request.wish}`) : say('detail.wish.unsaid')}</p>
            </DrawerSection>
          )}
          <DrawerSection title={say('detail.steps')}>
            <Steps request={request} />
          </DrawerSection>
          {request.toSender === 'letter' && wasAnswered(request) && <LetterToSender concernId={request.id} name={name} />}
          <RequestActs key={`${request.state} ${request.steps.length}`} request={request} onDone={() => start({ concernId })} />
        </>
      )}
    </Drawer>
  )
}

const wasAnswered = ({ steps }: OpenedConcern): boolean =>
  steps.some(({ step }) => step === 'replied' || step === 'noted' || step === 'done')

function Head(props: { readonly request: OpenedConcern; readonly name: string }) {
  const say = useWords(en)
  const { request, name } = props
  const { phone } = request.person
  return (
    <div className={styles.head}>
      <Stone id={request.person.id} name={name} size={48} />
      <div>
        <b dir="auto">{name}</b>
        <p className="muted">{say(`kind.${request.kind}`)}</p>
        {request.partner && <p className="muted">{say('detail.partner', { partner: request.partner })}</p>}
        {request.untilOn && <p>{say('detail.pauseAsk', { untilOn: request.untilOn })}</p>}
        {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{say('detail.phone', { phone })}</a>}
        {request.wasPassed && <Chip tone="tarn">{say('inbox.passed')}</Chip>}
      </div>
    </div>
  )
}

function Steps(props: { readonly request: OpenedConcern }) {
  const say = useWords(en)
  const { steps } = props.request
  return (
    <Messages name={say('detail.steps')}>
      {steps.map(({ step, on, at, name, isYou, words }) => {
        const who = isYou ? say('detail.you') : (name ?? say('inbox.unnamed'))
        return (
          <Message key={`${at} ${step}`} mine={isYou} from={who} time={say('inbox.day', { day: on })} instant={at}>
            {words ?? <em className="faint">{step === 'asked' ? say('detail.noWords') : say(`detail.${step}`, { name: who })}</em>}
          </Message>
        )
      })}
    </Messages>
  )
}
