/** `npm run check`: everything but the browser. Words after it choose test files by a part of their path: `npm run check -- src/program`. */

import { conclude } from './proof.ts'
import { everythingButTheBrowser } from './steps.ts'

conclude(await everythingButTheBrowser(process.argv.slice(3)))
