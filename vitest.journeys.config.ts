import { defineConfig } from 'vitest/config'

/** Stories in a real browser over the real product; one at a time, for each has a server, a database and a browser of its own. */
export default defineConfig({
  test: {
    include: ['journeys/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    maxConcurrency: 3,
    globalSetup: ['journeys/ground/global-setup.ts'],
  },
})
