import * as z from 'zod/mini'
import { email, endpoint, id, instant, line, list, may, slug, text } from '../kit/wire/contract.ts'
import { fact } from '../kit/wire/facts.ts'
import { relation } from './contract/viewer.ts'

const signInView = z.strictObject({
  id: text(80),
  /** By their own names; null: not known. */
  browser: z.nullable(line(40)),
  system: z.nullable(line(40)),
  signedInAt: instant,
  /** To within some minutes. */
  usedAt: instant,
  /** The one by which the caller asks. */
  isThis: z.boolean(),
})
export type SignInView = z.infer<typeof signInView>

export const listSignIns = endpoint({
  operationId: 'listSignIns',
  method: 'GET',
  path: '/viewer/sign-ins',
  act: 'person.see-self',
  summary: 'Where the caller is signed in, latest used first.',
  answer: z.strictObject({ rows: list(signInView, 100) }),
})

export const endSignIns = endpoint({
  operationId: 'endSignIns',
  method: 'POST',
  path: '/viewer/sign-ins/ending',
  act: 'person.end-sign-ins',
  summary: 'Ends one sign-in of the caller, or all but the one by which they ask, at once.',
  body: z.strictObject({ signInId: z.optional(text(80)) }),
  status: 200,
  answer: z.strictObject({ ended: z.int() }),
})

export const requestSignIn = endpoint({
  operationId: 'requestSignIn',
  method: 'POST',
  path: '/organizations/{organization}/sign-in-requests',
  act: 'person.request-sign-in',
  summary: 'Mails a sign-in link to the address, if it is known here. The answer is the same either way.',
  params: z.strictObject({ organization: slug }),
  body: z.strictObject({ email }),
  status: 202,
  answer: z.strictObject({ minutes: z.int().check(z.gte(1), z.lte(60)) }),
})

export const invitationView = z.strictObject({
  id,
  name: line(200),
  email,
  relation,
  scopeId: id,
  state: z.enum(['waiting', 'accepted', 'expired', 'withdrawn']),
  invitedAt: instant,
  expiresAt: instant,
  may: z.strictObject({ withdraw: may, renew: may }),
})
export type InvitationView = z.infer<typeof invitationView>

/** For what of its invitations an administrator is needed. */
export const invitationNeeds = ['invitations', 'invitations-over'] as const

export const listInvitations = endpoint({
  operationId: 'listInvitations',
  method: 'GET',
  path: '/invitations',
  act: 'person.invite',
  summary:
    'The latest invitations of staff, newest first, and whether they go by mail: without a mail server they are letters to hand over.',
  answer: z.strictObject({ rows: list(invitationView, 100), isMailed: z.boolean() }),
})

export const invite = endpoint({
  operationId: 'invitePerson',
  method: 'POST',
  path: '/invitations',
  act: 'person.invite',
  summary: 'Invites somebody to take on a role of staff; a mail carries the link, or without a mail server a letter to hand over.',
  body: z.strictObject({ name: line(200), email, relation, scopeId: id }),
  answer: z.strictObject({ ...invitationView.shape, mailId: id, isMailed: z.boolean() }),
  refusals: { already_invited: 409, already_granted: 409, address_taken: 409 },
})

export const renewInvitation = endpoint({
  operationId: 'renewInvitation',
  method: 'POST',
  path: '/invitations/{invitationId}/renewal',
  act: 'person.invite',
  summary: 'Sends an invitation that nobody has answered again, for another two weeks; the link of the earlier mail stops working.',
  status: 200,
  params: z.strictObject({ invitationId: id }),
  answer: z.strictObject({ ...invitationView.shape, mailId: id, isMailed: z.boolean() }),
  refusals: { invitation_closed: 409, already_granted: 409 },
})

export const withdrawInvitation = endpoint({
  operationId: 'withdrawInvitation',
  method: 'DELETE',
  path: '/invitations/{invitationId}',
  act: 'person.invite',
  summary: 'Takes an invitation back; its link stops working at once.',
  params: z.strictObject({ invitationId: id }),
  refusals: { invitation_closed: 409 },
})

export const grantView = z.strictObject({
  id,
  personId: id,
  name: z.nullable(line(200)),
  email: z.nullable(email),
  relation,
  scopeId: id,
  grantedAt: instant,
  may: z.strictObject({ takeBack: may }),
})
export type GrantView = z.infer<typeof grantView>

export const listGrants = endpoint({
  operationId: 'listGrants',
  method: 'GET',
  path: '/grants',
  act: 'person.trust',
  summary: 'Who is trusted with what: everybody who is an administrator or coordinates a program, by name.',
  answer: z.strictObject({ rows: list(grantView, 500) }),
})

export const grant = endpoint({
  operationId: 'giveGrant',
  method: 'POST',
  path: '/grants',
  act: 'person.trust',
  summary: 'Trusts somebody who is known here with a role of staff, without a mail; also again, after it was taken back.',
  body: z.strictObject({ personId: id, relation, scopeId: id }),
  answer: grantView,
  refusals: { already_granted: 409 },
})

export const takeBackGrant = endpoint({
  operationId: 'takeBackGrant',
  method: 'DELETE',
  path: '/grants/{grantId}',
  act: 'person.trust',
  summary: 'Takes a role of staff back; the next request of that person is made without it. The last administrator stays.',
  params: z.strictObject({ grantId: id }),
  refusals: { last_administrator: 409 },
})

export const personInvited = fact('person.invited', z.object({ invitation: z.uuid(), relation, scope: z.uuid() }))
export const invitationRenewed = fact('person.invitation-renewed', z.object({ invitation: z.uuid() }))
export const invitationWithdrawn = fact('person.invitation-withdrawn', z.object({ invitation: z.uuid() }))
export const grantGiven = fact('person.grant-given', z.object({ person: z.uuid(), relation, scope: z.uuid() }))
export const grantTakenBack = fact('person.grant-taken-back', z.object({ person: z.uuid(), relation, scope: z.uuid() }))
/** A kept letter with a link that signs the person in was opened by somebody else, its link with it. */
export const wayInOpened = fact('person.way-in-opened', z.object({ person: z.uuid(), mail: z.uuid() }))
/** By the person themself; `count` sign-ins are over. */
export const signInsEnded = fact('person.sign-ins-ended', z.object({ person: z.uuid(), count: z.int() }))
export const signedIn = fact('person.signed-in', z.object({ person: z.uuid() }))
