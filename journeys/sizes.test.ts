import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { screens } from '../src/app/ui/screens.ts'
import { budgetOfBuilt, complaintsAbout } from '../tools/budget.ts'

test('what a first visit loads stays within its bar, on every screen', () => {
  const budget = budgetOfBuilt(fileURLToPath(new URL('../.build/screens', import.meta.url)))

  expect(budget.routes.map(route => route.path).sort()).toEqual(screens.map(screen => screen.path).sort())
  expect(complaintsAbout(budget)).toEqual([])
})
