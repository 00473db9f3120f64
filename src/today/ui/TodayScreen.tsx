import Building2 from 'lucide-react/icons/building-2'
import House from 'lucide-react/icons/house'
import KeyRound from 'lucide-react/icons/key-round'
import Moon from 'lucide-react/icons/moon'
import { type ReactNode, useEffect } from 'react'
import { Columns, Section } from '../../kit/ui/Card.tsx'
import { Icon } from '../../kit/ui/Icon.tsx'
import { type LinkRow, LinkRows } from '../../kit/ui/LinkRows.tsx'
import { Loaded } from '../../kit/ui/Loaded.tsx'
import { PageHead } from '../../kit/ui/PageHead.tsx'
import { usePlace } from '../../kit/ui/place.ts'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import { useAnswer } from '../../kit/ui/server.ts'
import { ButtonTo } from '../../kit/ui/To.tsx'
import { useWords } from '../../kit/ui/words.tsx'
import type { Answer } from '../../kit/wire/contract.ts'
import { readViewer } from '../../person/contract/viewer.ts'
import { ProgramsList } from '../../program/ui/parts/ProgramsList.tsx'
import { readToday } from '../contract/today.ts'
import { isWithinWeek } from '../rules/week.ts'
import en from '../texts/today.en.json' with { type: 'json' }
import { Dates, FirstStepsCard } from './Beside.tsx'
import { Needs } from './Needs.tsx'
import styles from './today.module.css'

type Today = Answer<typeof readToday>

/** Where whoever runs programs begins: how things are, what leaves tonight, what needs them, and their programs. */
export default function TodayScreen() {
  const say = useWords(en)
  const { organization } = usePlace<'organization'>()
  const viewer = useAnswer(readViewer, {})
  const today = useAnswer(readToday, {}, { everySeconds: 60 })
  const { refetch } = today
  // whatever was done on another page may have changed what stands here
  useEffect(refetch, [refetch])
  const list = <ProgramsList organization={organization} />
  const name = viewer.data?.person.name?.trim().split(/\s+/)[0]
  return (
    <>
      <PageHead
        greets
        where={say('today.where')}
        above={today.data && say('today.above', { day: today.data.today })}
        title={name ? say('today.hello', { name }) : say('today.helloUnnamed')}
        lead={today.data && leadOf(today.data, say)}
      />
      <Loaded answer={today} meanwhile={<Skeleton of="rows" count={5} />}>
        {one => (
          <Page today={one} organization={organization}>
            {one.programs === 0 && list}
          </Page>
        )}
      </Loaded>
      {(today.data ? today.data.programs > 0 : today.error !== null) && list}
    </>
  )
}

interface PageProps {
  readonly today: Today
  readonly organization: string
  /** Comes first where there is nothing yet. */
  readonly children: ReactNode
}

function Page({ today, organization, children }: PageProps) {
  const say = useWords(en)
  const { firstSteps, dates, administers, takesPart, programs } = today
  const own: LinkRow[] = takesPart
    ? [{ id: 'home', icon: House, name: say('own'), hint: say('own.hint'), to: `/${organization}/home` }]
    : []
  const organizing: LinkRow[] = administers
    ? [
        {
          id: 'staff',
          icon: KeyRound,
          name: say('organization.staff'),
          hint: say('organization.staff.hint'),
          to: `/${organization}/staff`,
        },
        {
          id: 'settings',
          icon: Building2,
          name: say('organization.settings'),
          hint: say('organization.settings.hint'),
          to: `/${organization}/settings`,
        },
      ]
    : []
  return (
    <>
      {programs > 0 && (
        <p className={styles.tonight}>
          <Icon of={Moon} size={18} />
          {today.tonight.mails > 0 ? say('tonight', { count: today.tonight.mails }) : say('tonight.none')}
          <ButtonTo kind="link" to="/$organization/mail" params={{ organization }}>
            {say('tonight.look')}
          </ButtonTo>
        </p>
      )}
      <Columns
        aside={
          <>
            {programs > 0 && <Dates dates={dates} isWeek={isWithinWeek(dates, today.today)} named={programs > 1} />}
            {own.length > 0 && <LinkRows rows={own} />}
            {organizing.length > 0 && (
              <Section title={say('organization')}>
                <LinkRows rows={organizing} />
              </Section>
            )}
          </>
        }
      >
        {children}
        <Needs today={today} organization={organization} />
        {firstSteps.map(steps => (
          <FirstStepsCard key={steps.programId} steps={steps} organization={organization} />
        ))}
      </Columns>
    </>
  )
}

/** How things are, in sentences of which each counts one thing and adds up to all of it. */
function leadOf({ sums: { pairs, people, asked }, coordinates, programs }: Today, say: ReturnType<typeof useWords<typeof en>>) {
  if (programs === 0) return undefined
  if (!coordinates) return people > 0 ? say('lead.administrator', { count: people }) : say('lead.nobody')
  const { active, paused, closing } = pairs
  const all = active + paused + closing
  if (all + asked === 0) return people > 0 ? say('lead.people', { count: people }) : say('lead.nobody')
  const split = paused > 0 ? (closing > 0 ? 'lead.both' : 'lead.paused') : 'lead.closing'
  return (
    <>
      {all > 0 && (paused + closing > 0 ? say(split, { all, active, paused, closing }) : say('lead.pairs', { count: all }))}
      {all > 0 && asked > 0 && ' '}
      {asked > 0 && say('lead.asked', { count: asked })}
    </>
  )
}
