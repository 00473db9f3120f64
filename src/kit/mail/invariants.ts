import type { Invariant } from '../db/invariants.ts'
import { isAwaited } from '../jobs/jobs.ts'
import { sendMailKind } from './mail.ts'

export const mailInvariants: readonly Invariant[] = [
  {
    sentence: 'A mail that is due has a job that sends it, or its program has paused all mail.',
    broken: `select id from mail
      where state = 'due' and not ${isAwaited(sendMailKind, 'mailId', 'mail.id')} and not exists (
        select from mail_pause
        where mail_pause.organization_id = mail.organization_id and mail_pause.scope_id in (mail.scope_id, mail.organization_id))`,
  },
  {
    sentence: 'A mail that was sent has the identifier under which it went.',
    broken: `select id from mail where state = 'sent' and (message_id is null or finished_at is null or attempts = 0)`,
  },
]
