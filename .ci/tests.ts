/** `node .ci/tests.ts <vitest configuration> [filters]`: runs it and ends with the line `N passed, N failed`. */
import { conclude, tests } from '../tools/proof.ts'

const [config = 'vitest.config.ts', ...filters] = process.argv.slice(2)
conclude([await tests(`Tests of ${config} ${filters.join(' ')}`, config, filters)])
