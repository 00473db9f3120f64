/** What the acts of *Help and changes* are called, and the mentorships that they are about. */
import type { Say } from '../../kit/texts/texts.ts'
import type { ConcernKind, HelpProgram } from '../contract.ts'
import { isOfGroups, whoseText } from '../rules.ts'
import type en from '../texts/en.json'

/** Without a mentorship there is nothing to end but taking part. */
export const nameOfAct = (kind: ConcernKind, program: HelpProgram | undefined) =>
  kind !== 'end' || !program
    ? (`act.${kind}` as const)
    : program.mentorships.length === 0
      ? ('act.leave' as const)
      : isOfGroups(program)
        ? (`act.end.${program.mentorships.every(one => whoseText(one) === 'own') ? 'own' : 'group'}` as const)
        : ('act.end' as const)

/** With whom it is: the other one, or which group. */
export function nameOf({ partner, group }: HelpProgram['mentorships'][number], say: Say<typeof en>): string {
  if (group === null) return say('help.with', { partner: partner ?? say('help.partner') })
  const [leader] = group.others
  return group.leavesAlone ? say('help.inGroup', { leader: leader?.name ?? say('help.partner') }) : say('help.ownGroup')
}
