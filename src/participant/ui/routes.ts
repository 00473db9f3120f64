import Users from 'lucide-react/icons/users'
import type { Room, Screen } from '../../kit/ui/screens.ts'

const cohort = '/$organization/programs/$programId/cohorts/$cohortId'

export const participantScreens: readonly Screen[] = [
  { path: `${cohort}/people`, frame: 'side', load: () => import('./PeopleScreen.tsx') },
  { path: `${cohort}/people/import`, frame: 'side', load: () => import('./NewImportScreen.tsx') },
  { path: `${cohort}/people/import/$importId`, frame: 'side', load: () => import('./ImportScreen.tsx') },
  { path: `${cohort}/people/$personId`, frame: 'side', load: () => import('./PersonScreen.tsx') },
]

export const participantRooms: readonly Room[] = [{ id: 'people', frame: 'side', path: `${cohort}/people`, icon: Users }]
