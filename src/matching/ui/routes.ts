import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import type { Room, Screen } from '../../kit/ui/screens.ts'

const cohort = '/$organization/programs/$programId/cohorts/$cohortId'

export const matchingScreens: readonly Screen[] = [
  { path: `${cohort}/matching`, frame: 'side', load: () => import('./MatchingScreen.tsx') },
  { path: `${cohort}/matching/priorities`, frame: 'side', load: () => import('./PrioritiesScreen.tsx') },
  { path: `${cohort}/matching/paper`, frame: 'bare', load: () => import('./PaperScreen.tsx') },
]

export const matchingRooms: readonly Room[] = [{ id: 'matching', frame: 'side', path: `${cohort}/matching`, icon: GitCompareArrows }]
