import Send from 'lucide-react/icons/send'
import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { Checklist } from '../../kit/ui/Checklist.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { NativeSelect } from '../../kit/ui/NativeSelect.tsx'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import {
  asksKinds,
  changePublicationSetting,
  type OpenPoint,
  type PublicationCheck,
  publish,
  readPublicationCheck,
} from '../contract/publication.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import { renewedByPublication } from './HeldPublication.tsx'
import { ReadBefore } from './ReadBefore.tsx'

interface PublicationCardProps {
  readonly arrangementId: string
  /** It is the latest of its round. What an earlier one would ask of whom is counted by what was decided since, so no sum of it is told. */
  readonly stands: boolean
}

/** Before an arrangement goes out: what is still open, how many people are asked, and the hold with its stop. */
export function PublicationCard({ arrangementId, stands }: PublicationCardProps) {
  const say = useWords(en)
  const check = useAnswer(readPublicationCheck, { arrangementId }, { everySeconds: 30 })
  return (
    <Loaded answer={check} meanwhile={<Skeleton of="lines" count={4} />}>
      {one =>
        // what is held stands at the head of the studio
        one.publication?.state === 'held' ? null : (
          <Card title={say('publication.title')}>{stands ? <Before check={one} /> : <p>{say('refusal.not_latest')}</p>}</Card>
        )
      }
    </Loaded>
  )
}

function Before({ check }: { readonly check: PublicationCheck }) {
  const say = useWords(en)
  const [lines, setLines] = useState<Readonly<Partial<Record<OpenPoint, string>>>>({})
  const [asking, setAsking] = useState(false)
  const send = useAct(publish, {
    renews: renewedByPublication,
    done: made => {
      setAsking(false)
      tell(say('publication.heldUntil', { at: made.publishesAt }))
    },
  })
  const open = check.points.filter(point => point.open)
  const unwaived = open.filter(({ point }) => (lines[point] ?? '').trim() === '')
  const { publication } = check
  if (publication?.state === 'released')
    return (
      <p>
        {say('publication.released', { count: publication.people, at: publication.endedAt ?? publication.publishesAt })}{' '}
        {say(`publication.first.${publication.first}`)}
      </p>
    )
  const waivers = open.map(({ point }) => ({ point, line: (lines[point] ?? '').trim() }))
  return (
    <div className="stack">
      {publication?.state === 'refused' && publication.failure && (
        <Banner tone="rowan" small>
          <b>{publication.failure.title}.</b> {publication.failure.detail}
        </Banner>
      )}
      {check.conflicts.map(conflict => (
        <Banner key={conflict.personId} tone="rowan" small>
          {conflict.sentence}
        </Banner>
      ))}
      <p className="muted">{say(`publication.first.${check.first}`)}</p>
      <Points check={check} lines={lines} setLine={(point, line) => setLines({ ...lines, [point]: line })} />
      <Setting check={check} />
      <p className="muted">
        {say(check.asks === 'both' ? 'publication.sum' : 'publication.sumMentors', {
          count: check.people,
          mentees: check.mentees,
          mentors: check.mentors,
        })}
      </p>
      {check.withoutAddress > 0 && <p className="muted">{say('publication.kept', { count: check.withoutAddress })}</p>}
      <Button kind="primary" full icon={Send} disabledReason={reasonOf(check, unwaived.length, say)} onClick={() => setAsking(true)}>
        {say('publication.ask', { count: check.people })}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say('publication.sure', { count: check.people })}
        actions={
          <>
            <Button kind="primary" busy={send.busy} onClick={() => send.start({ arrangementId: check.arrangementId, waivers })}>
              {say('publication.go', { minutes: check.holdMinutes })}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {say('publication.cancel')}
            </Button>
          </>
        }
      >
        <p>{say('publication.sure.words', { count: check.people, pairs: check.pairs, minutes: check.holdMinutes })}</p>
        {send.refusal && (
          <Banner tone="rowan" small>
            <b>{send.refusal.title}.</b> {send.refusal.detail}
          </Banner>
        )}
      </Dialog>
    </div>
  )
}

const holds = [5, 30, 60, 240, 1440] as const

/** How publications of this program go out; whoever may not publish reads it. */
function Setting({ check }: { readonly check: PublicationCheck }) {
  const say = useWords(en)
  const change = useAct(changePublicationSetting, { renews: [readPublicationCheck], refused: error => tell(error.message) })
  const { programId, asks, holdMinutes, shortestHold } = check
  const holdName = (minutes: number) =>
    minutes < 60 ? say('publication.holdMinutes', { count: minutes }) : say('publication.holdHours', { count: minutes / 60 })
  const known = [...new Set([...holds.filter(minutes => minutes >= shortestHold), holdMinutes])].sort((a, b) => a - b)
  return (
    <fieldset className="stack" disabled={check.may.publish !== true}>
      <legend className="unseen">{say('publication.how')}</legend>
      <NativeSelect
        label={say('publication.asks')}
        hint={say(`publication.asks.${asks}.after`)}
        options={asksKinds.map(kind => ({ key: kind, name: say(`publication.asks.${kind}`) }))}
        value={asks}
        onChange={kind => change.start({ programId, asks: kind })}
      />
      <NativeSelect
        label={say('publication.hold')}
        {...(shortestHold < 30 && check.pairs > 0
          ? { hint: say('publication.hold.short', { pairs: check.pairs, minutes: shortestHold }) }
          : {})}
        options={known.map(minutes => ({ key: String(minutes), name: holdName(minutes) }))}
        value={String(holdMinutes)}
        onChange={minutes => change.start({ programId, holdMinutes: Number(minutes) })}
      />
    </fieldset>
  )
}

function reasonOf(check: PublicationCheck, open: number, say: ReturnType<typeof useWords<typeof en>>): string | undefined {
  if (check.may.publish !== true) {
    const { code } = check.may.publish
    if (code === 'not_latest') return say('refusal.not_latest')
    return code === 'nobody_to_ask' ? say('refusal.nobody_to_ask') : say('publication.notNow')
  }
  if (check.conflicts.length > 0) return say('publication.conflict')
  return open > 0 ? say('refusal.points_open', { count: open }) : undefined
}

interface PointsProps {
  readonly check: PublicationCheck
  readonly lines: Readonly<Partial<Record<OpenPoint, string>>>
  readonly setLine: (point: OpenPoint, line: string) => void
}

/** Each point is read, or goes out knowingly with a line for the minutes. */
function Points({ check, lines, setLine }: PointsProps) {
  const say = useWords(en)
  return (
    <Checklist
      told={{ done: say('publication.done'), open: say('publication.open') }}
      checks={check.points.map(({ point, open, count, readBy, readAt }) => ({
        id: point,
        done: !open,
        words: say(`point.${point}`, { count }),
        note: open ? (
          <TextField label={say('publication.line')} value={lines[point] ?? ''} onChange={line => setLine(point, line)} maxLength={500} />
        ) : (
          readBy && readAt && say('publication.readBy', { name: readBy, at: readAt })
        ),
        action: point !== 'rule_bent' && (
          <ReadBefore
            arrangementId={check.arrangementId}
            part={point === 'unmatched_unread' ? 'unmatched' : point === 'names_unread' ? 'names' : 'example'}
          />
        ),
      }))}
    />
  )
}
