import { useState } from 'react'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { OneOf } from '../../kit/ui/Choices.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { NeedsRow } from '../../kit/ui/NeedsRow.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { decideGroup, type GroupDecision, groupDecisions, listGroupsAsked, type ProposalGroupView } from '../contract/group.ts'
import { listProposals } from '../contract/proposal.ts'
import texts from '../texts/asked-group.en.json' with { type: 'json' }
import en from '../texts/proposal.en.json' with { type: 'json' }

/** A group to which too few have said yes: who waits, until when, and what becomes of it. */
export function ShortGroup({ group }: { readonly group: ProposalGroupView }) {
  const say = useWords(texts)
  const sayPair = useWords(en)
  const [deciding, setDeciding] = useState(false)
  const named = (name: string | null) => name ?? sayPair('publication.somebody')
  const { leader, yes, smallest, members, hearBy } = group
  return (
    <>
      <NeedsRow
        who={<Stone id={leader.personId} name={named(leader.name)} />}
        sentence={say('short.sentence', { leader: named(leader.name), yes, smallest })}
        {...(hearBy ? { due: { words: say('short.due', { day: hearBy }) } } : {})}
        note={members.length > 0 ? say('short.note', { names: members.map(({ name }) => named(name)) }) : say('short.noteNobody')}
        acts={
          <Button
            onClick={() => setDeciding(true)}
            disabledReason={group.may.dissolve === true ? undefined : sayPair('publication.notYours')}
          >
            {say('short.decide')}
          </Button>
        }
      />
      {deciding && <Decide group={group} leader={named(leader.name)} onClose={() => setDeciding(false)} />}
    </>
  )
}

interface DecideProps {
  readonly group: ProposalGroupView
  readonly leader: string
  readonly onClose: () => void
}

function Decide({ group, leader, onClose }: DecideProps) {
  const say = useWords(texts)
  const [decision, setDecision] = useState<GroupDecision | null>(null)
  const [reason, setReason] = useState('')
  const decide = useAct(decideGroup, {
    renews: [listGroupsAsked, listProposals],
    done: () => {
      if (decision) tell(say(`decide.done.${decision}`))
      onClose()
    },
  })
  const missing = decision === null ? say('decide.choose') : reason.trim() === '' ? say('decide.why') : undefined
  return (
    <Dialog
      open
      onClose={onClose}
      dirty={reason !== ''}
      title={say('decide.title', { leader })}
      actions={
        <Button
          kind="primary"
          busy={decide.busy}
          disabledReason={missing}
          onClick={() => decision && decide.start({ groupId: group.id, decision, reason: reason.trim() })}
        >
          {say('decide.save')}
        </Button>
      }
    >
      <div className="stack">
        <p>{say('decide.words', { yes: group.yes, smallest: group.smallest })}</p>
        <OneOf
          question={say('decide.question')}
          value={decision}
          onChange={setDecision}
          choices={groupDecisions
            .filter(key => key === 'dissolve' || group.may.goOn === true)
            .map(key => ({ key, name: say(`decide.${key}`), hint: say(`decide.${key}.hint`) }))}
        />
        <TextField label={say('decide.reason')} value={reason} onChange={setReason} maxLength={500} />
        {decide.refusal && (
          <Banner tone="rowan">
            {decide.refusal.title}. {decide.refusal.detail}
          </Banner>
        )}
      </div>
    </Dialog>
  )
}
