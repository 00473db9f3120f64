import History from 'lucide-react/icons/history'
import type { Room, Screen } from '../../kit/ui/screens.ts'

export const historyScreens: readonly Screen[] = [
  { path: '/$organization/history', frame: 'side', load: () => import('./HistoryScreen.tsx') },
]

export const historyRooms: readonly Room[] = [{ id: 'history', frame: 'side', path: '/$organization/history', icon: History }]
