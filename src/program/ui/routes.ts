import KeyRound from 'lucide-react/icons/key-round'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import type { Room, Screen } from '../../kit/ui/screens.ts'

export const programScreens: readonly Screen[] = [{ path: '/$organization/staff', frame: 'side', load: () => import('./StaffScreen.tsx') }]

export const programRooms: readonly Room[] = [
  { id: 'program', frame: 'side', path: '/$organization/programs/$programId', icon: SlidersHorizontal },
  { id: 'staff', frame: 'side', path: '/$organization/staff', icon: KeyRound },
]
