import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { addMinutes } from '../kit/time/time.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import en from './texts/en.json' with { type: 'json' }

/** Whether links reach people by mail, or are kept for an administrator to hand over. */
export type LinksGo = 'mailed' | 'kept'

/** What a page behind an action link, which signs nobody in, says about the way to the reader's own page; a form with `askForLink` asks. */
export function wayInWords(links: LinksGo, hasAddress: boolean, language: Language = english) {
  const say = sayIn(en, language)
  if (!hasAddress) return { lead: say('wayIn.noAddress'), button: null }
  return { lead: say(`wayIn.${links}`, { minutes: signInLinkMinutes }), button: say(`page.signIn.button.${links}`) }
}

/** The name and the value of that form's button. */
export const askForLink = { name: 'sign-in', value: 'ask' } as const

/** The reasons of the mails whose link signs their reader in. */
export const waysIn: readonly string[] = ['person.sign-in', 'person.invitation']

export const signInLinkMinutes = 15
export const invitationDays = 14

export interface InvitationTimes {
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
}

/** Only what nobody has answered can be sent again, also after its link is over. */
export const mayRenew = (state: ReturnType<typeof invitationState>): boolean => state === 'waiting' || state === 'expired'

/** Where an invitation stands. An accepted one stays accepted, whatever its date says. */
export function invitationState(invitation: InvitationTimes, now: Date): 'waiting' | 'accepted' | 'expired' | 'withdrawn' {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.withdrawnAt) return 'withdrawn'
  return invitation.expiresAt.getTime() <= now.getTime() ? 'expired' : 'waiting'
}

/** Whether this can be taken back: somebody who can sign in administers the organization after it, too. */
export function mayTakeBack(
  grant: { readonly relation: string; readonly personId: string },
  /** The persons who administer the organization and can sign in. */
  administrators: readonly string[],
): true | Refusal {
  if (grant.relation !== 'administrator' || administrators.some(personId => personId !== grant.personId)) return true
  return refused('last_administrator')
}

export const invitationExpiry = (now: Date): Date => addMinutes(now, invitationDays * 24 * 60)
export const signInLinkExpiry = (now: Date): Date => addMinutes(now, signInLinkMinutes)

/** In minutes. Staff see what many people told; whoever takes part sees their own, and comes back by a link in a mail once a week or so. */
export const signedInLimits = {
  staff: { idle: 60, open: 12 * 60 },
  others: { idle: 14 * 24 * 60, open: 30 * 24 * 60 },
} as const

/** Whether a session still counts; over either limit its owner signs in again. */
export function isStillSignedIn(session: { readonly idleMinutes: number; readonly openMinutes: number }, isStaff: boolean): boolean {
  const { idle, open } = signedInLimits[isStaff ? 'staff' : 'others']
  return session.idleMinutes < idle && session.openMinutes < open
}

/** What a browser calls itself, in the two words that its owner knows it by. Which of the names counts: each copies those of older ones. */
export function deviceIn(userAgent: string): { readonly browser: string | null; readonly system: string | null } {
  const first = (names: readonly (readonly [RegExp, string])[]) => names.find(([sign]) => sign.test(userAgent))?.[1] ?? null
  return {
    browser: first([
      [/Edg(?:A|iOS)?\//, 'Edge'],
      [/OPR\//, 'Opera'],
      [/SamsungBrowser\//, 'Samsung Internet'],
      [/Firefox\/|FxiOS\//, 'Firefox'],
      [/Chrome\/|CriOS\//, 'Chrome'],
      [/Version\/.+ Safari\//, 'Safari'],
    ]),
    system: first([
      [/iPhone/, 'iPhone'],
      [/iPad/, 'iPad'],
      [/Android/, 'Android'],
      [/CrOS/, 'ChromeOS'],
      [/Windows/, 'Windows'],
      [/Macintosh/, 'Mac'],
      [/Linux/, 'Linux'],
    ]),
  }
}

/** A bearer token names its organization, so the fence can be set before anything is read. */
export function organizationInToken(token: string): string | null {
  return /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.[\w-]{20,80}$/.exec(token)?.[1] ?? null
}
