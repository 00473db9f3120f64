import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useMemo, useState } from 'react'
import { useStanding } from './standing.tsx'

// The palette is loaded when it is first opened.
const Finder = lazy(() => import('./FinderDialog.tsx'))
const Opener = createContext({ open: () => {} })
export const useFinder = () => useContext(Opener)

/** Ctrl K or ⌘ K opens the palette, on every page of somebody who has something to find. */
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
