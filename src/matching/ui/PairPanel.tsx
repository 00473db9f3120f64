import Ban from 'lucide-react/icons/ban'
import Lock from 'lucide-react/icons/lock'
import LockOpen from 'lucide-react/icons/lock-open'
import { Banner } from '../../kit/ui/Banner.tsx'
import { Button } from '../../kit/ui/Button.tsx'
import { Card, CardSection } from '../../kit/ui/Card.tsx'
import { FilterChip } from '../../kit/ui/Chip.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { useUrlState } from '../../kit/ui/place.ts'
import { useAnswer } from '../../kit/ui/server.ts'
import { useWords } from '../../kit/ui/words.tsx'
import { type PairView, readPair } from '../contract/price.ts'
import { isLettable, isLiftable } from '../rules/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import { ActRefused } from './ActRefused.tsx'
import styles from './matching.module.css'
import { OtherMentors } from './OtherMentors.tsx'
import { PairPrice } from './PairPrice.tsx'
import { ruleName } from './said.ts'
import { nameIn, pairsOf, type StudioParts } from './studio.ts'
import { WhyThisPair } from './WhyThisPair.tsx'

/** Beside the list: why these two, what it would cost to change that, and whom else there is. */
export function PairPanel(parts: StudioParts) {
  const say = useWords(en)
  const [url, change] = useUrlState()
  const { view, menteeId, mentorId } = parts
  if (menteeId === null || !view.people.mentees.some(one => one.id === menteeId))
    return (
      <Card>
        <p className="muted">{say('panel.choose')}</p>
      </Card>
    )
  const mentee = nameIn(view.people.mentees, menteeId)
  const showsOthers = url['others'] === true || url['others'] === 'true' || mentorId === null
  return (
    <section className={styles.panel} data-panel tabIndex={-1} aria-label={mentee}>
      <Mentors parts={parts} menteeId={menteeId} />
      {mentorId !== null && <OnePair {...parts} menteeId={menteeId} mentorId={mentorId} />}
      {showsOthers ? (
        <OtherMentors parts={parts} menteeId={menteeId} mentee={mentee} />
      ) : (
        <Button full onClick={() => change({ others: true })}>
          {say('panel.showOthers')}
        </Button>
      )}
      <Button kind="quiet" onClick={() => parts.choose(null)}>
        {say('panel.close')}
      </Button>
    </section>
  )
}

/** Of whoever may have several: how many they have, and a way to each. */
function Mentors({ parts, menteeId }: { readonly parts: StudioParts; readonly menteeId: string }) {
  const say = useWords(en)
  const { view, mentorId } = parts
  const pairs = pairsOf(view, menteeId)
  const mentee = view.people.mentees.find(one => one.id === menteeId)
  if (!mentee || Math.max(mentee.wanted, pairs.length) < 2) return null
  return (
    <Card title={say('panel.mentors', { mentee: mentee.name, count: pairs.length, of: Math.max(mentee.wanted, pairs.length) })}>
      <div className="row wrap">
        {pairs.map(({ mentorId: id }) => (
          <FilterChip key={id} on={id === mentorId} onChange={() => parts.choose(menteeId, id)}>
            {nameIn(view.people.mentors, id)}
          </FilterChip>
        ))}
      </div>
    </Card>
  )
}

function OnePair(parts: StudioParts & { readonly menteeId: string; readonly mentorId: string }) {
  const say = useWords(en)
  const { view, menteeId, mentorId } = parts
  const answer = useAnswer(readPair, { arrangementId: view.id, menteeId, mentorId })
  const names = { mentee: nameIn(view.people.mentees, menteeId), mentor: nameIn(view.people.mentors, mentorId) }
  return (
    <Card flush title={say('studio.with', names)} note={<b className="num">{answer.data?.shown ?? ''}</b>}>
      <Loaded answer={answer}>{pair => <Inside pair={pair} parts={parts} />}</Loaded>
    </Card>
  )
}

function Inside({ pair, parts }: { readonly pair: PairView; readonly parts: StudioParts }) {
  const say = useWords(en)
  const { lookedFor } = parts.round
  const isTogether = pair.state === 'matched' || pair.state === 'locked'
  const mentor = pair.mentor.name
  return (
    <>
      <Acts pair={pair} parts={parts} />
      {(pair.bent.length > 0 || pair.forbiddenBy.length > 0 || pair.apart || pair.sameHuman) && (
        <CardSection>
          <div className="stack">
            {pair.bent.length > 0 && (
              <Banner tone="clay" small>
                {say('panel.bent', { count: pair.bent.length, questions: pair.bent.map(rule => ruleName(lookedFor, rule)) })}
              </Banner>
            )}
            {pair.forbiddenBy.map(rule => (
              <Banner key={rule} tone="clay" small>
                {say('panel.forbidden', { question: ruleName(lookedFor, rule) })}
              </Banner>
            ))}
            {pair.apart && <p>{say('panel.apart')}</p>}
            {pair.sameHuman && <p>{say('panel.sameHuman')}</p>}
          </div>
        </CardSection>
      )}
      {!pair.apart && !pair.sameHuman && (
        <CardSection title={isTogether ? say('panel.forbid') : say('panel.force', { mentor })} tone={isTogether ? 'plain' : 'pine'}>
          <PairPrice pair={pair} parts={parts} />
        </CardSection>
      )}
      <CardSection title={say(pair.state === 'forbidden' ? 'panel.whyNot' : 'panel.why')}>
        <WhyThisPair lines={pair.lines} measure={pair.measure} lookedFor={lookedFor} />
      </CardSection>
      <CardSection>
        <p className="hint">{say('panel.room', { mentor, free: pair.free, places: pair.places })}</p>
        {pair.elsewhere > 0 && <p className="hint">{say('panel.elsewhere', { count: pair.elsewhere })}</p>}
      </CardSection>
    </>
  )
}

/** One key each, and a line why. */
function Acts({ pair, parts }: { readonly pair: PairView; readonly parts: StudioParts }) {
  const say = useWords(en)
  const ids = { menteeId: pair.mentee.id, mentorId: pair.mentor.id }
  if (pair.sameHuman) return null
  const apart = parts.view.apart.find(row => row.menteeId === ids.menteeId && row.mentorId === ids.mentorId)
  const staysApart = apart !== undefined && !isLiftable(apart.standing)
  const asked = parts.view.kept.some(row => row.menteeId === ids.menteeId && row.mentorId === ids.mentorId && !isLettable(row.standing))
  const still = { disabledReason: parts.whyNot, reasonHidden: true } as const
  return (
    <div className={styles.acts}>
      {pair.state === 'locked' || (pair.apart && !staysApart) ? (
        <Button
          {...still}
          disabledReason={parts.whyNot ?? (asked ? say('studio.keptBy.proposal') : undefined)}
          size="small"
          icon={LockOpen}
          aria-keyshortcuts="Backspace"
          onClick={() => parts.putBack(ids)}
        >
          {say('act.putBack')}
        </Button>
      ) : (
        pair.state === 'matched' && (
          <Button {...still} size="small" icon={Lock} aria-keyshortcuts="L" onClick={() => parts.ask({ act: 'lock', ...ids })}>
            {say('act.lockShort')}
          </Button>
        )
      )}
      {(pair.state === 'open' || pair.state === 'forbidden') && pair.price.possible && (
        <Button {...still} kind="primary" size="small" onClick={() => parts.ask({ act: 'take', ...ids, bends: pair.price.bends })}>
          {say('act.take', { mentor: pair.mentor.name })}
        </Button>
      )}
      {!pair.apart && (
        <Button {...still} size="small" icon={Ban} aria-keyshortcuts="X" onClick={() => parts.ask({ act: 'exclude', ...ids })}>
          {say('act.excludeShort')}
        </Button>
      )}
      {parts.whyNot !== undefined && <p className="hint">{parts.whyNot}</p>}
      <ActRefused of={ids} parts={parts} />
    </div>
  )
}
