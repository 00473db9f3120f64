/** What the People list keeps in its address. It comes from outside: what cannot be meant is as if it were not there. */
import type { Request } from '../../kit/wire/contract.ts'
import { type listPeople, longestSearch, sorts } from '../contract/people.ts'

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

function text(told: unknown, longest: number): string | undefined {
  const words = typeof told === 'number' ? String(told) : told
  return typeof words === 'string' && words !== '' && words.length <= longest ? words : undefined
}

/** The request that the address stands for. */
export function peopleRequest(url: Url): Omit<Request<typeof listPeople>, 'cohortId'> {
  const sort = sorts.find(one => one === url['sort'])
  const search = text(url['search'], longestSearch)
  const question = text(url['question'], 60)
  const answered = text(url['answered'], 300)
  const after = text(url['after'], 2000)
  return {
    ...filterOf[viewIn(url)],
    ...(search && { search }),
    ...(url['room'] === 'yes' && { room: 'yes' }),
    ...(question && answered && { question, answered }),
    ...(sort && { sort }),
    ...(after && { after }),
  }
}
