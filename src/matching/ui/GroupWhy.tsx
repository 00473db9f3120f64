import { Card, CardSection } from '../../kit/ui/Card.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { AskedOfGroup } from '../rules/asked-group-words.ts'
import texts from '../texts/asked-group.en.json' with { type: 'json' }
import en from '../texts/proposal.en.json' with { type: 'json' }

interface GroupWhyProps {
  readonly proposal: AskedOfGroup
  readonly partner: string
}

/** What somebody is asked about a group: its members for whoever would lead it; for a member, who leads it. */
export function GroupWhy({ proposal, partner }: GroupWhyProps) {
  const say = useWords(texts)
  const { group, startsOn, endsOn } = proposal
  return (
    <Card flush {...(group.leads ? { title: say('who') } : {})}>
      {group.leads ? <Members proposal={proposal} /> : <Leader proposal={proposal} partner={partner} />}
      <CardSection title={say('would')}>
        <p>{say('span', { startsOn, endsOn })}</p>
        <p>{say(group.leads ? 'begins.leads' : 'begins', { smallest: group.smallest })}</p>
        <p>{say('kept')}</p>
        <p className="muted">{say('rhythm')}</p>
      </CardSection>
    </Card>
  )
}

function Members({ proposal: { group } }: { readonly proposal: AskedOfGroup }) {
  const say = useWords(texts)
  const sayPair = useWords(en)
  return (
    <CardSection>
      <div className="stack">
        {group.members.length === 0 && <p className="muted">{say('who.nobody')}</p>}
        {group.members.map(({ personId, name, about, words, reasons }) => (
          <div key={personId} className="stack">
            <div className="row">
              <Stone id={personId} name={name ?? sayPair('page.reply.other')} size={48} />
              <div>
                <h3 dir="auto">{name ?? sayPair('page.reply.other')}</h3>
                {about.length > 0 && <p className="muted">{about.join(' · ')}</p>}
              </div>
            </div>
            <Reasons reasons={reasons} />
            {words && (
              <p className="quote" dir="auto">
                {words}
              </p>
            )}
          </div>
        ))}
      </div>
    </CardSection>
  )
}

function Leader({ proposal, partner }: GroupWhyProps) {
  const say = useWords(texts)
  const sayPair = useWords(en)
  const { personId, name, about, words } = proposal.partner
  return (
    <>
      <CardSection>
        <div className="row">
          <Stone id={personId} name={name ?? partner} size={64} />
          <div>
            <h2 dir="auto">{name ?? partner}</h2>
            <p className="muted">{about.length > 0 ? about.join(' · ') : say('leader')}</p>
          </div>
        </div>
      </CardSection>
      <CardSection title={say('why', { partner })}>
        {proposal.reasons.length > 0 ? <Reasons reasons={proposal.reasons} /> : <p>{sayPair('page.reply.noReasons')}</p>}
      </CardSection>
      {words && (
        <CardSection title={sayPair('page.reply.wordsMentor', { partner })}>
          <p className="quote" dir="auto">
            {words}
          </p>
        </CardSection>
      )}
    </>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <ul className="stack">
      {reasons.map(reason => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
