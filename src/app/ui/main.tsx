import '../../kit/ui/tokens.css'
import '../../kit/ui/fonts.css'
import '../../kit/ui/base.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from '../../kit/wire/client.ts'
import { Languages } from './Languages.tsx'
import { routerOver } from './router.tsx'
import { screens } from './screens.ts'

// An answer that was refused stays refused; only a network that failed is tried again.
const kept = new QueryClient({
  defaultOptions: { queries: { staleTime: 20_000, retry: (failures, error) => !(error instanceof Refused) && failures < 2 } },
})
const router = routerOver(screens)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Languages>
        <QueryClientProvider client={kept}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Languages>
    </StrictMode>,
  )
