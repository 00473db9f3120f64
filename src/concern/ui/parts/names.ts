import type { Say } from '../../../kit/texts/texts.ts'
import type { HelpProgram } from '../../contract.ts'
import type en from '../../texts/en.json'

/** First names: whom requests go to, and the other one where there is exactly one. */
export function namesIn(program: HelpProgram, say: Say<typeof en>): { readonly contact: string; readonly partner: string | null } {
  const [only] = program.mentorships
  return {
    contact: program.contact?.name?.split(' ')[0] ?? say('help.contact'),
    partner: program.mentorships.length === 1 && only && !only.group ? (only.partner?.split(' ')[0] ?? say('help.partner')) : null,
  }
}
