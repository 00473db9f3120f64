import { defineConfig } from 'vitest/config'

const ground = { testTimeout: 20_000, hookTimeout: 60_000, globalSetup: ['src/kit/testing/global-setup.ts'] }

/** Everything but the browser; journeys have their own configuration. */
export default defineConfig({
  test: {
    // one more than the cores of a small machine: most wait for the database now and then
    maxWorkers: 3,
    projects: [
      // each has a database and a world of its own; the modules are read once for all, which saves a third of the time
      {
        test: {
          ...ground,
          name: 'product',
          sequence: { groupOrder: 0 },
          include: ['src/**/*.test.ts', 'matching-engine/**/*.test.ts'],
          isolate: false,
        },
      },
      // these read and parse the whole source, once for all of them
      {
        test: {
          ...ground,
          name: 'house',
          sequence: { groupOrder: 1 },
          include: ['tools/**/*.test.ts'],
          isolate: false,
          fileParallelism: false,
        },
      },
    ],
  },
})
