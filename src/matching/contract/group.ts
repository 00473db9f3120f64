import * as z from 'zod/mini'
import { day, endpoint, id, instant, line, list, may } from '../../kit/wire/contract.ts'
import { fact } from '../../kit/wire/facts.ts'

/** Asked; short of members, so that a coordinator decides; begun; or dissolved. */
export const groupStates = ['asked', 'short', 'begun', 'dissolved'] as const
export const groupState = z.enum(groupStates)
export type GroupState = z.infer<typeof groupState>

/** A group as a coordinator sees it beside what its members answered. */
export const proposalGroupView = z.strictObject({
  id,
  leader: z.strictObject({ personId: id, name: z.nullable(line(300)) }),
  state: groupState,
  /** How many must say yes, how many were asked, have said yes and are still open. */
  smallest: z.int(),
  asked: z.int(),
  yes: z.int(),
  open: z.int(),
  leaderAnswer: z.enum(['yes', 'no', 'silent']),
  members: list(z.strictObject({ personId: id, name: z.nullable(line(300)) }), 24),
  shortAt: z.nullable(instant),
  /** By when those who said yes were told that they hear more. */
  hearBy: z.nullable(day),
  may: z.strictObject({ goOn: may, dissolve: may }),
})
export type ProposalGroupView = z.infer<typeof proposalGroupView>

export const listGroupsAsked = endpoint({
  operationId: 'listGroupsAsked',
  method: 'GET',
  path: '/cohorts/{cohortId}/groups-asked',
  act: 'matching.see-replies',
  summary: 'The groups that were asked in a cohort, those about which somebody has to decide first.',
  params: z.strictObject({ cohortId: id }),
  answer: z.strictObject({ rows: list(proposalGroupView, 500) }),
})

export const groupDecisions = ['go-on', 'dissolve'] as const
export type GroupDecision = (typeof groupDecisions)[number]

export const decideGroup = endpoint({
  operationId: 'decideGroup',
  method: 'POST',
  path: '/groups-asked/{groupId}/decision',
  act: 'matching.decide-group',
  summary:
    'A group is short of members: it goes on smaller, or is dissolved and its members come first in the next round. A reason for the minutes is needed.',
  params: z.strictObject({ groupId: id }),
  body: z.strictObject({ decision: z.enum(groupDecisions), reason: line(500) }),
  status: 200,
  answer: proposalGroupView,
  refusals: { group_not_short: 409, group_too_small: 409 },
})

const about = { group: z.uuid(), cohort: z.uuid() }
export const groupBegan = fact('matching.group-began', z.object({ ...about, members: z.int() }))
export const groupShort = fact('matching.group-short', z.object({ ...about, yes: z.int() }))
export const groupDissolved = fact('matching.group-dissolved', z.object(about))
export const groupDecided = fact('matching.group-decided', z.object({ ...about, decision: z.enum(groupDecisions), reason: z.string() }))
