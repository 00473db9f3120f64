import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isServed, killApplication, killDatabase } from '../../src/kit/testing/ledger.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'cairn-kills-'))
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))

test('killing the database under writes loses nothing, doubles nothing and never ends the application', async () => {
  const rounds = await killDatabase(dataFolder, 3)

  expect(rounds).toMatchObject({ lost: 0, twice: 0, bugs: [], outages: ['outage database_away'] })
  expect(rounds.acknowledged).toBeGreaterThan(20)
  expect(isServed(dataFolder)).toBe(false)
}, 60_000)

test('killing the application under writes loses nothing', async () => {
  const rounds = await killApplication(dataFolder, 3)

  expect(rounds).toMatchObject({ lost: 0, twice: 0, bugs: [], outages: [] })
  expect(rounds.acknowledged).toBeGreaterThan(20)
  expect(isServed(dataFolder)).toBe(false)
}, 60_000)
