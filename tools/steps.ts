import { type Count, program, tests } from './proof.ts'

/** Compiled, formatted, and every test that needs no browser; each step is taken even when one before it failed. */
export async function everythingButTheBrowser(filters: readonly string[]): Promise<Count[]> {
  // the compiler uses one core, and the others the rest
  return Promise.all([
    program('Compile', ['node_modules/typescript/bin/tsc', '--build']),
    program('Format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off']),
    ...testsOf(filters),
  ])
}

/** The whole source is read in a process of its own meanwhile; what is asked for by name is looked for everywhere. */
const testsOf = (filters: readonly string[]): Promise<Count>[] =>
  filters.length > 0
    ? [tests('Tests', 'vitest.config.ts', filters)]
    : ['product', 'house'].map(project => tests(`Tests of the ${project}`, 'vitest.config.ts', ['--project', project]))

export const journeys = (filters: readonly string[]): Promise<Count> => tests('Journeys', 'vitest.journeys.config.ts', filters)
