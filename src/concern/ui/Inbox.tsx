import { Button } from '../../kit/ui/Button.tsx'
import { Chip, type Tone } from '../../kit/ui/Chip.tsx'
import { WithDrawer } from '../../kit/ui/Drawer.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { useOpenInUrl, usePlace, useUrlState } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { type Column, Table } from '../../kit/ui/Table.tsx'
import { Tabs } from '../../kit/ui/Tabs.tsx'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import { type ConcernRow, type ConcernState, listConcerns, listGivenToMe } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { RequestDrawer } from './RequestDrawer.tsx'

const tones: Readonly<Record<ConcernState, Tone>> = {
  asked: 'lichen',
  read: 'tarn',
  underway: 'pine',
  done: 'plain',
  'taken-back': 'plain',
}

/** What people asked the reader for, those first who have waited longest. What is open beside the list is in the URL. */
export function Inbox(props: { readonly programId: string | null }) {
  const say = useWords(en)
  const { organization } = usePlace<'organization'>()
  const [url, change] = useUrlState()
  const state = url.state === 'ended' ? ('ended' as const) : ('open' as const)
  const after = typeof url.after === 'string' ? { after: url.after } : {}
  const { open, show, close } = useOpenInUrl('request')
  const ofProgram = useAnswer(listConcerns, { programId: props.programId ?? '', state, ...after }, { when: props.programId !== null })
  const everywhere = useAnswer(listGivenToMe, { state, ...after }, { when: props.programId === null })
  const answer = props.programId === null ? everywhere : ofProgram
  const counts = answer.data?.counts
  return (
    <WithDrawer drawer={open ? <RequestDrawer key={open} concernId={open} onClose={close} /> : null}>
      <PageHead
        title={say('inbox.title')}
        lead={
          <>
            {say('inbox.lead')} {say('inbox.opening')}
          </>
        }
        actions={
          props.programId !== null && (
            <ButtonTo to="/$organization/programs/$programId/contacts" params={{ organization, programId: props.programId }}>
              {say('contacts.title')}
            </ButtonTo>
          )
        }
      />
      <Tabs
        name={say('inbox.title')}
        chosen={state}
        onChoose={id => change({ state: id === 'ended' ? id : undefined, after: undefined, request: undefined })}
        tabs={[
          { id: 'open', name: say('inbox.open'), count: counts?.open },
          { id: 'ended', name: say('inbox.ended'), count: counts?.ended },
        ]}
      >
        <Loaded answer={answer} meanwhile={<Skeleton of="rows" count={5} />}>
          {({ rows, next }) =>
            rows.length === 0 ? (
              <EmptyState scene="rest" title={say(state === 'open' ? 'inbox.none' : 'inbox.noneEnded')}>
                {say(state === 'open' ? 'inbox.noneLead' : 'inbox.noneEndedLead')}
              </EmptyState>
            ) : (
              <Table
                name={say('inbox.title')}
                rows={rows}
                keyOf={row => row.id}
                nameOf={row => row.person.name ?? say('inbox.unnamed')}
                columns={columnsOf(say)}
                onOpen={show}
                open={open ?? undefined}
                foot={next && <Button onClick={() => change({ after: next, request: undefined }, 'push')}>{say('inbox.more')}</Button>}
              />
            )
          }
        </Loaded>
      </Tabs>
    </WithDrawer>
  )
}

function columnsOf(say: ReturnType<typeof useWords<typeof en>>): readonly Column<ConcernRow>[] {
  return [
    { id: 'who', head: say('inbox.sender'), names: true, cell: row => <span dir="auto">{row.person.name ?? say('inbox.unnamed')}</span> },
    { id: 'what', head: say('inbox.kind'), cell: row => say(`kind.${row.kind}`) },
    { id: 'sent', head: say('inbox.sent'), cell: row => say('inbox.day', { day: row.askedOn }) },
    {
      id: 'due',
      head: say('inbox.due'),
      cell: row =>
        row.isLate ? (
          <Chip tone="clay">{say('inbox.late')}</Chip>
        ) : row.dueOn ? (
          say('inbox.day', { day: row.dueOn })
        ) : (
          <span className="faint">{say('inbox.heard')}</span>
        ),
    },
    { id: 'state', head: say('inbox.state'), cell: row => <Chip tone={tones[row.state]}>{say(`state.${row.state}`)}</Chip> },
  ]
}
