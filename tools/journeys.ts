/** `npm run journeys`: the stories in a real browser. Words after it choose stories by a part of their path. */

import { conclude } from './proof.ts'
import { journeys } from './steps.ts'

conclude([await journeys(process.argv.slice(3))])
