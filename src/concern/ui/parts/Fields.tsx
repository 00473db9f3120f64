import type { ReactNode } from 'react'
import { Banner } from '../../../kit/ui/Banner.tsx'
import { OneOf } from '../../../kit/ui/Choices.tsx'
import { DateField } from '../../../kit/ui/DateField.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import type { ConcernKind, HelpProgram } from '../../contract.ts'
import { whoText } from '../../rules.ts'
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

/** To whom it goes. Whoever is part of the reader's mentorship is named, and cannot be chosen. */
export function WhoGetsIt(props: {
  readonly question: string
  readonly program: HelpProgram
  readonly organization: string
  readonly value: string | null
  readonly onChange: (personId: string) => void
}) {
  const say = useWords(en)
  const { program, organization } = props
  return (
    <OneOf
      question={props.question}
      value={props.value}
      onChange={props.onChange}
      choices={program.safe.map(choice => ({
        key: choice.personId,
        name: choice.name ?? say('step.somebody'),
        hint: say(whoText(choice), { line: choice.line ?? '', phone: choice.phone ?? '', program: program.program, organization }),
        disabledReason: choice.may === true ? undefined : say('who.part'),
      }))}
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
