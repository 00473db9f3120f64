import Building2 from 'lucide-react/icons/building-2'
import type { Room, Screen } from '../../kit/ui/screens.ts'

export const organizationScreens: readonly Screen[] = [
  { path: '/$organization/settings', frame: 'side', load: () => import('./OrganizationScreen.tsx') },
]

export const organizationRooms: readonly Room[] = [
  {
    id: 'organization',
    frame: 'side',
    path: '/$organization/settings',
    icon: Building2,
  },
]
