import type { Screen } from '../../kit/ui/screens.ts'

export const personScreens: readonly Screen[] = [
  { path: '/$organization/account', frame: 'bare', load: () => import('./AccountScreen.tsx') },
]
