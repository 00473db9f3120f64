import type { Screen } from '../../kit/ui/screens.ts'

export const cohortScreens: readonly Screen[] = [
  { path: '/$organization/programs/$programId', frame: 'side', load: () => import('./ProgramScreen.tsx') },
]
