/** What the People list keeps in its address: every value is read by the contract's own schema, because it comes from outside. */
import type { Request } from '../../kit/wire/contract.ts'
import { listPeople, sorts } from '../contract/people.ts'

export const views = ['everyone', 'mentees', 'mentors', 'both', 'paused', 'withdrawn', 'unreachable'] as const
export type View = (typeof views)[number]

type Url = Readonly<Record<string, unknown>>

export const viewIn = (url: Url): View => views.find(view => view === url['view']) ?? 'everyone'

const filterOf: Readonly<Record<View, Omit<Request<typeof listPeople>, 'cohortId'>>> = {
  everyone: {},
  mentees: { role: 'mentee' },
  mentors: { role: 'mentor' },
  both: { role: 'both' },
  paused: { state: 'paused' },
  withdrawn: { state: 'withdrawn' },
  unreachable: { address: 'no' },
}

const text = (told: unknown): string | undefined =>
  typeof told === 'string' && told !== '' ? told : typeof told === 'number' ? String(told) : undefined

/** The request that the address stands for; what cannot be read is as if it were not there. */
export function peopleRequest(url: Url): Omit<Request<typeof listPeople>, 'cohortId'> {
  const sort = sorts.find(one => one === url['sort'])
  const wanted = {
    ...filterOf[viewIn(url)],
    ...(text(url['search']) && { search: text(url['search']) }),
    ...(url['room'] === 'yes' && { room: 'yes' as const }),
    ...(text(url['question']) && text(url['answered']) && { question: text(url['question']), answered: text(url['answered']) }),
    ...(sort && { sort }),
    ...(text(url['after']) && { after: text(url['after']) }),
  }
  return listPeople.query.safeParse(wanted).success ? wanted : filterOf[viewIn(url)]
}
