import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Checks against the data of real people and files, which lies beside the checkout and is no part of it. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['.ci/real-data/**/*.check.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    globalSetup: ['src/kit/testing/global-setup.ts'],
    maxWorkers: 1,
  },
})
