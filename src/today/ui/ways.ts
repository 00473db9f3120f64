import CalendarDays from 'lucide-react/icons/calendar-days'
import FileSpreadsheet from 'lucide-react/icons/file-spreadsheet'
import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import Hourglass from 'lucide-react/icons/hourglass'
import LifeBuoy from 'lucide-react/icons/life-buoy'
import Mail from 'lucide-react/icons/mail'
import Phone from 'lucide-react/icons/phone'
import Send from 'lucide-react/icons/send'
import UserPlus from 'lucide-react/icons/user-plus'
import Users from 'lucide-react/icons/users'
import type { IconOf } from '../../kit/ui/Icon.tsx'
import type { FirstSteps, NeedKind, NeedView } from '../contract/today.ts'

interface Way {
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
}

const program = '/$organization/programs/$programId'
const cohort = `${program}/cohorts/$cohortId`

/** Where what is needed is done, with its filters set. */
export const ways: Readonly<Record<NeedKind, Way>> = {
  requests: { to: `${program}/requests` },
  given: { to: '/$organization/given-to-me' },
  talks: { to: `${cohort}/replies` },
  'not-gone': { to: `${cohort}/matching` },
  held: { to: `${cohort}/matching` },
  silent: { to: `${cohort}/replies`, search: { state: 'proposed' } },
  promised: { to: `${cohort}/replies` },
  'to-call': { to: `${cohort}/mentorships`, search: { state: 'active' } },
  'round-failed': { to: `${cohort}/matching` },
  'mail-paused': { to: '/$organization/mail' },
  coordinator: { to: '/$organization/staff' },
  contact: { to: `${program}/contacts` },
  'round-ready': { to: `${cohort}/matching` },
  'not-placed': { to: `${cohort}/matching` },
  'to-match': { to: `${cohort}/matching` },
  'nobody-in': { to: `${cohort}/people/import` },
  'import-columns': { to: `${cohort}/people/import/$importId` },
  'import-ready': { to: `${cohort}/people/import/$importId` },
  'import-unreadable': { to: `${cohort}/people/import/$importId` },
  'import-stopped': { to: `${cohort}/people/import/$importId` },
  'cohort-over': { to: program },
  'came-back': { to: '/$organization/mail', search: { tab: 'came-back' } },
  letters: { to: '/$organization/mail', search: { tab: 'kept' } },
  invitations: { to: '/$organization/staff' },
  'invitations-over': { to: '/$organization/staff' },
}

export const stepWays: Readonly<Record<FirstSteps['done'][number], string>> = {
  cohort: program,
  people: `${cohort}/people/import`,
  priorities: `${cohort}/matching/priorities`,
  round: `${cohort}/matching`,
}

/** What the paths of `ways` name. */
export const placeOf = (organization: string, { programId, cohortId, subjectId }: NeedView): Readonly<Record<string, string>> => ({
  organization,
  ...(programId ? { programId } : {}),
  ...(cohortId ? { cohortId } : {}),
  ...(subjectId ? { importId: subjectId } : {}),
})

/** Where nobody is shown, what it is about. */
export const icons: Readonly<Record<NeedKind, IconOf>> = {
  requests: LifeBuoy,
  given: LifeBuoy,
  talks: Phone,
  'not-gone': Send,
  held: Send,
  silent: Phone,
  promised: Hourglass,
  'to-call': Phone,
  'round-failed': GitCompareArrows,
  'mail-paused': Mail,
  coordinator: UserPlus,
  contact: UserPlus,
  'round-ready': GitCompareArrows,
  'not-placed': Users,
  'to-match': GitCompareArrows,
  'nobody-in': Users,
  'import-columns': FileSpreadsheet,
  'import-ready': FileSpreadsheet,
  'import-unreadable': FileSpreadsheet,
  'import-stopped': FileSpreadsheet,
  'cohort-over': CalendarDays,
  'came-back': Mail,
  letters: Mail,
  invitations: UserPlus,
  'invitations-over': UserPlus,
}
