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
import { type ClosureView, chooseClosure, type Manner, manners, readClosure, takeBackClosure } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }

const renews = [readClosure, { operationId: 'readMentorship' }, { operationId: 'readHome' }]

/** How to end: with a last talk or without. Nothing ends by one tap, and it can be taken back until the last day. */
export default function EndScreen() {
  const say = useWords(en)
  const place = usePlace<'organization' | 'mentorshipId'>()
  const ending = useAnswer(readClosure, { mentorshipId: place.mentorshipId })
  const mentorship = useAnswer(readMentorship, { mentorshipId: place.mentorshipId })
  const partner = mentorship.data?.partner.firstName ?? null
  const called = partner ?? say('end.unnamed')
  return (
    <>
      <PageHead title={say('end.title')} above={partner ? say('end.with', { partner }) : undefined} lead={say('end.lead')} />
      <Loaded answer={ending} meanwhile={<Skeleton of="cards" count={1} />}>
        {({ closure }) =>
          closure ? <Chosen closure={closure} partner={called} /> : <Choose mentorshipId={place.mentorshipId} partner={called} />
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

function Chosen({ closure, partner }: { readonly closure: ClosureView; readonly partner: string }) {
  const say = useWords(en)
  const back = useAct(takeBackClosure, { renews })
  const key = closure.state === 'complete' ? 'end.complete' : closure.byYou ? 'end.byYou' : 'end.byOther'
  return (
    <Card title={say(`end.${closure.manner}`)}>
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

function Choose({ mentorshipId, partner }: { readonly mentorshipId: string; readonly partner: string }) {
  const say = useWords(en)
  const [manner, setManner] = useState<Manner | null>(null)
  const [reason, setReason, forget] = useDraft(`ending ${mentorshipId}`)
  const choose = useAct(chooseClosure, { renews, done: forget })
  return (
    <Card>
      <div className="stack">
        <OneOf
          question={say('end.how')}
          choices={manners.map(key => ({ key, name: say(`end.${key}`), hint: say(`end.${key}.then`, { partner }) }))}
          value={manner}
          onChange={setManner}
        />
        <NoteBlock kind="private" title={say('end.private')} seen={say('end.private.seen', { partner })} heading="h2">
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
            {say('end.go')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
