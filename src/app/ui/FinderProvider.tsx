import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { Opener } from './finder.ts'
import { useStanding } from './standing.tsx'

// The palette is loaded when it is first opened.
const Finder = lazy(() => import('./FinderDialog.tsx'))

/** Ctrl K or ⌘ K opens the palette, on every page inside of it. Only the sample of the frame has something to find so far. */
export function FinderProvider(props: { readonly children: ReactNode }) {
  const find = useStanding()?.find ?? null
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!find) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setShown(true)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [find])
  const opener = useMemo(() => ({ open: () => setShown(true) }), [])
  return (
    <Opener value={opener}>
      {props.children}
      {shown && find && (
        <Suspense>
          <Finder find={find} close={() => setShown(false)} />
        </Suspense>
      )}
    </Opener>
  )
}
