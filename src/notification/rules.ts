import { waysIn } from '../person/rules.ts'
import type { MailRow, PaperLinkView } from './contract.ts'

/** Mails that would tell that somebody turned to a safe contact: no list shows them. */
export const untold: readonly string[] = ['concern.safe']

/** The words of a mail as staff read them: whoever holds a link acts as its reader, so only a mail to be handed over shows them. */
export function shownText(text: string, state: MailRow['state']): string {
  return state === 'kept' ? text : text.replace(secretLinks, '$1…')
}

/** Whether opening it gives a link that signs its reader in. */
export const isWayIn = ({ reason, state }: { readonly reason: string; readonly state: string }): boolean =>
  state === 'kept' && waysIn.includes(reason)

const secretLinks = /(https?:\/\/\S+\/(?:a|sign-in|invitation|set-up)\/)[\w-]+/g

/**
 * How a link stands on paper. One that does something for its reader has a code to type, or stands there whole where it was made without one;
 * what is behind the sign-in is found from there, because nobody types the ids in its address.
 */
export function onPaper(
  { label, url }: { readonly label: string; readonly url: string },
  codeOf: (token: string) => string | null,
): PaperLinkView {
  const [, place = '', slug = '', token] = /^https?:\/\/([^/]+)\/([^/]+)(?:\/(?:a|sign-in|invitation)\/([\w-]+)$)?/.exec(url) ?? []
  if (token === undefined) return { label, url, way: 'sign-in', typed: `${place}/${slug}`, code: null }
  const code = codeOf(token)
  if (code === null) return { label, url, way: 'whole', typed: url, code }
  return { label, url, way: 'code', typed: `${place}/${slug}/c`, code: spaced(code) }
}

/** A code in groups of four, as it is read and typed. */
const spaced = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')

interface Looker {
  readonly organizationId: string
  readonly grants: readonly { readonly relation: string; readonly scopeId: string }[]
}

/** The scopes whose mail somebody pauses: an administrator the whole organization, a coordinator their programs. */
export function pausedScopes({ organizationId, grants }: Looker): string[] {
  if (grants.some(({ relation }) => relation === 'administrator')) return [organizationId]
  return grants.filter(({ relation }) => relation === 'coordinator').map(({ scopeId }) => scopeId)
}

/** How many people have more than one mail, from how many mails each has. */
export const severalIn = (mailsByPerson: readonly number[]): number => mailsByPerson.filter(count => count > 1).length
