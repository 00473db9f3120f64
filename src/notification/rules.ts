import { waysIn } from '../person/rules.ts'

/** Mails that would tell that somebody turned to a safe contact: no list shows them. */
export const untold: readonly string[] = ['concern.safe']

/** The words of a mail as staff read them: whoever holds a link acts as its reader, so only a mail to be handed over shows them. */
export function shownText(text: string, state: 'due' | 'sent' | 'kept' | 'stopped' | 'dropped' | 'failed'): string {
  return state === 'kept' ? text : text.replace(/(https?:\/\/\S+\/(?:a|sign-in|invitation|set-up)\/)[\w-]+/g, '$1…')
}

/** Whether opening it gives a link that signs its reader in. */
export const isWayIn = ({ reason, state }: { readonly reason: string; readonly state: string }): boolean =>
  state === 'kept' && waysIn.includes(reason)

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
