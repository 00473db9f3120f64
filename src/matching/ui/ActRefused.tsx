import { Banner } from '../../kit/ui/Banner.tsx'
import type { ActOn, StudioParts } from './studio.ts'

const isOn = (a: ActOn, b: ActOn): boolean =>
  'first' in a ? 'first' in b && a.first === b.first : 'menteeId' in b && a.menteeId === b.menteeId && a.mentorId === b.mentorId

/** That the last act on this was refused, and why, where it was asked for. */
export function ActRefused({ of, parts }: { readonly of: ActOn; readonly parts: Pick<StudioParts, 'refusal'> }) {
  const { refusal } = parts
  if (!refusal || !isOn(refusal.on, of)) return null
  return (
    <div role="alert">
      <Banner tone="rowan" small>
        <b>{refusal.problem.title}.</b> {refusal.problem.detail}
      </Banner>
    </div>
  )
}
