import CalendarClock from 'lucide-react/icons/calendar-clock'
import CirclePause from 'lucide-react/icons/circle-pause'
import LogOut from 'lucide-react/icons/log-out'
import Phone from 'lucide-react/icons/phone'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import { lazy, Suspense, useState } from 'react'
import type { IconOf } from '../../../kit/ui/Icon.tsx'
import { type LinkRow, LinkRows } from '../../../kit/ui/LinkRows.tsx'
import { NativeSelect } from '../../../kit/ui/NativeSelect.tsx'
import { Skeleton } from '../../../kit/ui/Skeleton.tsx'
import { Stone } from '../../../kit/ui/Stone.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import { type ConcernKind, concernKinds, type HelpProgram, type HelpView } from '../../contract.ts'
import { whoSees } from '../../rules/audience.ts'
import { nameOfAct } from '../../rules/names.ts'
import { afterText, pausedUntil } from '../../rules.ts'
import en from '../../texts/en.json' with { type: 'json' }
import { Earlier } from './Earlier.tsx'
import styles from './Help.module.css'
import { namesIn } from './names.ts'

// whoever only looks for the number need not load what is written in
const HelpForm = lazy(async () => ({ default: (await import('./HelpForm.tsx')).HelpForm }))

const icons: Readonly<Record<ConcernKind, IconOf>> = {
  talk: Phone,
  pause: CirclePause,
  change: CalendarClock,
  'not-right': ShieldAlert,
  end: LogOut,
}

export interface HelpPanelProps {
  readonly help: HelpView
  /** The program of the page from which it was opened. */
  readonly programId?: string | undefined
  /** Of the headings inside: 2 on a page, 3 in a sheet. */
  readonly level: 2 | 3
  readonly act: ConcernKind | null
  readonly onAct: (act: ConcernKind | null) => void
  readonly onDirty: (dirty: boolean) => void
}

/** The person to ask, what was asked for earlier, and the five acts; one of them opens in their place. What is open is in no address. */
export function HelpPanel(props: HelpPanelProps) {
  const say = useWords(en)
  const { help, act, onAct, onDirty } = props
  const [chosen, setChosen] = useState(props.programId)
  const program = help.programs.find(one => one.programId === chosen) ?? help.programs[0]
  if (!program) return <p>{say('help.nobody')}</p>
  if (act)
    return (
      <Suspense fallback={<Skeleton of="lines" count={6} />}>
        <HelpForm
          key={act}
          kind={act}
          program={program}
          organization={help.organization}
          onDirty={onDirty}
          onDone={() => {
            onDirty(false)
            onAct(null)
          }}
        />
      </Suspense>
    )
  const phone = program.contact?.phone
  return (
    <div className={styles.panel}>
      {help.programs.length > 1 && (
        <NativeSelect
          label={say('help.program')}
          value={program.programId}
          onChange={setChosen}
          options={help.programs.map(one => ({ key: one.programId, name: one.program }))}
        />
      )}
      <PersonToAsk program={program} />
      <Earlier
        level={props.level}
        program={program}
        organization={help.organization}
        requests={help.requests.filter(request => request.programId === program.programId)}
      />
      <div className={styles.acts}>
        <LinkRows stones rows={concernKinds.map(kind => rowOf(kind, program, say, () => onAct(kind)))} />
      </div>
      <p className="hint">{phone ? say('help.footPhone', { phone }) : say('help.foot')}</p>
    </div>
  )
}

function PersonToAsk(props: { readonly program: HelpProgram }) {
  const say = useWords(en)
  const { contact, insteadOf, answersInDays: days } = props.program
  if (!contact) return <p>{say('help.nobody')}</p>
  const name = contact.name ?? say('help.contact')
  return (
    <>
      <div className={styles.person}>
        <Stone id={contact.personId} name={name} size={48} />
        <div>
          <b>{name}</b>
          <p>{contact.phone ? say('help.reach', { phone: contact.phone, days }) : say('help.answers', { days })}</p>
        </div>
      </div>
      {insteadOf && <p className="hint">{say('help.insteadOf', { name: insteadOf, contact: name })}</p>}
    </>
  )
}

type Say = ReturnType<typeof useWords<typeof en>>

function rowOf(kind: ConcernKind, program: HelpProgram, say: Say, onPress: () => void): LinkRow {
  const { contact } = namesIn(program, say)
  const leaves = kind === 'end' && program.mentorships.length === 0
  const untilOn = kind === 'pause' ? pausedUntil(program) : null
  return {
    id: kind,
    icon: icons[kind],
    name: untilOn ? say('act.pausing') : say(nameOfAct(kind, program)),
    hint: untilOn
      ? say('pause.now', { untilOn })
      : leaves
        ? say('act.leave.after', { contact })
        : say(afterText(kind, program), { contact }),
    seenBy: whoSees(kind, program, say),
    tone: kind === 'not-right' ? 'rowan' : 'pine',
    onPress,
  }
}
