import Lock from 'lucide-react/icons/lock'
import Users from 'lucide-react/icons/users'
import { useState } from 'react'
import { readCohort } from '../../cohort/contract.ts'
import { isolated } from '../../kit/texts/direction.ts'
import { Button } from '../../kit/ui/Button.tsx'
import { Chip } from '../../kit/ui/Chip.tsx'
import { Dialog } from '../../kit/ui/Dialog.tsx'
import { DrawerSection } from '../../kit/ui/Drawer.tsx'
import { Facts } from '../../kit/ui/Facts.tsx'
import { TextField } from '../../kit/ui/Field.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Stone } from '../../kit/ui/Stone.tsx'
import { useAct, useAnswer } from '../../kit/ui/server.ts'
import { tell } from '../../kit/ui/tell.ts'
import { useLanguage, useWords } from '../../kit/ui/words.tsx'
import { changeParticipant, countPeople, listPeople, type ParticipantView, type PersonView, readPerson } from '../contract/people.ts'
import type { ParticipantState } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { nameOf } from './PeopleTable.tsx'
import styles from './participant.module.css'
import type { CohortPlace } from './paths.ts'
import { saidIn } from './told.ts'

const renewed = [readPerson, listPeople, countPeople]

export function PersonHead({ person }: { readonly person: PersonView }) {
  const say = useWords(en)
  return (
    <div className={styles.personHead}>
      <Stone id={person.personId} name={nameOf(person)} size={56} />
      <div>
        <b className={styles.personName} dir="auto">
          {nameOf(person)}
        </b>
        {person.externalId !== null && person.name !== null && (
          <span className="muted">
            <bdi>{person.externalId}</bdi>
          </span>
        )}
        <span className={styles.roles}>
          {person.participants.map(one => (
            <Chip key={one.id} tone="heather">
              {say(`role.${one.role}`)}
            </Chip>
          ))}
        </span>
      </div>
    </div>
  )
}

/** What they take part as, and what a coordinator can change about it. */
export function PersonRoles({ person }: { readonly person: PersonView }) {
  const say = useWords(en)
  return (
    <DrawerSection title={say('person.takesPart')}>
      <ul className={styles.rolesList}>
        {person.participants.map(one => (
          <li key={one.id}>
            <OneRole one={one} ceiling={person.capacityMentees} name={nameOf(person)} />
          </li>
        ))}
      </ul>
    </DrawerSection>
  )
}

function OneRole({ one, ceiling, name }: { readonly one: ParticipantView; readonly ceiling: number | null; readonly name: string }) {
  const say = useWords(en)
  const [asking, setAsking] = useState<'capacity' | 'withdraw' | null>(null)
  const change = useAct(changeParticipant, {
    renews: renewed,
    done: (after, request) => {
      setAsking(null)
      if (request.state === 'paused' && after.state === 'paused') tell(say('person.paused', { name }))
    },
  })
  const { cohortId } = usePlace<CohortPlace>()
  const cohort = useAnswer(readCohort, { cohortId })
  const most = cohort.data?.mentorsPerMentee ?? 1
  const isSeveral = one.role === 'mentee' && one.state !== 'withdrawn' && most > 1
  const move = (state: ParticipantState) => change.start({ participantId: one.id, state }, one.version)
  return (
    <>
      <p>
        <b>{say(`role.${one.role}`)}</b> <span className="muted">{say(`person.state.${one.state}`, { since: one.joinedAt })}</span>
      </p>
      {one.role === 'mentor' && one.state !== 'withdrawn' && (
        <p className="muted">
          {say(ceiling === null ? 'person.capacity' : 'person.capacityOf', { count: one.capacity, ceiling: ceiling ?? 0 })}
        </p>
      )}
      {isSeveral && <p className="muted">{say('person.mentors', { count: Math.min(one.capacity, most) })}</p>}
      <div className={styles.roleActs}>
        {one.may.changeCapacity === true && (one.role === 'mentor' || isSeveral) && (
          <Button size="small" onClick={() => setAsking('capacity')}>
            {say('person.changeCapacity')}
          </Button>
        )}
        {one.may.pause === true && (
          <Button size="small" busy={change.busy} onClick={() => move('paused')}>
            {say('person.pause')}
          </Button>
        )}
        {one.may.return === true && (
          <Button size="small" busy={change.busy} onClick={() => move('active')}>
            {say('person.return')}
          </Button>
        )}
        {one.may.withdraw === true && (
          <Button size="small" kind="danger" onClick={() => setAsking('withdraw')}>
            {say('person.withdraw')}
          </Button>
        )}
      </div>
      {change.refusal && asking === null && (
        <p className={styles.error} role="alert">
          {change.refusal.title}. {change.refusal.detail}
        </p>
      )}
      <CapacityDialog
        key={`${one.version} ${asking}`}
        open={asking === 'capacity'}
        one={one}
        most={one.role === 'mentor' ? null : most}
        change={change}
        close={() => setAsking(null)}
        name={name}
      />
      <Dialog
        open={asking === 'withdraw'}
        onClose={() => setAsking(null)}
        title={say('person.withdrawTitle', { name })}
        actions={
          <>
            <Button kind="danger-filled" busy={change.busy} onClick={() => move('withdrawn')}>
              {say('person.withdrawYes')}
            </Button>
            <Button onClick={() => setAsking(null)}>{say('person.withdrawNo')}</Button>
          </>
        }
      >
        <p>{say('person.withdrawMore')}</p>
      </Dialog>
    </>
  )
}

interface CapacityDialogProps {
  readonly open: boolean
  readonly one: ParticipantView
  /** Of a mentee: how many mentors the cohort gives at most. */
  readonly most: number | null
  readonly name: string
  readonly change: ReturnType<typeof useAct<typeof changeParticipant>>
  readonly close: () => void
}

function CapacityDialog({ open, one, most, name, change, close }: CapacityDialogProps) {
  const say = useWords(en)
  const before = String(most === null ? one.capacity : Math.min(one.capacity, most))
  const [typed, setTyped] = useState(before)
  const isNumber = /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= (most ?? 100) && (most === null || Number(typed) >= 1)
  const refusal = change.refusal ? `${change.refusal.title}. ${change.refusal.detail ?? ''}` : undefined
  const save = () => isNumber && change.start({ participantId: one.id, capacity: Number(typed) }, one.version)
  return (
    <Dialog
      open={open}
      onClose={close}
      dirty={typed !== before}
      title={say(most === null ? 'person.capacityTitle' : 'person.mentorsTitle', { name })}
      actions={
        <>
          <Button kind="primary" busy={change.busy} onClick={save}>
            {say('person.capacitySave')}
          </Button>
          <Button onClick={close}>{say('person.capacityLeave')}</Button>
        </>
      }
    >
      <TextField
        label={say(most === null ? 'person.capacityLabel' : 'person.mentorsLabel')}
        type="number"
        value={typed}
        onChange={setTyped}
        hint={most === null ? say('person.capacityHint') : say('person.mentorsHint', { most })}
        error={isNumber ? refusal : most === null ? say('person.capacityWrong') : say('person.mentorsWrong', { most })}
      />
    </Dialog>
  )
}

export function PersonReach({ person }: { readonly person: PersonView }) {
  const say = useWords(en)
  return (
    <DrawerSection title={say('person.reach')}>
      {person.email === null && person.phone === null ? (
        <p className="muted">{say('person.noAddress')}</p>
      ) : (
        <Facts
          facts={[
            ...(person.email ? [{ term: say('field.email'), told: <a href={`mailto:${person.email}`}>{person.email}</a> }] : []),
            ...(person.phone ? [{ term: say('field.phone'), told: <a href={`tel:${person.phone}`}>{person.phone}</a> }] : []),
          ]}
        />
      )}
    </DrawerSection>
  )
}

/** What they answered, each with who may know it. Questions without an answer are not listed, but told. */
export function AnswerList({ person, most }: { readonly person: PersonView; readonly most?: number }) {
  const say = useWords(en)
  const { tag, direction } = useLanguage()
  const answered = person.answers.flatMap(one => (one.answer ? [{ ...one, answer: one.answer }] : []))
  const shown = most === undefined ? answered : answered.slice(0, most)
  const unanswered = person.answers.length - answered.length
  return (
    <>
      {answered.length === 0 && <p className="muted">{say('person.noAnswers')}</p>}
      <dl className={styles.answers}>
        {shown.map(one => (
          <div key={one.key}>
            <dt dir="auto">{one.label}</dt>
            <dd dir="auto">
              {saidIn(one.answer, tag)
                .map(word => isolated(word, direction))
                .join(', ')}
            </dd>
            <dd className={styles.seenBy}>
              <Icon of={one.audience === 'pair' ? Users : Lock} size={13} /> {say(`audience.${one.audience}.sentence`)}
            </dd>
          </div>
        ))}
      </dl>
      {answered.length > shown.length && <p className="muted">{say('person.moreAnswers', { count: answered.length - shown.length })}</p>}
      {unanswered > 0 && answered.length > 0 && <p className="faint">{say('person.unanswered', { count: unanswered })}</p>}
    </>
  )
}

/** When they or somebody for them answered. */
export function PersonHistory({ person }: { readonly person: PersonView }) {
  const say = useWords(en)
  return (
    <DrawerSection title={say('person.history')}>
      <ul className={styles.history}>
        {person.responses.map(one => (
          <li key={one.id}>
            <b>{say(`person.source.${one.source}`, { at: one.at })}</b>
            <span className="muted">
              {one.changed.length === 0
                ? say('person.changedNothing')
                : say('person.changed', { count: one.changed.length, names: one.changed.slice(0, 4) })}
            </span>
          </li>
        ))}
      </ul>
    </DrawerSection>
  )
}
