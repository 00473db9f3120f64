import { lazy, type ReactNode, Suspense, useId, useRef } from 'react'
import { useWords } from '../../kit/ui/words.tsx'
import en from '../texts/en.json' with { type: 'json' }

// The menu behind the button comes after the first paint.
const PersonMenu = lazy(() => import('./PersonMenu.tsx'))

/** The person's own button: theme and the way out. `face` is what it shows. */
export function PersonButton(props: {
  readonly name: string
  readonly className: string | undefined
  readonly face: ReactNode
  readonly signOut: () => void
}) {
  const say = useWords(en)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button type="button" ref={button} popoverTarget={id} aria-haspopup="menu" aria-controls={id} className={props.className}>
        <span className="unseen">{say('account.of', { name: props.name })}</span>
        {props.face}
      </button>
      <Suspense>
        <PersonMenu id={id} button={button} signOut={props.signOut} />
      </Suspense>
    </>
  )
}
