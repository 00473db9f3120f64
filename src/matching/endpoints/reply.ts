import type { Context } from '../../kit/context.ts'
import type { FollowedLink, LinkAct } from '../../kit/http/link-acts.ts'
import type { PageAnswer } from '../../kit/http/pages.ts'
import { serving } from '../../kit/http/served.ts'
import { addMinutes } from '../../kit/time/time.ts'
import { notFound, Refusal } from '../../kit/wire/refusal.ts'
import { organizationOf } from '../../organization/queries.ts'
import { makeLink } from '../../person/commands/link.ts'
import { personForSystem } from '../../person/queries/person.ts'
import type { LinksGo } from '../../person/rules.ts'
import { helpAct } from '../../program/commands.ts'
import { contactOf, programForSystem } from '../../program/queries.ts'
import { matchingAccess } from '../access.ts'
import { replyAct } from '../commands/asking.ts'
import { askToTalk, replyToProposal } from '../commands/reply.ts'
import { takeUpAgain } from '../commands/talk.ts'
import { readProposal } from '../contract/proposal.ts'
import * as contract from '../contract/reply.ts'
import { notYouPage, type ReplyPage, replyPage } from '../pages/reply.ts'
import { ownProposalView } from '../queries/own-proposal.ts'
import { ownProposalVisibleTo } from '../queries/proposals.ts'
import { firstNameOf } from '../rules/reply.ts'

const { serve } = serving('matching', matchingAccess)
const reader = (ctx: Context): string => ctx.actor.personId ?? ''

export const replyEndpoints = (origin: () => string) => [
  serve(readProposal, async (ctx, { proposalId }) => ownProposalView(ctx, await ownProposalVisibleTo(ctx, proposalId), reader(ctx))),
  serve(contract.reply, async (ctx, { proposalId, ...input }) =>
    ownProposalView(ctx, await replyToProposal(ctx, proposalId, input, origin()), reader(ctx)),
  ),
  serve(contract.askTalk, async (ctx, { proposalId }) => ownProposalView(ctx, await askToTalk(ctx, proposalId, origin()), reader(ctx))),
  serve(contract.takeUpAgain, async (ctx, input) => {
    await takeUpAgain(ctx, input)
    return undefined
  }),
]

/** The link in the mail of a proposal: shows it to its one reader, takes the answer by a form, and goes on showing where it stands. */
export const replyLinkAct = (origin: () => string, links: LinksGo): LinkAct => ({
  act: replyAct,
  show: async (ctx, link) => ({
    page: link.query.has('not-me') ? notYouPage(await pageFor(ctx, link, links)) : replyPage(await pageFor(ctx, link, links)),
  }),
  use: (ctx, link) => answerBy(ctx, link, origin, links),
})

async function answerBy(ctx: Context, link: FollowedLink, origin: () => string, links: LinksGo): Promise<PageAnswer> {
  const proposalId = link.subjectId ?? ''
  const { answer, reason, line } = link.form
  if (answer === 'help') return toHelp(ctx, link)
  try {
    if (answer === 'yes') await replyToProposal(ctx, proposalId, { answer: 'yes' }, origin())
    else if (answer === 'talk') await askToTalk(ctx, proposalId, origin())
    else if (answer === 'no') {
      const read = contract.replyInput.safeParse({ answer: 'no', reason, line: (line ?? '').slice(0, 1000) || null })
      if (!read.success)
        return { page: replyPage({ ...(await pageFor(ctx, link, links)), reasonMissing: true, line: line ?? '' }), status: 422 }
      await replyToProposal(ctx, proposalId, read.data, origin())
    }
  } catch (error) {
    // decided meanwhile: the page itself says how it stands, which is more than a refusal could
    if (!(error instanceof Refusal) || error.code !== 'proposal_decided') throw error
  }
  return { page: replyPage(await pageFor(ctx, link, links)) }
}

async function toHelp(ctx: Context, link: FollowedLink): Promise<PageAnswer> {
  const proposal = await ownProposalVisibleTo(ctx, link.subjectId ?? '')
  const { slug } = await organizationOf(ctx)
  const expiresAt = addMinutes(ctx.now, 24 * 60)
  const secret = await makeLink(ctx, { personId: link.personId, act: helpAct, subjectId: proposal.programId, expiresAt })
  return { to: `/${slug}/a/${secret}` }
}

async function pageFor(ctx: Context, link: FollowedLink, links: LinksGo): Promise<ReplyPage> {
  if (!link.subjectId) throw notFound()
  const proposal = await ownProposalVisibleTo(ctx, link.subjectId)
  const organization = await organizationOf(ctx)
  const program = await programForSystem(ctx, proposal.programId)
  const person = await personForSystem(ctx, link.personId)
  return {
    organization: organization.name,
    slug: organization.slug,
    program: program.name,
    zone: organization.zone,
    name: person.name,
    firstName: firstNameOf(person.name),
    proposal: await ownProposalView(ctx, proposal, link.personId),
    contact: await contactOf(ctx, program),
    links,
    hasAddress: person.email !== null,
  }
}
