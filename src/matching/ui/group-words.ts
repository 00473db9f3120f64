import type { Say } from '../../kit/texts/texts.ts'
import type { ArrangementView, GroupsView } from '../contract/arrangement.ts'
import type { UnplacedRow } from '../contract/price.ts'
import type groupsEn from '../texts/groups.en.json'

export type SayOfGroups = Say<typeof groupsEn>

/** The one sentence over the studio. */
export function groupsLead(say: SayOfGroups, { counts }: ArrangementView): string {
  const { mentees, menteesPlaced: placed, menteesUnplaced, pairsToLookAt: count } = counts
  if (menteesUnplaced === 0) return count === 0 ? say('lead.all') : say('lead.again', { count })
  return count === 0 ? say('lead.some', { placed, mentees }) : say('lead.someAgain', { placed, mentees, count })
}

/** What came first, and how sure it is that nothing is better. */
export function proofWords(say: SayOfGroups, { sizes, proof }: GroupsView): string {
  const { smallest, largest } = sizes
  if (proof.proven) return say('proof.proven', { smallest, largest })
  return proof.menteesMore > 0
    ? say('proof.menteesMore', { smallest, largest, count: proof.menteesMore })
    : say('proof.more', { smallest, largest, more: proof.more })
}

/** Why somebody is in no group. */
export function groupWhyWords(say: SayOfGroups, { why, leading, couldLead }: NonNullable<UnplacedRow['groups']>, smallest: number): string {
  if (why === 'groups-full') return say('why.groups-full', { count: leading })
  if (why !== 'too-few') return say(`why.${why}`)
  return couldLead.length === 0
    ? say('why.too-few-plain', { smallest })
    : say('why.too-few', { smallest, names: couldLead.map(({ name }) => name) })
}
