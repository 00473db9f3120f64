import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import MailCheck from 'lucide-react/icons/mail-check'
import type { Room, Screen } from '../../kit/ui/screens.ts'

const cohort = '/$organization/programs/$programId/cohorts/$cohortId'

export const matchingScreens: readonly Screen[] = [
  { path: `${cohort}/matching`, frame: 'side', load: () => import('./MatchingScreen.tsx') },
  { path: `${cohort}/matching/priorities`, frame: 'side', load: () => import('./PrioritiesScreen.tsx') },
  { path: `${cohort}/matching/shortage`, frame: 'side', load: () => import('./ShortageScreen.tsx') },
  { path: `${cohort}/replies`, frame: 'side', load: () => import('./RepliesScreen.tsx') },
  { path: '/$organization/proposals/$proposalId', frame: 'top', load: () => import('./ProposalScreen.tsx') },
  { path: `${cohort}/matching/paper`, frame: 'bare', load: () => import('./PaperScreen.tsx') },
]

export const matchingRooms: readonly Room[] = [
  { id: 'matching', frame: 'side', path: `${cohort}/matching`, icon: GitCompareArrows },
  { id: 'replies', frame: 'side', path: `${cohort}/replies`, icon: MailCheck },
]
