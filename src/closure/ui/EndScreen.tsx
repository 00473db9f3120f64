import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { OneOf } from '../../kit/ui/Choices.tsx'
import { useDraft } from '../../kit/ui/draft.ts'
import { TextArea } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { NoteBlock } from '../../kit/ui/NoteBlock.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { readMentorship } from '../../mentorship/contract.ts'
import { type ClosureView, chooseClosure, type Manner, manners, readClosure, takeBackClosure, type Whose } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

const renews = [readClosure, { operationId: 'readMentorship' }, { operationId: 'readHome' }]

const titles = { pair: 'end.title', own: 'end.own.title', group: 'end.group.title' } as const
const mannerText = (whose: Whose, manner: Manner) => (whose === 'pair' ? (`end.${manner}` as const) : (`end.${whose}.${manner}` as const))

/** How to end: with a last talk or without. Nothing ends by one tap, and it can be taken back until the last day. */
export default function EndScreen() {
  const say = useWords(en)
  const place = usePlace<'organization' | 'mentorshipId'>()
  const ending = useAnswer(readClosure, { mentorshipId: place.mentorshipId })
  const mentorship = useAnswer(readMentorship, { mentorshipId: place.mentorshipId })
  const partner = mentorship.data?.partner?.firstName ?? null
  const called = partner ?? say('end.unnamed')
  return (
    <>
      <PageHead
        title={say(titles[ending.data?.whose ?? 'pair'])}
        above={partner && ending.data?.whose === 'pair' ? say('end.with', { partner }) : undefined}
        lead={say('end.lead')}
      />
      <Loaded answer={ending} meanwhile={<Skeleton of="cards" count={1} />}>
        {({ closure, whose }) =>
          closure ? (
            <Chosen closure={closure} whose={whose} partner={called} />
          ) : (
            <Choose mentorshipId={place.mentorshipId} whose={whose} partner={called} />
          )
        }
      </Loaded>
      <p>
        <ButtonTo kind="link" to="/$organization/mentorships/$mentorshipId" params={place}>
          {say('end.back')}
        </ButtonTo>
      </p>
    </>
  )
}

interface Ended {
  readonly whose: Whose
  /** What the other of two is called. */
  readonly partner: string
}

function Chosen({ closure, whose, partner }: { readonly closure: ClosureView } & Ended) {
  const say = useWords(en)
  const back = useAct(takeBackClosure, { renews })
  const stage = closure.state === 'complete' ? 'complete' : closure.byYou ? 'byYou' : 'byOther'
  const isOwn = whose === 'own' && stage !== 'byOther'
  const key = isOwn
    ? (`end.own.${stage}` as const)
    : whose === 'group' && stage === 'byOther'
      ? 'end.group.byOther'
      : (`end.${stage}` as const)
  return (
    <Card title={say(mannerText(whose, closure.manner))}>
      <div className="stack">
        <p>{say(key, { lastOn: closure.lastOn, partner })}</p>
        {closure.may.takeBack === true && (
          <div className="row">
            <Button busy={back.busy} onClick={() => back.start({ closureId: closure.id })}>
              {say('end.takeBack')}
            </Button>
          </div>
        )}
        {back.refusal && <Banner tone="rowan">{back.refusal.title}</Banner>}
      </div>
    </Card>
  )
}

function Choose({ mentorshipId, whose, partner }: { readonly mentorshipId: string } & Ended) {
  const say = useWords(en)
  const [manner, setManner] = useState<Manner | null>(null)
  const [reason, setReason, forget] = useDraft(`ending ${mentorshipId}`)
  const choose = useAct(chooseClosure, { renews, done: forget })
  return (
    <Card>
      <div className="stack">
        <OneOf
          question={say('end.how')}
          choices={manners.map(key => ({
            key,
            name: say(mannerText(whose, key)),
            hint: say(`${mannerText(whose, key)}.then`, { partner }),
          }))}
          value={manner}
          onChange={setManner}
        />
        <NoteBlock
          kind="private"
          title={say('end.private')}
          seen={say(whose === 'pair' ? 'end.private.seen' : `end.${whose}.seen`, { partner })}
          heading="h2"
        >
          <TextArea label={say('end.reason')} optional value={reason} onChange={setReason} maxLength={2000} />
        </NoteBlock>
        {choose.refusal && (
          <Banner tone="rowan">
            {choose.refusal.title}. {choose.refusal.detail}
          </Banner>
        )}
        <div className="row">
          <Button
            kind="danger"
            busy={choose.busy}
            disabledReason={manner === null ? say('end.choose') : undefined}
            onClick={() => manner && choose.start({ mentorshipId, manner, reason: reason.trim() || null })}
          >
            {say(whose === 'own' ? 'end.own.go' : 'end.go')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
