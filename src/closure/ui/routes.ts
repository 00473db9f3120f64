import type { Screen } from '../../kit/ui/screens.ts'

export const closureScreens: readonly Screen[] = [
  { path: '/$organization/mentorships/$mentorshipId/end', frame: 'top', load: () => import('./EndScreen.tsx') },
  { path: '/$organization/programs/$programId/endings', frame: 'side', load: () => import('./EndingsScreen.tsx') },
]
