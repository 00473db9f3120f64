import LifeBuoy from 'lucide-react/icons/life-buoy'
import type { Room, Screen } from '../../kit/ui/screens.ts'

const requests = '/$organization/programs/$programId/requests'

export const concernScreens: readonly Screen[] = [
  { path: '/$organization/help', frame: 'top', load: () => import('./HelpScreen.tsx') },
  { path: requests, frame: 'side', load: () => import('./RequestsScreen.tsx') },
  { path: '/$organization/programs/$programId/contacts', frame: 'side', load: () => import('./ContactsScreen.tsx') },
  { path: '/$organization/given-to-me', frame: 'top', load: () => import('./GivenToMeScreen.tsx') },
]

export const concernRooms: readonly Room[] = [{ id: 'requests', frame: 'side', path: requests, icon: LifeBuoy }]
