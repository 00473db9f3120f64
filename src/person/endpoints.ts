import type { Accounts } from '../kit/accounts/accounts.ts'
import type { Context } from '../kit/context.ts'
import { type Limit, type Limiter, limits } from '../kit/http/limits.ts'
import type { LinkAct } from '../kit/http/link-acts.ts'
import { type Page, type PageAnswer, type PageCall, page } from '../kit/http/pages.ts'
import { serving } from '../kit/http/served.ts'
import { withoutTurns } from '../kit/texts/direction.ts'
import { email as emailSchema, line } from '../kit/wire/contract.ts'
import { Refusal, refused } from '../kit/wire/refusal.ts'
import { organizationOf } from '../organization/queries.ts'
import { knownZone, slugFrom } from '../organization/rules.ts'
import { personAccess } from './access.ts'
import { grantToKnown, takeBackGrant } from './commands/grant.ts'
import { acceptInvitation, invitePerson, type NameOfScope, renewInvitation, withdrawInvitation } from './commands/invitation.ts'
import { useLink } from './commands/link.ts'
import { setUp } from './commands/person.ts'
import { requestSignIn, tieAccount } from './commands/sign-in.ts'
import { readViewer, readWaysInOpened } from './contract/viewer.ts'
import * as contract from './contract.ts'
import {
  enterPage,
  fieldFault,
  invitationPage,
  linkAskedPage,
  linkOverPage,
  type MailChecked,
  mailIsGreen,
  type SetUpFields,
  setUpOverPage,
  setUpPage,
  signInAskedPage,
  signInPage,
} from './pages.ts'
import { holdersForSystem, viewerOf } from './queries/actor.ts'
import { grantViews } from './queries/grant.ts'
import { invitationByTokenForSystem, invitations } from './queries/invitation.ts'
import { actionLinkForSystem, linkForSystem } from './queries/link.ts'
import { personForSystem } from './queries/person.ts'
import { waysInOpenedForSystem } from './queries/way-in.ts'
import { askForLink, invitationState, type LinksGo, signInLinkMinutes } from './rules.ts'

const { serve } = serving('person', personAccess)

/** Looks a program of the organization up, which stands above this floor; refused with `not_found` where there is none. */
export type LookUpProgram = (ctx: Context, programId: string) => Promise<{ readonly name: string }>

/** Nobody is trusted with what is not there: what a coordinator looks after, by its name. A refusal undoes what was done before it. */
const scopeOf =
  (lookUp: LookUpProgram): NameOfScope =>
  async (ctx, { relation, scopeId }) =>
    relation === 'coordinator' ? (await lookUp(ctx, scopeId)).name : null

export const personEndpoints = (parts: Pick<PersonPageParts, 'origin' | 'limiter' | 'now' | 'links'>, lookUp: LookUpProgram) => [
  serve(readViewer, ctx => viewerOf(ctx)),
  serve(readWaysInOpened, async ctx => {
    const rows = await waysInOpenedForSystem(ctx, ctx.actor.personId ?? '')
    return { rows: rows.map(({ at, by }) => ({ at: at.toISOString(), by })) }
  }),
  serve(contract.requestSignIn, async (ctx, { email }, { address }) => {
    mayAskForLink(parts, address, email)
    await requestSignIn(ctx, email)
    return { minutes: signInLinkMinutes }
  }),
  serve(contract.listInvitations, async ctx => ({ rows: await invitations(ctx), isMailed: parts.links === 'mailed' })),
  serve(contract.invite, async (ctx, input) => {
    const { view, mailId } = await invitePerson(ctx, input, parts.origin(), await scopeOf(lookUp)(ctx, input))
    return { ...view, mailId, isMailed: parts.links === 'mailed' }
  }),
  serve(contract.renewInvitation, async (ctx, { invitationId }) => {
    count(parts, limits.invitationAgain, invitationId)
    const { view, mailId } = await renewInvitation(ctx, invitationId, parts.origin(), scopeOf(lookUp))
    return { ...view, mailId, isMailed: parts.links === 'mailed' }
  }),
  serve(contract.withdrawInvitation, async (ctx, { invitationId }) => {
    await withdrawInvitation(ctx, invitationId)
    return undefined
  }),
  serve(contract.listGrants, async ctx => ({ rows: await grantViews(ctx) })),
  serve(contract.grant, async (ctx, input) => {
    const view = await grantToKnown(ctx, input)
    await scopeOf(lookUp)(ctx, input)
    return view
  }),
  serve(contract.takeBackGrant, async (ctx, { grantId }) => {
    await takeBackGrant(ctx, grantId)
    return undefined
  }),
]

export interface PersonPageParts {
  readonly origin: () => string
  readonly accounts: Accounts
  readonly limiter: Limiter
  readonly now: () => Date
  /** Names the one set-up link; it works while there is no organization. */
  readonly setUpToken: string
  readonly isSetUp: () => Promise<boolean>
  readonly newOrganizationId: () => string
  readonly links: LinksGo
  /** Asks the mail server whether it would take mail. */
  readonly mailCheck: () => Promise<MailChecked>
}

/** Set-up, sign-in, invitation and sign-out, without script. */
export const personPages = (parts: PersonPageParts): readonly Page[] => [
  page('GET', 'root', '/set-up/{token}', async ({ params }) => ({
    page: (await mayBeSetUp(parts, params['token'])) ? setUpPage(emptySetUp, {}, await parts.mailCheck()) : setUpOverPage(),
  })),
  page('POST', 'root', '/set-up/{token}', async ({ params, form, headers, beginIn }) => {
    if (!(await mayBeSetUp(parts, params['token']))) return { page: setUpOverPage(), status: 409 }
    const { fields, faults } = readSetUp(form)
    const mail = await parts.mailCheck()
    // without a server there is nothing that could be tried again, so going on is the waiver
    const isDecided = mail === null || mailIsGreen(mail) || form['mail'] === 'waived'
    if (form['mail'] === 'check') return { page: setUpPage(fields, {}, mail) }
    if (Object.keys(faults).length > 0 || !isDecided) return { page: setUpPage(fields, faults, mail), status: 422 }
    // the short name stands in every link and stays: whoever left it empty sees what it becomes before it is
    if ((form['slug'] ?? '').trim() === '') return { page: setUpPage(fields, {}, mail, true) }
    return beginIn(parts.newOrganizationId(), async ctx => {
      const person = await setUp(
        ctx,
        { ...fields, organizationName: fields.organization, isMailWaived: !mailIsGreen(mail) },
        parts.origin(),
      )
      return entering(parts, ctx, person.id, fields.email, headers, fields.slug)
    })
  }),

  page('GET', 'organization', '/sign-in', ({ begin }) =>
    begin(async ctx => ({ page: signInPage((await organizationOf(ctx)).name, '', parts.links) })),
  ),
  page('POST', 'organization', '/sign-in', ({ begin, form, address }) => {
    const read = emailSchema.safeParse(form['email'] ?? '')
    mayAskForLink(parts, address, read.success ? read.data : null)
    return begin(async ctx => {
      const organization = await organizationOf(ctx)
      if (!read.success) return { page: signInPage(organization.name, form['email'] ?? '', parts.links, fieldFault('email')), status: 422 }
      await requestSignIn(ctx, read.data)
      return { page: signInAskedPage(organization.name, organization.slug, read.data, parts.links) }
    })
  }),

  page('GET', 'organization', '/sign-in/{token}', call =>
    byToken(parts, call, signInLink, async (ctx, _, link) => {
      const organization = await organizationOf(ctx)
      if (link?.state !== 'open') return { page: linkOverPage(organization.name, organization.slug), status: 410 }
      const person = await personForSystem(ctx, link.personId)
      const opened = await waysInOpenedForSystem(ctx, person.id)
      return {
        page: enterPage({ organization: organization.name, zone: organization.zone, name: person.name ?? person.email ?? '', opened }),
      }
    }),
  ),
  page('POST', 'organization', '/sign-in/{token}', call =>
    byToken(parts, call, signInLink, async (ctx, token) => {
      const organization = await organizationOf(ctx)
      const { personId } = await useLink(ctx, token, 'sign-in')
      const person = await personForSystem(ctx, personId)
      if (person.disabledAt || !person.email) throw refused('link_over')
      return entering(parts, ctx, personId, person.email, call.headers, organization.slug)
    }),
  ),

  page('GET', 'organization', '/invitation/{token}', call =>
    byToken(parts, call, invitationByTokenForSystem, async (ctx, _, invitation) => {
      const organization = await organizationOf(ctx)
      if (!invitation || invitationState(invitation, ctx.now) !== 'waiting')
        return { page: linkOverPage(organization.name, organization.slug), status: 410 }
      return {
        page: invitationPage({
          organization: organization.name,
          name: invitation.name,
          relation: invitation.relation,
          until: invitation.expiresAt,
        }),
      }
    }),
  ),
  page('POST', 'organization', '/invitation/{token}', call =>
    byToken(parts, call, invitationByTokenForSystem, async (ctx, token) => {
      const organization = await organizationOf(ctx)
      const person = await acceptInvitation(ctx, token)
      return entering(parts, ctx, person.id, person.email ?? '', call.headers, organization.slug)
    }),
  ),

  page('POST', 'organization', '/sign-out', async ({ headers, params }) => {
    const cleared = await parts.accounts.endSession(headers)
    cleared.set('clear-site-data', '"cache", "storage"')
    return { to: `/${params['organization']}/sign-in`, headers: cleared }
  }),
]

const signInLink = (ctx: Context, token: string) => linkForSystem(ctx, token, 'sign-in')

const emptySetUp: SetUpFields = { organization: '', slug: '', zone: 'UTC', name: '', email: '' }

const mayBeSetUp = async (parts: PersonPageParts, token: string | undefined): Promise<boolean> =>
  token === parts.setUpToken && !(await parts.isSetUp())

function readSetUp(form: Readonly<Record<string, string>>): { fields: SetUpFields; faults: Partial<Record<keyof SetUpFields, string>> } {
  const given = (name: string): string => withoutTurns(form[name] ?? '').trim()
  const organization = given('organization')
  const email = emailSchema.safeParse(given('email'))
  const fields = {
    organization,
    slug: given('slug') || slugFrom(organization),
    zone: given('zone') || 'UTC',
    name: given('name'),
    email: email.success ? email.data : given('email'),
  }
  const faults: Partial<Record<keyof SetUpFields, string>> = {}
  for (const field of ['organization', 'name'] as const)
    if (!line().safeParse(fields[field]).success) faults[field] = fieldFault(fields[field] === '' ? 'needed' : 'line')
  if (!email.success) faults.email = fieldFault('email')
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(fields.slug)) faults.slug = fieldFault('slug')
  if (knownZone(fields.zone) instanceof Refusal) faults.zone = fieldFault('zone')
  return { fields, faults }
}

/** A session for the person whose address was just proven, and the way in. */
async function entering(
  parts: PersonPageParts,
  ctx: Context,
  personId: string,
  email: string,
  from: Headers,
  slug: string,
): Promise<PageAnswer> {
  const session = await parts.accounts.openSession(email, ctx.actor.organizationId, from)
  await tieAccount(ctx, personId, session.accountId)
  return { to: `/${slug}/`, headers: session.headers }
}

/**
 * One address of mail gets few links, and one network address asks for many at most: refused with the time to wait. What is refused counts
 * for nothing further, so that nobody uses up from one place what others may ask for.
 */
function mayAskForLink(parts: Pick<PersonPageParts, 'limiter' | 'now'>, address: string, email: string | null): void {
  if (email !== null) {
    count(parts, limits.signIn, `${email} ${address}`)
    count(parts, limits.signInTo, email)
  }
  count(parts, limits.signInFrom, address)
}

function count({ limiter, now }: Pick<PersonPageParts, 'limiter' | 'now'>, limit: Limit, key: string): void {
  const wait = limiter.take(limit, key, now().getTime())
  if (wait > 0) throw refused('too_many_requests', { seconds: wait })
}

/**
 * The page of every action link. Whoever guesses is slowed down; links that are right are not, for a whole house may open its mails at once.
 * The capabilities bring what each act shows and does; who is asking is the person of the link.
 */
export const actionLinkPages = (parts: PersonPageParts, acts: readonly LinkAct[]): readonly Page[] => {
  const follow = (call: PageCall, method: 'show' | 'use'): Promise<PageAnswer> =>
    call.begin(async ctx => {
      const token = call.params['token'] ?? ''
      const link = await actionLinkForSystem(ctx, token)
      const act = acts.find(one => one.act === link?.act)
      if (!link || !act) {
        miss(parts, call.address)
        const organization = await organizationOf(ctx)
        return { page: linkOverPage(organization.name, organization.slug), status: 410 }
      }
      if (method === 'use' && link.state !== 'expired' && call.form[askForLink.name] === askForLink.value)
        return linkAsked(parts, ctx, link.personId, call.address)
      const own: Context = { ...ctx, actor: { ...ctx.actor, personId: link.personId, assurance: 'link' } }
      const followed = { token, personId: link.personId, subjectId: link.subjectId, form: call.form, query: call.query }
      return method === 'use' && link.state !== 'expired'
        ? act.use(own, followed)
        : act.show(own, { ...followed, expired: link.state === 'expired' })
    })
  return [
    page('GET', 'organization', '/a/{token}', call => follow(call, 'show')),
    page('POST', 'organization', '/a/{token}', call => follow(call, 'use')),
  ]
}

/** A link to sign in goes to the person of the action link, as if they had typed their address. */
async function linkAsked(parts: PersonPageParts, ctx: Context, personId: string, address: string): Promise<PageAnswer> {
  const { email } = await personForSystem(ctx, personId)
  const { id, name, slug } = await organizationOf(ctx)
  if (!email) return { to: `/${slug}/sign-in` }
  mayAskForLink(parts, address, email)
  await requestSignIn(ctx, email)
  const administrators = (await holdersForSystem(ctx, 'administrator', id)).flatMap(person => person.name ?? [])
  return { page: linkAskedPage({ organization: name, links: parts.links, administrators }) }
}

/** One token that is not there is counted; too many of them from one address are refused. */
const miss = (parts: PersonPageParts, address: string): void => count(parts, limits.tokens, address)

/** The answer to what a token opens, looked at or used; null: no link has it, which is a miss. */
async function byToken<Found>(
  parts: PersonPageParts,
  call: PageCall,
  find: (ctx: Context, token: string) => Promise<Found | null>,
  answer: (ctx: Context, token: string, found: Found | null) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  return call.begin(async ctx => {
    const token = call.params['token'] ?? ''
    const found = await find(ctx, token)
    if (!found) miss(parts, call.address)
    return answer(ctx, token, found)
  })
}
