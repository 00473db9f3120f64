import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { screens } from '../src/app/ui/screens.ts'
import { budgetOfBuilt, complaintsAbout } from '../tools/budget.ts'

const built = fileURLToPath(new URL('../.build/screens', import.meta.url))

test('what a first visit loads stays within its bar, on every screen', () => {
  const budget = budgetOfBuilt(built)

  expect(budget.routes.map(route => route.path).sort()).toEqual(screens.map(screen => screen.path).sort())
  expect(complaintsAbout(budget)).toEqual([])
})

test('no screen waits for the validator, which only the server needs', () => {
  const scripts = globSync('assets/*.js', { cwd: built })

  expect(scripts.length).toBeGreaterThan(20)
  expect(scripts.filter(file => readFileSync(`${built}/${file}`, 'utf8').includes('ZodMini'))).toEqual([])
})
