import '../../kit/ui/tokens.css'
import '../../kit/ui/fonts.css'
import '../../kit/ui/base.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Languages } from './Languages.tsx'
import { routerOver } from './router.tsx'
import { screens } from './screens.ts'

const router = routerOver(screens)

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Languages>
        <RouterProvider router={router} />
      </Languages>
    </StrictMode>,
  )
