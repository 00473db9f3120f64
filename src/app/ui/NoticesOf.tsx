import { lazy, Suspense } from 'react'
import type { Standing } from './standing.tsx'

// rarely there is one, so they come when there is
const Notices = lazy(() => import('./Notices.tsx'))

export function NoticesOf(props: { readonly standing: Standing | null }) {
  const { requests = [], opened = [] } = props.standing ?? {}
  if (requests.length + opened.length === 0) return null
  return (
    <Suspense>
      <Notices requests={requests} opened={opened} />
    </Suspense>
  )
}
