import { type Refusal, refused } from '../kit/wire/refusal.ts'

/** Above this many by one person in ten minutes something is wrong: a stuck key, a script, or a quarrel. */
export const mostInTenMinutes = 60

/** Whether one more message can be written now. */
export function mayWrite(thread: { readonly closedAt: Date | null }, recentlySent: number): true | Refusal {
  if (thread.closedAt) return refused('thread_closed')
  return recentlySent >= mostInTenMinutes ? refused('too_many_messages', { most: mostInTenMinutes }) : true
}
