/** Two dozen people as a coordinator has them in a spreadsheet: with answers, one line that is broken and one role that is misspelled. */

export interface RosterPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: 'mentor' | 'mentee'
  readonly skills: readonly string[]
  readonly years: number
  readonly room: number | null
}

const skills = ['Leading a team', 'Negotiation', 'Public speaking', 'Budgeting', 'Feedback', 'Planning']
const mentors = [
  'Kari Lien',
  'Jonas Berg',
  'Amara Okafor',
  'Peter Voss',
  'Mina Haddad',
  'Tomas Ruud',
  'Leila Nasser',
  'Erik Dahl',
  'Sofia Moen',
]
const mentees = [
  'Anna Vik',
  'Bilal Aziz',
  'Clara Nordby',
  'David Eide',
  'Elif Kaya',
  'Frida Solli',
  'Goran Petrov',
  'Hanne Lund',
  'Ivan Horvat',
  'Julie Aas',
  'Kofi Mensah',
  'Lars Holm',
  'Maja Kolstad',
  'Nora Strand',
]

const mailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@example.org`

export const roster: readonly RosterPerson[] = [
  ...mentors.map((name, n) => person(`M${n + 1}`, name, 'mentor', n, 8 + n, n % 3 === 0 ? 2 : 1)),
  ...mentees.map((name, n) => person(`E${n + 1}`, name, 'mentee', n * 5, 1 + (n % 4), null)),
]

function person(id: string, name: string, role: 'mentor' | 'mentee', seed: number, years: number, room: number | null): RosterPerson {
  const at = (step: number): string => skills[(seed + step) % skills.length] ?? ''
  return { id, name, email: mailOf(name), role, skills: [at(0), at(seed % 2 === 0 ? 2 : 1)], years, room }
}

export const personNamed = (name: string): RosterPerson => {
  const found = roster.find(one => one.name === name)
  if (!found) throw new Error(`${name} is not on the roster`)
  return found
}

/** Line 8 says `mentr`; the last line has cells too many and nobody could say whose they are. */
export function rosterFile(): string {
  const rows = roster.map((one, n) => [
    one.id,
    one.name,
    one.email,
    n === 6 ? 'mentr' : one.role,
    one.role === 'mentor' ? one.skills.join(';') : '',
    one.role === 'mentee' ? one.skills.join(';') : '',
    String(one.years),
    one.room === null ? '' : String(one.room),
  ])
  const head = [
    'Staff number',
    'Name',
    'E-mail',
    'Role',
    'Skills I can share',
    'Skills I want to grow',
    'Years of experience',
    'Room for mentees',
  ]
  const broken = ['E99', 'Olav Berg', 'Thomas Lie', 'olav.berg@example.org', 'mentee', '', 'Feedback', '2', '', 'Oslo']
  return [head, ...rows, broken].map(cells => cells.join(',')).join('\n')
}
