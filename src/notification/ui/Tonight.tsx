import { Button } from '../../kit/ui/Button.tsx'
import { Card, CardSection } from '../../kit/ui/Card.tsx'
import { EmptyState } from '../../kit/ui/EmptyState.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { useAct } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { listMails, putBackMails, readMail, stopMails } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { MailList } from './MailList.tsx'
import { reasonWords } from './reasons.ts'

/** Who gets what tonight, and why: groups by reason that add up to people. */
export function Tonight({ answer }: { readonly answer: Answer<typeof readMail> }) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const open = typeof url['reason'] === 'string' ? url['reason'] : undefined
  const back = useAct(putBackMails, { renews: [readMail, listMails] })
  const stop = useAct(stopMails, {
    renews: [readMail, listMails],
    done: ({ people, at }, request) => tell(say('tonight.stopped', { count: people }), () => back.start({ ...request, since: at })),
    refused: error => tell(error.message),
  })
  if (answer.groups.length === 0)
    return (
      <EmptyState scene="path" title={say(titleOf(answer))}>
        {say(answer.hasMailServer ? 'tonight.nothing.words' : 'tonight.nothing.wordsWithout')}
      </EmptyState>
    )
  return (
    <Card title={say('tonight.who')} note={sumOf(answer, say)} flush>
      {answer.groups.map(group => (
        <CardSection key={group.reason}>
          <div className="row wrap">
            <div className="grow">
              <h3>{reasonWords(say, group.reason)}</h3>
              <p className="muted">{say('tonight.group', { count: group.people, at: group.firstAt })}</p>
            </div>
            <Button
              size="small"
              kind="quiet"
              aria-expanded={open === group.reason}
              onClick={() => change({ reason: open === group.reason ? undefined : group.reason, mail: undefined })}
            >
              {say(open === group.reason ? 'tonight.close' : 'tonight.open')}
            </Button>
            <Button
              size="small"
              busy={stop.busy}
              disabledReason={answer.may.stop === true ? undefined : say('held.notYours')}
              onClick={() => stop.start({ reason: group.reason })}
            >
              {say('tonight.stop', { count: group.people })}
            </Button>
          </div>
          {open === group.reason && (
            <MailList tab="tonight" reason={group.reason} empty={say('tonight.none')} hasMailServer={answer.hasMailServer} />
          )}
        </CardSection>
      ))}
      <CardSection>
        {!answer.hasMailServer && <p className="hint">{say('tonight.without')}</p>}
        <p className="hint">{answer.several > 0 ? say('tonight.several', { count: answer.several }) : say('tonight.one')}</p>
      </CardSection>
    </Card>
  )
}

function titleOf({ holds, hasMailServer }: Answer<typeof readMail>) {
  if (holds.length > 0) return 'tonight.nothingElse' as const
  return hasMailServer ? ('tonight.nothing' as const) : ('tonight.nothingWithout' as const)
}

/** 18 + 12 + 8 = 38 mails, and how many people that is. */
function sumOf({ groups, people }: Answer<typeof readMail>, say: ReturnType<typeof useWords<typeof en>>): string {
  const mails = groups.reduce((sum, group) => sum + group.mails, 0)
  return say('tonight.sum', { count: people, mails })
}
