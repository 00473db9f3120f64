import Send from 'lucide-react/icons/send'
import { Fragment, useEffect, useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { useDraft } from '../../../kit/ui/draft.ts'
import { TextArea } from '../../../kit/ui/Field.tsx'
import { Loaded } from '../../../kit/ui/Loaded.tsx'
import { DaySeparator, Message, Messages } from '../../../kit/ui/Message.tsx'
import { Skeleton } from '../../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../../kit/ui/server.ts'
import { useWords } from '../../../kit/ui/words.tsx'
import { type MessageView, markSeen, readThread, sendMessage, takeBackMessage } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

interface ThreadProps {
  readonly threadId: string
  readonly name: string
  readonly partner: string
  /** More than two read it. */
  readonly isGroup?: boolean
  /** A text to start from, so that nobody faces an empty box. */
  readonly starter?: string | undefined
  /** Something else was read that shows how many are new: read it again after looking. */
  readonly onSeen?: () => void
}

/** The messages of two people or of a group, oldest first, with the field for the next one. Opening it counts them as seen, for the reader alone. */
export function Thread({ threadId, name, partner, isGroup = false, starter, onSeen }: ThreadProps) {
  const say = useWords(en)
  const page = useAnswer(readThread, { threadId }, { everySeconds: 20 })
  const see = useAct(markSeen, { ...(onSeen ? { done: onSeen } : {}) })
  const unseen = page.data?.unseen ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: seen once for each time that something new is there
  useEffect(() => {
    if (unseen > 0) see.start({ threadId })
  }, [unseen, threadId])
  return (
    <Loaded answer={page} meanwhile={<Skeleton of="lines" count={3} />}>
      {({ rows, next, may }) => (
        <div className="stack">
          {rows.length > 0 && (
            <>
              {next && <Earlier key={threadId} threadId={threadId} name={name} after={next} isGroup={isGroup} />}
              <Messages name={name}>
                <Days rows={[...rows].reverse()} isGroup={isGroup} />
              </Messages>
            </>
          )}
          {may.write === true ? (
            <Write threadId={threadId} partner={partner} starter={rows.length === 0 ? starter : undefined} />
          ) : (
            <p className="muted">{say('thread.closed')}</p>
          )}
          <p className="hint">{say(isGroup ? 'thread.privateGroup' : 'thread.private')}</p>
        </div>
      )}
    </Loaded>
  )
}

interface EarlierProps {
  readonly threadId: string
  readonly name: string
  readonly after: string
  readonly isGroup: boolean
}

/** What was written before, page by page, each when it is asked for. */
function Earlier(props: EarlierProps) {
  const say = useWords(en)
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <EarlierPage {...props} />
  return (
    <div className="row">
      <Button kind="quiet" size="small" onClick={() => setOpen(true)}>
        {say('thread.earlier')}
      </Button>
    </div>
  )
}

function EarlierPage({ threadId, name, after, isGroup }: EarlierProps) {
  const say = useWords(en)
  const page = useAnswer(readThread, { threadId, after })
  return (
    <Loaded answer={page} meanwhile={<Skeleton of="lines" count={3} />}>
      {({ rows, next }) => (
        <>
          {next && <Earlier threadId={threadId} name={name} after={next} isGroup={isGroup} />}
          <Messages name={say('thread.before', { name })}>
            <Days rows={[...rows].reverse()} isGroup={isGroup} />
          </Messages>
        </>
      )}
    </Loaded>
  )
}

function Days({ rows, isGroup }: { readonly rows: readonly MessageView[]; readonly isGroup: boolean }) {
  const say = useWords(en)
  const takeBack = useAct(takeBackMessage, { renews: [readThread] })
  return rows.map((row, at) => {
    const day = row.sentAt.slice(0, 10)
    const isFirst = rows[at - 1]?.sentAt.slice(0, 10) !== day
    return (
      <Fragment key={row.id}>
        {isFirst && <DaySeparator>{say('thread.day', { day })}</DaySeparator>}
        <Message
          mine={row.author.isYou}
          isNamed={isGroup && !row.author.isYou}
          from={row.author.isYou ? say('thread.you') : (row.author.name ?? say('thread.former'))}
          time={say('thread.time', { at: row.sentAt })}
          instant={row.sentAt}
        >
          {row.text ?? <i>{say('thread.takenBack')}</i>}
          {row.may.takeBack === true && (
            <Button kind="link" size="small" busy={takeBack.busy} onClick={() => takeBack.start({ messageId: row.id })}>
              {say('thread.takeBack')}
            </Button>
          )}
        </Message>
      </Fragment>
    )
  })
}

function Write({
  threadId,
  partner,
  starter,
}: {
  readonly threadId: string
  readonly partner: string
  readonly starter: string | undefined
}) {
  const say = useWords(en)
  const [text, setText, forget] = useDraft(`message ${threadId}`, starter)
  const send = useAct(sendMessage, { renews: [readThread, { operationId: 'readMentorship' }], done: forget })
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '') send.start({ threadId, text })
      }}
    >
      <TextArea
        label={say('thread.field', { partner })}
        value={text}
        onChange={setText}
        voice
        rows={starter ? 6 : 3}
        maxLength={5000}
        error={send.refusal ? `${send.refusal.title}. ${send.refusal.detail ?? ''}` : undefined}
      />
      <div className="row">
        <Button
          type="submit"
          kind="primary"
          icon={Send}
          busy={send.busy}
          disabledReason={text.trim() === '' ? say('thread.empty') : undefined}
          reasonHidden
        >
          {say('thread.send')}
        </Button>
      </div>
    </form>
  )
}
