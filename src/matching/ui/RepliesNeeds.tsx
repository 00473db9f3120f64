import Hourglass from 'lucide-react/icons/hourglass'
import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Section } from '../../kit/ui/Card.tsx'
import { NeedsIcon, NeedsList, NeedsRow } from '../../kit/ui/NeedsRow.tsx'
import { Pair, Stone } from '../../kit/ui/Stone.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import type { ProposalGroupView } from '../contract/group.ts'
import { closeTalk, listProposals, type ProposalView } from '../contract/proposal.ts'
import en from '../texts/proposal.en.json' with { type: 'json' }
import styles from './replies.module.css'
import { ShortGroup } from './ShortGroup.tsx'

type Replies = Answer<typeof listProposals>

/** So many stand open; the others are one press away. */
const shownAtFirst = 7

interface RepliesNeedsProps {
  readonly replies: Replies
  readonly groups: readonly ProposalGroupView[]
  readonly toStudio: ReactNode
}

/** Who waits for the coordinator: what was promised, talks that are owed, then silence of seven working days. */
export function RepliesNeeds({ replies: { talks, calls, counts, promised }, groups, toStudio }: RepliesNeedsProps) {
  const say = useWords(en)
  const [all, setAll] = useState(false)
  const short = groups.filter(({ state }) => state === 'short')
  const silent = calls.filter(row => isFirstToCall(row, calls))
  const below = counts.toCall - calls.length
  const count = talks.length + short.length + silent.length + below + (promised ? 1 : 0)
  if (count === 0) return null
  const rows = [
    ...(promised ? [<Promised key="promised" promised={promised} toStudio={toStudio} />] : []),
    ...talks.map(talk => <Talk key={talk.id} talk={talk} />),
    ...short.map(one => <ShortGroup key={one.id} group={one} />),
    ...silent.map(row => <Silent key={row.id} row={row} withMentor={isFirstOfLeader(row, silent)} />),
  ]
  const shown = all ? rows : rows.slice(0, shownAtFirst)
  return (
    <Section title={say('replies.needs')} note={say('replies.needs.note', { count })}>
      <NeedsList>{shown}</NeedsList>
      {rows.length > shown.length && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setAll(true)}>
            {say('replies.needsMore', { count: rows.length - shown.length })}
          </Button>
        </div>
      )}
      {all && below > 0 && <p className="hint">{say('replies.needsBelow', { count: below })}</p>}
    </Section>
  )
}

function Promised({ promised, toStudio }: { readonly promised: NonNullable<Replies['promised']>; readonly toStudio: ReactNode }) {
  const say = useWords(en)
  return (
    <NeedsRow
      who={<NeedsIcon icon={Hourglass} tone="lichen" />}
      sentence={say('promised.sentence', { count: promised.mentees })}
      due={{ words: say('promised.due', { day: promised.by }) }}
      note={say('promised.note')}
      acts={toStudio}
    />
  )
}

function Talk({ talk }: { readonly talk: Replies['talks'][number] }) {
  const say = useWords(en)
  const done = useAct(closeTalk, { renews: [listProposals], done: () => tell(say('talk.done')) })
  const name = talk.name ?? say('publication.somebody')
  return (
    <NeedsRow
      who={<Stone id={talk.personId} name={name} />}
      sentence={say(talk.cause === 'asked' ? 'talk.asked' : 'talk.secondNo', { name })}
      due={{ words: say('talk.due', { day: talk.dueOn }) }}
      note={talk.phone ? say('talk.phone', { phone: talk.phone }) : say(talk.cause === 'asked' ? 'talk.asked.note' : 'talk.secondNo.note')}
      acts={
        <Button
          busy={done.busy}
          onClick={() => done.start({ talkId: talk.id })}
          disabledReason={talk.may.close === true ? undefined : say('publication.notYours')}
        >
          {say('talk.close')}
        </Button>
      }
    />
  )
}

/** A leader who is silent is called once for all of the group; members are called each. */
const isFirstToCall = (row: ProposalView, rows: readonly ProposalView[]): boolean =>
  row.groupId === null || row.mentee.answer === 'silent' || rows.find(other => other.groupId === row.groupId) === row

const isFirstOfLeader = (row: ProposalView, rows: readonly ProposalView[]): boolean =>
  row.groupId === null || rows.find(other => other.groupId === row.groupId) === row

function Silent({ row, withMentor }: { readonly row: ProposalView; readonly withMentor: boolean }) {
  const say = useWords(en)
  const named = (name: string | null) => name ?? say('publication.somebody')
  const names = (withMentor ? [row.mentor, row.mentee] : [row.mentee])
    .filter(member => member.answer === 'silent')
    .map(member => named(member.name))
  return (
    <NeedsRow
      who={
        <Pair
          of={[
            { id: row.mentor.personId, name: named(row.mentor.name) },
            { id: row.mentee.personId, name: named(row.mentee.name) },
          ]}
        />
      }
      sentence={say('silent.sentence', { names, count: names.length })}
      due={{ words: say('silent.due', { day: row.expiresAt }) }}
      note={say('silent.note')}
      acts={null}
    />
  )
}
