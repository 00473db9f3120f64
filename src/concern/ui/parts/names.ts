import type { Say } from '../../../kit/texts/texts.ts'
import type { ConcernKind, HelpProgram } from '../../contract.ts'
import type en from '../../texts/en.json'

/** Without a mentorship there is nothing to end but taking part. */
export const nameOfAct = (kind: ConcernKind, program: HelpProgram | undefined) =>
  kind === 'end' && program?.mentorships.length === 0 ? 'act.leave' : (`act.${kind}` as const)

/** First names: whom requests go to, and the other one where there is exactly one. */
export function namesIn(program: HelpProgram, say: Say<typeof en>): { readonly contact: string; readonly partner: string | null } {
  const [only] = program.mentorships
  return {
    contact: program.contact?.name?.split(' ')[0] ?? say('help.contact'),
    partner: program.mentorships.length === 1 && only ? (only.partner?.split(' ')[0] ?? say('help.partner')) : null,
  }
}
