import { defineConfig } from 'vitest/config'

/** Everything but the browser; journeys have their own configuration. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'matching-engine/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: ['src/kit/testing/global-setup.ts'],
  },
})
