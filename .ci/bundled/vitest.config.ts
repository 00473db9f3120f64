import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The PostgreSQL that Cairn brings, in every state in which somebody can find it: each check starts and stops servers, so they take long. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['.ci/bundled/**/*.check.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['src/kit/testing/global-setup.ts'],
    maxWorkers: 2,
  },
})
