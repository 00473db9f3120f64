import BookOpen from 'lucide-react/icons/book-open'
import Calendar from 'lucide-react/icons/calendar-days'
import Footprints from 'lucide-react/icons/footprints'
import House from 'lucide-react/icons/house'
import Sliders from 'lucide-react/icons/sliders-horizontal'
import Sun from 'lucide-react/icons/sun'
import Users from 'lucide-react/icons/users'
import Waypoints from 'lucide-react/icons/waypoints'
import type { Standing } from '../standing.tsx'
import { people } from './sample.ts'

const nowhere = () => {}

/** A coordinator's and a mentee's standing, for the two sample frames of the component page. */
export const coordinatorSample = (t: (sentence: string) => string): Standing => ({
  person: { ...people.ingrid, part: t('Coordinator') },
  programs: [
    { id: 'stepping-up', name: t('Stepping Up'), organization: t('Halden Health Trust'), to: '/components/side' },
    { id: 'first-year', name: t('First Year'), organization: t('Halden Health Trust'), to: '/components/top' },
  ],
  programId: 'stepping-up',
  places: [
    { id: 'today', name: t('Today'), to: '/components/side', icon: Sun, count: 5 },
    { id: 'people', name: t('People'), to: '/components/side/people', icon: Users },
    { id: 'matching', name: t('Matching'), to: '/components/side/matching', icon: Waypoints, count: 3 },
    { id: 'events', name: t('Events'), to: '/components/side/events', icon: Calendar },
    { id: 'resources', name: t('Resources'), to: '/components/side/resources', icon: BookOpen },
    { id: 'setup', name: t('Program setup'), to: '/components/side/setup', icon: Sliders },
  ],
  contact: null,
  requests: [],
  opened: [],
  find: async typed =>
    Object.values(people)
      .filter(person => person.name.toLowerCase().includes(typed.toLowerCase()))
      .map(person => ({ ...person, person: true, to: '/components' })),
  signOut: nowhere,
})

export const menteeSample = (t: (sentence: string) => string): Standing => ({
  person: { ...people.ana, part: t('Mentee') },
  programs: [],
  programId: null,
  places: [
    { id: 'home', name: t('Home'), to: '/components/top', icon: House },
    { id: 'mentorship', name: t('Mentorship'), to: '/components/top/mentorship', icon: Footprints },
    { id: 'resources', name: t('Resources'), to: '/components/top/resources', icon: BookOpen },
  ],
  contact: { ...people.ingrid, phone: t('ext. 5012'), answers: t('Usually answers within 1 working day'), help: '/components' },
  requests: [],
  opened: [],
  find: null,
  signOut: nowhere,
})
