import type { ReactNode } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { DateField } from '../../../kit/ui/DateField.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { ConcernKind, HelpProgram } from '../../contract.ts'
import en from '../../texts/en.json' with { type: 'json' }

export interface HelpFormProps {
  readonly kind: ConcernKind
  readonly program: HelpProgram
  readonly organization: string
  readonly onDirty: (dirty: boolean) => void
  readonly onDone: () => void
}

/** Until which day: typed first, from a calendar second. */
export function Until(props: {
  readonly program: HelpProgram
  readonly value: string | null
  readonly onChange: (day: string | null) => void
}) {
  const say = useWords(en)
  const { from, to } = props.program.pause
  return (
    <DateField
      label={say('until.label')}
      hint={say('until.hint', { from, to })}
      value={props.value}
      onChange={props.onChange}
      min={from}
      max={to}
    />
  )
}

/** It did not go: why, or that it is not known, and that nothing typed is lost. */
export function NotSent(props: {
  readonly error: Error | null
  readonly refusal: { readonly title: string; readonly detail?: string | undefined } | null
}): ReactNode {
  const say = useWords(en)
  const { error, refusal } = props
  if (!error) return null
  return <Banner tone="rowan">{refusal ? `${refusal.title}. ${refusal.detail ?? ''}` : say('fault.not_sent')}</Banner>
}
