import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Skeleton } from '../../kit/ui/Skeleton.tsx'
import type { Frame, Screen } from '../../kit/ui/screens.ts'
import { Root } from './Root.tsx'
import { WrongScreen } from './WrongScreen.tsx'

/** Each frame is a chunk of its own: nobody loads the one that they do not stand in. */
const frames: Readonly<Record<Frame, () => Promise<{ default: ComponentType }>>> = {
  side: () => import('./SideFrame.tsx'),
  top: () => import('./TopFrame.tsx'),
  bare: () => import('./BareFrame.tsx'),
  none: async () => ({ default: Outlet }),
}

/**
 * The router over the gathered screens: a root, one layout for each frame, and below it one lazily loaded route for each screen.
 * Moving between screens of one frame keeps the frame.
 */
export function routerOver(screens: readonly Screen[]) {
  const root = createRootRoute({
    component: Root,
    notFoundComponent: lazyRouteComponent(() => import('./LostScreen.tsx')),
    errorComponent: WrongScreen,
  })
  const layouts = (Object.keys(frames) as Frame[]).map(frame => {
    const layout = createRoute({ getParentRoute: () => root, id: frame, component: lazyRouteComponent(frames[frame]) })
    const routes = screens
      .filter(screen => screen.frame === frame)
      .map(screen =>
        createRoute({
          getParentRoute: () => layout,
          path: screen.path,
          component: lazyRouteComponent(screen.load),
          errorComponent: WrongScreen,
        }),
      )
    return layout.addChildren(routes)
  })
  return createRouter({
    routeTree: root.addChildren(layouts),
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingComponent: () => <Skeleton />,
    scrollRestoration: true,
  })
}
