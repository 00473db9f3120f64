import { closureScreens } from '../../closure/ui/routes.ts'
import { cohortScreens } from '../../cohort/ui/routes.ts'
import { concernScreens } from '../../concern/ui/routes.ts'
import { historyScreens } from '../../history/ui/routes.ts'
import type { Screen } from '../../kit/ui/screens.ts'
import { matchingScreens } from '../../matching/ui/routes.ts'
import { mentorshipScreens } from '../../mentorship/ui/routes.ts'
import { notificationScreens } from '../../notification/ui/routes.ts'
import { organizationScreens } from '../../organization/ui/routes.ts'
import { participantScreens } from '../../participant/ui/routes.ts'
import { personScreens } from '../../person/ui/routes.ts'
import { programScreens } from '../../program/ui/routes.ts'
import { todayScreens } from '../../today/ui/routes.ts'

/** Every page of the product: one line for each capability that has screens. */
export const screens: readonly Screen[] = [
  { path: '/$organization', frame: 'bare', load: () => import('./FirstScreen.tsx') },
  ...organizationScreens,
  ...personScreens,
  ...programScreens,
  ...cohortScreens,
  ...participantScreens,
  ...matchingScreens,
  ...mentorshipScreens,
  ...closureScreens,
  ...notificationScreens,
  ...concernScreens,
  ...todayScreens,
  ...historyScreens,
  { path: '/components', frame: 'bare', load: () => import('./pieces/PiecesScreen.tsx') },
  { path: '/components/side', frame: 'none', load: () => import('./pieces/SideSample.tsx') },
  { path: '/components/top', frame: 'none', load: () => import('./pieces/TopSample.tsx') },
]
