import { Banner } from '../../kit/ui/Banner.tsx'
import type { StudioParts } from './studio.ts'

/** That the last act on these two was refused, and why, where it was asked for. */
export function ActRefused({
  of,
  parts,
}: {
  readonly of: { readonly menteeId: string; readonly mentorId: string }
  readonly parts: Pick<StudioParts, 'refusal'>
}) {
  const { refusal } = parts
  if (refusal?.menteeId !== of.menteeId || refusal.mentorId !== of.mentorId) return null
  return (
    <div role="alert">
      <Banner tone="rowan" small>
        <b>{refusal.problem.title}.</b> {refusal.problem.detail}
      </Banner>
    </div>
  )
}
