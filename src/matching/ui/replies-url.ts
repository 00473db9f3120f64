/** What the replies keep in their address. It comes from outside: what cannot be meant is as if it were not there. */
import type { Request } from '../../kit/wire/contract.ts'
import { type listProposals, longestReplySearch, type ProposalView, proposalStates, replySorts } from '../contract/proposal.ts'

type Url = Readonly<Record<string, unknown>>
type Asked = Omit<Request<typeof listProposals>, 'cohortId'>

export const stateIn = (url: Url): ProposalView['state'] | undefined => proposalStates.find(one => one === url['state'])

/** What is searched for; an address turns what looks like a number into one. */
export function searchIn(url: Url): string | undefined {
  const typed = typeof url['search'] === 'number' ? String(url['search']) : url['search']
  return typeof typed === 'string' && typed.trim() !== '' && typed.length <= longestReplySearch ? typed : undefined
}

/** The request that the address stands for. */
export function repliesRequest(url: Url): Asked {
  const state = stateIn(url)
  const search = searchIn(url)
  const sort = replySorts.find(one => one === url['sort'])
  const after = /^\d{1,6}$/.test(String(url['after'])) ? String(url['after']) : undefined
  return {
    ...(state ? { state } : {}),
    ...(url['needs'] === 'yes' ? { needs: 'yes' } : {}),
    ...(search ? { search } : {}),
    ...(sort ? { sort } : {}),
    ...(after ? { after } : {}),
  }
}
