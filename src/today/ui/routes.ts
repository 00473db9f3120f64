import House from 'lucide-react/icons/house'
import type { Room, Screen } from '../../kit/ui/screens.ts'

export const todayScreens: readonly Screen[] = [{ path: '/$organization/home', frame: 'top', load: () => import('./HomeScreen.tsx') }]

export const todayRooms: readonly Room[] = [{ id: 'home', frame: 'top', path: '/$organization/home', icon: House }]
