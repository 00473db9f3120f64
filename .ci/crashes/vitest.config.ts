import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What happens in several steps, cut off at every statement. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['.ci/crashes/**/*.check.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    globalSetup: ['src/kit/testing/global-setup.ts'],
    maxWorkers: 1,
  },
})
