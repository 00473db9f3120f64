import { Outlet, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { LiveRegions } from '../../kit/ui/Live.tsx'
import { Here } from './Here.tsx'

const Toasts = lazy(() => import('../../kit/ui/Toast.tsx'))

/** What surrounds every page: what is told in passing, and the live regions. */
export function Root() {
  useFocusOnTitle()
  return (
    <Here>
      <Outlet />
      <Suspense>
        <Toasts />
      </Suspense>
      <LiveRegions />
    </Here>
  )
}

/** When the page changes, focus goes to its title, so that readers hear where they are. Not on the first page, where the browser does it. */
function useFocusOnTitle() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return
        const title = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main')
        title?.setAttribute('tabindex', '-1')
        title?.focus({ preventScroll: true })
      }),
    [router],
  )
}
