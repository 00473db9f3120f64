import { concernRooms } from '../../concern/ui/routes.ts'
import { historyRooms } from '../../history/ui/routes.ts'
import type { Say } from '../../kit/texts/texts.ts'
import type { Room } from '../../kit/ui/screens.ts'
import { matchingRooms } from '../../matching/ui/routes.ts'
import { mentorshipRooms } from '../../mentorship/ui/routes.ts'
import { notificationRooms } from '../../notification/ui/routes.ts'
import { organizationRooms } from '../../organization/ui/routes.ts'
import { participantRooms } from '../../participant/ui/routes.ts'
import { programRooms } from '../../program/ui/routes.ts'
import { todayRooms } from '../../today/ui/routes.ts'
import type en from '../texts/en.json'
import type { Place } from './standing.tsx'

/** The navigation: Today, then the order in which a season goes. A room whose path names a cohort or program is there once there is one. */
const rooms: readonly Room[] = [
  ...todayRooms,
  ...participantRooms,
  ...matchingRooms,
  ...mentorshipRooms,
  ...concernRooms,
  ...notificationRooms,
  ...historyRooms,
  ...programRooms,
  ...organizationRooms,
]
const ofAdministrators = ['staff', 'organization']

/** What each room is called; a room without a name here is not shown. */
const names: Readonly<Record<string, keyof typeof en>> = {
  today: 'room.today',
  program: 'room.program',
  people: 'room.people',
  matching: 'room.matching',
  replies: 'room.replies',
  mentorships: 'room.mentorships',
  requests: 'room.requests',
  mail: 'room.mail',
  history: 'room.history',
  home: 'room.home',
  staff: 'room.staff',
  organization: 'room.organization',
}

interface Here {
  readonly slug: string
  readonly programId: string | null
  readonly cohortId: string | null
  readonly isStaff: boolean
  readonly isAdministrator: boolean
  /** How many wait in a room, by its id. */
  readonly counts: Readonly<Record<string, number>>
}

/** The places that this person may enter from where they stand. */
export function placesFor(here: Here, say: Say<typeof en>): Place[] {
  const known: Readonly<Record<string, string | null>> = { organization: here.slug, programId: here.programId, cohortId: here.cohortId }
  return rooms.flatMap(room => {
    const name = names[room.id]
    if (!name || (room.frame === 'side') !== here.isStaff || (ofAdministrators.includes(room.id) && !here.isAdministrator)) return []
    const parameters = [...room.path.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? '')
    if (parameters.some(parameter => !known[parameter])) return []
    return [
      {
        id: room.id,
        name: say(name),
        to: room.path.replace(/\$(\w+)/g, (_, name: string) => known[name] ?? ''),
        icon: room.icon,
        count: here.counts[room.id] ?? 0,
      },
    ]
  })
}
