import LifeBuoy from 'lucide-react/icons/life-buoy'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../../kit/ui/Button.tsx'
import { useWords } from '../../../kit/ui/words.tsx'
import en from '../../texts/en.json' with { type: 'json' }

// loaded when it is first opened: no page of somebody who takes part waits for it
const HelpSheet = lazy(async () => ({ default: (await import('./HelpSheet.tsx')).HelpSheet }))

/** Opens *Help and changes* over the page. */
export function HelpButton(props: { readonly programId?: string }) {
  const say = useWords(en)
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never')
  return (
    <>
      <Button icon={LifeBuoy} onClick={() => setState('open')}>
        {say('help.title')}
      </Button>
      {state !== 'never' && (
        <Suspense>
          <HelpSheet open={state === 'open'} onClose={() => setState('closed')} {...props} />
        </Suspense>
      )}
    </>
  )
}
