import House from 'lucide-react/icons/house'
import type { Room, Screen } from '../../kit/ui/screens.ts'

const today = '/$organization/programs'

export const todayScreens: readonly Screen[] = [
  { path: '/$organization/home', frame: 'top', load: () => import('./HomeScreen.tsx') },
  { path: today, frame: 'side', load: () => import('./TodayScreen.tsx') },
]

export const todayRooms: readonly Room[] = [
  { id: 'home', frame: 'top', path: '/$organization/home', icon: House },
  { id: 'today', frame: 'side', path: today, icon: House },
]
