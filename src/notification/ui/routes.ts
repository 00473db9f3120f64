import Mail from 'lucide-react/icons/mail'
import type { Room, Screen } from '../../kit/ui/screens.ts'

export const notificationScreens: readonly Screen[] = [
  { path: '/$organization/mail', frame: 'side', load: () => import('./MailScreen.tsx') },
  { path: '/$organization/mail/letters', frame: 'bare', load: () => import('./LettersScreen.tsx') },
]

export const notificationRooms: readonly Room[] = [{ id: 'mail', frame: 'side', path: '/$organization/mail', icon: Mail }]
