/** How a group is told to somebody who was asked about it, on the page of the link and in the product alike. */
import type { AskedGroup, OwnProposal } from '../contract/proposal.ts'
import type en from '../texts/asked-group.en.json'

type Key = keyof typeof en

export type AskedOfGroup = OwnProposal & { readonly group: AskedGroup }

export const isOfGroup = (proposal: OwnProposal): proposal is AskedOfGroup => proposal.group !== null

/** Which texts head it; null: it is as with a pair, where a place has changed or the time is over. */
export function groupHead({ state, own, group, partner }: AskedOfGroup): { readonly title: Key; readonly lead: Key } | null {
  const as = group.leads ? ('leads' as const) : ('member' as const)
  if (state === 'accepted') return { title: 'title.agreed', lead: `lead.agreed.${as}` }
  if (state === 'declined') return { title: 'title.declined', lead: `lead.declined.${as}` }
  if (state !== 'proposed') return null
  if (own?.answer === 'yes') return { title: 'title.yes', lead: group.isShort ? 'lead.short' : 'lead.yes' }
  if (own) return { title: 'title.no', lead: 'lead.no' }
  if (group.leads) return { title: 'title.leads', lead: 'lead.leads' }
  return { title: partner.firstName ? 'title.member' : 'title.memberUnnamed', lead: 'lead.member' }
}

/** What such a text needs. */
export const groupFacts = ({ partner, own, answerBy, hearBy, group, proposedAt }: AskedOfGroup, somebody: string) => ({
  partner: partner.firstName ?? somebody,
  at: own?.repliedAt ?? proposedAt,
  answerBy,
  hearBy,
  count: group.members.length,
})

/** Whoever would lead a group says no to all of it, and to nobody in it. */
export const groupReasons = (reasons: readonly ('not-now' | 'not-this-person' | 'not-this-topic')[], { leads }: AskedGroup) =>
  reasons.filter(reason => !leads || reason !== 'not-this-person')
