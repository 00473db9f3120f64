/** Everything that the capabilities bring, gathered in one place: the roof mounts it and decides nothing. */

import { closureEndpoints } from '../closure/endpoints.ts'
import { closureInvariants } from '../closure/invariants.ts'
import { closureJobs } from '../closure/jobs.ts'
import { closureTables } from '../closure/tables.ts'
import closureTexts from '../closure/texts/en.json' with { type: 'json' }
import { cohortEndpoints } from '../cohort/endpoints.ts'
import { cohortTables } from '../cohort/tables.ts'
import cohortTexts from '../cohort/texts/en.json' with { type: 'json' }
import { concernEndpoints } from '../concern/endpoints/concern.ts'
import { helpLinkActs } from '../concern/endpoints/link.ts'
import { concernJobs } from '../concern/jobs.ts'
import { concernReactions } from '../concern/reactions.ts'
import { concernTables } from '../concern/tables.ts'
import concernTexts from '../concern/texts/en.json' with { type: 'json' }
import { historyEndpoints } from '../history/endpoints.ts'
import type { Accounts } from '../kit/accounts/accounts.ts'
import type { TableDeclarations } from '../kit/db/columns.ts'
import type { Invariant } from '../kit/db/invariants.ts'
import { historyTables, type Reaction } from '../kit/history/history.ts'
import { forgetOldAnswers, idempotencyTables } from '../kit/http/idempotency.ts'
import type { LinkAct } from '../kit/http/link-acts.ts'
import type { Page } from '../kit/http/pages.ts'
import type { Served } from '../kit/http/served.ts'
import type { DailyWork } from '../kit/jobs/daily.ts'
import { jobInvariants } from '../kit/jobs/invariants.ts'
import type { Job } from '../kit/jobs/jobs.ts'
import { forgetOldNotes, jobTables } from '../kit/jobs/worker.ts'
import { mailInvariants } from '../kit/mail/invariants.ts'
import { forgetOldMails, mailTables } from '../kit/mail/mail.ts'
import type { Catalog } from '../kit/texts/texts.ts'
import { alternativeEndpoints } from '../matching/endpoints/alternatives.ts'
import { arrangementEndpoints } from '../matching/endpoints/arrangement.ts'
import { criteriaEndpoints } from '../matching/endpoints/criteria.ts'
import { fairnessEndpoints } from '../matching/endpoints/fairness.ts'
import { priceEndpoints } from '../matching/endpoints/price.ts'
import { publicationEndpoints } from '../matching/endpoints/publication.ts'
import { replyEndpoints, replyLinkAct } from '../matching/endpoints/reply.ts'
import { roundEndpoints } from '../matching/endpoints/round.ts'
import { shortageEndpoints } from '../matching/endpoints/shortage.ts'
import { weighingEndpoints } from '../matching/endpoints/weighing.ts'
import { matchingInvariants } from '../matching/invariants.ts'
import { publicationJobs, roundJobs } from '../matching/jobs.ts'
import { matchingReactions } from '../matching/reactions.ts'
import { fairnessTables } from '../matching/tables/fairness.ts'
import { proposalTables } from '../matching/tables/proposal.ts'
import { roundTables } from '../matching/tables/round.ts'
import matchingTexts from '../matching/texts/en.json' with { type: 'json' }
import fairnessTexts from '../matching/texts/fairness.en.json' with { type: 'json' }
import proposalTexts from '../matching/texts/proposal.en.json' with { type: 'json' }
import shortageTexts from '../matching/texts/shortage.en.json' with { type: 'json' }
import weighingTexts from '../matching/texts/weighing.en.json' with { type: 'json' }
import { forgetOldAbsences } from '../mentorship/commands/mentorship.ts'
import { mentorshipEndpoints } from '../mentorship/endpoints.ts'
import { mentorshipInvariants } from '../mentorship/invariants.ts'
import { mentorshipJobs } from '../mentorship/jobs.ts'
import { mentorshipReactions } from '../mentorship/reactions.ts'
import { mentorshipTables } from '../mentorship/tables.ts'
import mentorshipTexts from '../mentorship/texts/en.json' with { type: 'json' }
import { messageEndpoints } from '../message/endpoints.ts'
import { messageInvariants } from '../message/invariants.ts'
import { messageTables } from '../message/tables.ts'
import messageTexts from '../message/texts/en.json' with { type: 'json' }
import { notificationEndpoints } from '../notification/endpoints.ts'
import { notificationTables } from '../notification/tables.ts'
import notificationTexts from '../notification/texts/en.json' with { type: 'json' }
import { organizationEndpoints } from '../organization/endpoints.ts'
import { organizationTables } from '../organization/tables.ts'
import organizationTexts from '../organization/texts/en.json' with { type: 'json' }
import { participantEndpoints } from '../participant/endpoints.ts'
import { participantInvariants } from '../participant/invariants.ts'
import { participantJobs } from '../participant/jobs.ts'
import { participantTables } from '../participant/tables.ts'
import participantTexts from '../participant/texts/en.json' with { type: 'json' }
import { forgetOldInvitations } from '../person/commands/invitation.ts'
import { codePages } from '../person/endpoints/code.ts'
import { signInEndpoints } from '../person/endpoints/sign-ins.ts'
import { actionLinkPages, type PersonPageParts, personEndpoints, personPages } from '../person/endpoints.ts'
import { personInvariants } from '../person/invariants.ts'
import { personJobs } from '../person/jobs.ts'
import { personTables } from '../person/tables.ts'
import personTexts from '../person/texts/en.json' with { type: 'json' }
import { programEndpoints } from '../program/endpoints.ts'
import { programForSystem } from '../program/queries.ts'
import { programTables } from '../program/tables.ts'
import programTexts from '../program/texts/en.json' with { type: 'json' }
import { questionnaireTables } from '../questionnaire/tables.ts'
import questionnaireTexts from '../questionnaire/texts/en.json' with { type: 'json' }
import { todayEndpoints } from '../today/endpoints.ts'
import { todayTables } from '../today/tables.ts'
import todayTexts from '../today/texts/today.en.json' with { type: 'json' }
import refusalTexts from './texts/refusals.en.json' with { type: 'json' }

/** What capabilities need of the process: where it is reached, and the ways in. */
export interface CapabilityParts extends PersonPageParts {
  readonly accounts: Accounts
}

export const servedBy = (parts: Pick<CapabilityParts, 'origin' | 'limiter' | 'now' | 'links' | 'accounts'>): readonly Served[] => [
  ...organizationEndpoints,
  ...personEndpoints(parts, programForSystem),
  ...signInEndpoints(parts),
  ...programEndpoints,
  ...cohortEndpoints,
  ...participantEndpoints,
  ...criteriaEndpoints,
  ...roundEndpoints,
  ...arrangementEndpoints,
  ...priceEndpoints,
  ...alternativeEndpoints,
  ...weighingEndpoints,
  ...fairnessEndpoints,
  ...publicationEndpoints(parts.origin),
  ...replyEndpoints(parts.origin),
  ...shortageEndpoints,
  ...messageEndpoints,
  ...mentorshipEndpoints,
  ...concernEndpoints(parts),
  ...closureEndpoints,
  ...todayEndpoints,
  ...historyEndpoints,
  ...notificationEndpoints({ hasMailServer: parts.links === 'mailed' }),
]

export const pagesBy = (parts: CapabilityParts): readonly Page[] => [
  ...personPages(parts),
  ...codePages(parts),
  ...actionLinkPages(parts, linkActs(parts)),
]

/** What the links in mails do without signing in. */
const linkActs = ({ origin, links }: Pick<CapabilityParts, 'origin' | 'links'>): readonly LinkAct[] => [
  replyLinkAct(origin, links),
  ...helpLinkActs(links),
]

export const jobsBy = ({ origin }: Pick<CapabilityParts, 'origin'>): readonly Job[] => [
  ...personJobs(origin),
  ...participantJobs,
  ...roundJobs,
  ...publicationJobs(origin),
  ...mentorshipJobs(origin),
  ...concernJobs(origin),
  ...closureJobs(origin),
]

export const reactions: readonly Reaction[] = [...matchingReactions, ...mentorshipReactions, ...concernReactions]

/** What is always true of the stored rows. */
export const invariants: readonly Invariant[] = [
  ...jobInvariants,
  ...mailInvariants,
  ...personInvariants,
  ...participantInvariants,
  ...matchingInvariants,
  ...messageInvariants,
  ...mentorshipInvariants,
  ...closureInvariants,
]

/** What is done once a day for each organization. */
export const dailyWorks: readonly DailyWork[] = [
  { name: 'forget-answers', work: forgetOldAnswers },
  { name: 'forget-mails', work: forgetOldMails },
  { name: 'forget-notes', work: forgetOldNotes },
  { name: 'forget-invitations', work: forgetOldInvitations },
  { name: 'forget-absences', work: forgetOldAbsences },
]

/** Every table with what its columns hold about people. */
export const tables: TableDeclarations = {
  ...historyTables,
  ...idempotencyTables,
  ...jobTables,
  ...mailTables,
  ...organizationTables,
  ...personTables,
  ...questionnaireTables,
  ...programTables,
  ...cohortTables,
  ...participantTables,
  ...roundTables,
  ...fairnessTables,
  ...proposalTables,
  ...messageTables,
  ...mentorshipTables,
  ...concernTables,
  ...closureTables,
  ...todayTables,
  ...notificationTables,
}

/** The catalogs in which refusals and faults find their words. */
export const refusalCatalogs: readonly Catalog[] = [
  refusalTexts,
  organizationTexts,
  personTexts,
  questionnaireTexts,
  programTexts,
  cohortTexts,
  participantTexts,
  matchingTexts,
  proposalTexts,
  fairnessTexts,
  shortageTexts,
  weighingTexts,
  messageTexts,
  mentorshipTexts,
  concernTexts,
  closureTexts,
  todayTexts,
  notificationTexts,
]
