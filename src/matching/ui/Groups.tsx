import Lock from 'lucide-react/icons/lock'
import { useMemo, useState } from 'react'
import { Button } from '../../kit/ui/Button.tsx'
import { Card } from '../../kit/ui/Card.tsx'
import { classes } from '../../kit/ui/classes.ts'
import { SearchField } from '../../kit/ui/Field.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { GroupRow, GroupsView, PairRow } from '../contract/arrangement.ts'
import en from '../texts/en.json' with { type: 'json' }
import groupsEn from '../texts/groups.en.json' with { type: 'json' }
import styles from './groups.module.css'
import matching from './matching.module.css'
import { ruleName } from './said.ts'
import { isChosen, nameIn, type StudioParts } from './studio.ts'

/** At a time: a group is a card of several lines. */
const step = 20
/** From here on it is worth finding somebody by name. */
const searched = 4

interface GroupsProps extends StudioParts {
  readonly groups: GroupsView
}

/** Who leads whom: those to look at first, found by the name of anybody in them. */
export function Groups(props: GroupsProps) {
  const say = useWords(groupsEn)
  const sayHere = useWords(en)
  const { view, groups } = props
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState(step)
  const membersOf = useMemo(() => Map.groupBy(view.pairs, ({ mentorId }) => mentorId), [view.pairs])
  const names = useMemo(
    () => new Map([...view.people.mentees, ...view.people.mentors].map(person => [person.id, person.name.toLowerCase()])),
    [view.people],
  )
  const wanted = typed.trim().toLowerCase()
  const found = groups.rows.filter(group =>
    [group.leaderId, ...group.coMentorIds, ...(membersOf.get(group.leaderId) ?? []).map(({ menteeId }) => menteeId)].some(id =>
      names.get(id)?.includes(wanted),
    ),
  )
  const more = found.length - shown
  return (
    <Card flush title={say('list.title')} note={groups.rows.length > 0 && say('list.note')}>
      {groups.rows.length >= searched && (
        <div className={matching.find}>
          <SearchField label={say('list.search')} placeholder={say('list.search')} value={typed} onChange={setTyped} />
        </div>
      )}
      {found.length === 0 ? (
        <p className={matching.quiet}>{groups.rows.length === 0 ? say('list.none') : say('list.noneFound', { typed })}</p>
      ) : (
        found
          .slice(0, shown)
          .map(group => <Group key={group.leaderId} {...props} group={group} members={membersOf.get(group.leaderId) ?? []} />)
      )}
      {more > 0 && (
        <p className={matching.foot}>
          <Button kind="link" onClick={() => setShown(shown + step)}>
            {sayHere('studio.more.unplaced', { count: Math.min(step, more) })}
          </Button>
        </p>
      )}
    </Card>
  )
}

interface GroupProps extends GroupsProps {
  readonly group: GroupRow
  readonly members: readonly PairRow[]
}

function Group({ group, members, ...parts }: GroupProps) {
  const say = useWords(groupsEn)
  const { mentors } = parts.view.people
  const mentor = nameIn(mentors, group.leaderId)
  const names = group.coMentorIds.map(id => nameIn(mentors, id))
  const hasLeft = mentors.find(({ id }) => id === group.leaderId)?.left ?? null
  return (
    <section className={styles.group} aria-label={say('list.leads', { mentor })}>
      <header className={styles.head}>
        <Stone id={group.leaderId} name={mentor} size={32} />
        <h3>{names.length > 0 ? say('list.leadsWith', { mentor, names }) : say('list.leads', { mentor })}</h3>
        <span className={styles.figures}>
          {[
            say('list.size', { count: group.members }),
            group.placesFree > 0 ? say('list.room', { count: group.placesFree }) : say('list.full'),
            say('list.average', { average: group.average, lowest: group.lowest }),
          ].join(' · ')}
        </span>
      </header>
      {hasLeft !== null && <p className={matching.cost}>{say('list.leaderLeft', { name: mentor })}</p>}
      <ul className={styles.members}>
        {members.map(pair => (
          <Member key={pair.menteeId} pair={pair} parts={parts} />
        ))}
      </ul>
    </section>
  )
}

function Member({ pair, parts }: { readonly pair: PairRow; readonly parts: StudioParts }) {
  const say = useWords(groupsEn)
  const mentee = nameIn(parts.view.people.mentees, pair.menteeId)
  const chosen = isChosen(parts, pair)
  const look = lookWords(say, pair, parts)
  return (
    <li className={classes(chosen && styles.chosen)}>
      <button type="button" className={styles.member} aria-current={chosen || undefined} onClick={() => parts.choose(pair.menteeId)}>
        <Stone id={pair.menteeId} name={mentee} size={28} />
        <span className="grow">
          <b>{mentee}</b>
          {look && <small>{look}</small>}
        </span>
        {pair.locked && (
          <span className={styles.kept}>
            <Icon of={Lock} size={15} />
            <span className="unseen">{say('list.kept')}</span>
          </span>
        )}
        <b className="num">{pair.shown}</b>
      </button>
    </li>
  )
}

function lookWords(say: ReturnType<typeof useWords<typeof groupsEn>>, pair: PairRow, { view, round }: StudioParts): string | null {
  if (pair.look === 'left') {
    const mentee = view.people.mentees.find(one => one.id === pair.menteeId)
    return mentee?.left ? say('list.left', { names: [mentee.name] }) : null
  }
  if (pair.look === 'bent') return say('list.bent', { questions: pair.bent.map(rule => ruleName(round.lookedFor, rule)) })
  return pair.look === 'low' ? say(view.measure === 'count' ? 'list.lowCount' : 'list.low') : null
}
