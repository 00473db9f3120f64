import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Hostile words and canaries on every screen, which takes a season of its own. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['.ci/hostile/**/*.check.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    globalSetup: ['journeys/ground/global-setup.ts'],
    maxWorkers: 1,
    maxConcurrency: 2,
  },
})
