import type { Screen } from '../../kit/ui/screens.ts'

/** Every page of the product: one line for each capability that has screens. */
export const screens: readonly Screen[] = [
  { path: '/components', frame: 'bare', load: () => import('./pieces/PiecesScreen.tsx') },
  { path: '/components/side', frame: 'bare', load: () => import('./pieces/SideSample.tsx') },
  { path: '/components/top', frame: 'bare', load: () => import('./pieces/TopSample.tsx') },
]
