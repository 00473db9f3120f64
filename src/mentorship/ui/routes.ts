import HeartHandshake from 'lucide-react/icons/heart-handshake'
import type { Room, Screen } from '../../kit/ui/screens.ts'

const cohort = '/$organization/programs/$programId/cohorts/$cohortId'

export const mentorshipScreens: readonly Screen[] = [
  { path: '/$organization/mentorships/$mentorshipId', frame: 'top', load: () => import('./MentorshipScreen.tsx') },
  { path: `${cohort}/mentorships`, frame: 'side', load: () => import('./MentorshipsScreen.tsx') },
]

export const mentorshipRooms: readonly Room[] = [{ id: 'mentorships', frame: 'side', path: `${cohort}/mentorships`, icon: HeartHandshake }]
