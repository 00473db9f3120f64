import LifeBuoy from 'lucide-react/icons/life-buoy'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'

// loaded with its words when it is first opened: no page of somebody who takes part waits for it
const HelpSheet = lazy(async () => ({ default: (await import('./HelpSheet.tsx')).HelpSheet }))

/** Opens *Help and changes* over the page. Its name comes from whoever shows it, so that it costs a page nothing but a button. */
export function HelpButton(props: { readonly name: string; readonly programId?: string; readonly className?: string | undefined }) {
  const { name, className, ...rest } = props
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never')
  return (
    <>
      <Button icon={LifeBuoy} className={className} onClick={() => setState('open')}>
        {name}
      </Button>
      {state !== 'never' && (
        <Suspense>
          <HelpSheet open={state === 'open'} onClose={() => setState('closed')} {...rest} />
        </Suspense>
      )}
    </>
  )
}
