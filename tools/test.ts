/** `npm test`: the proof, the browser included, but for the stories that take longest; `.ci/run` tells those, too. */

import { conclude } from './proof.ts'
import { everythingButTheBrowser, journeys } from './steps.ts'

conclude([...(await everythingButTheBrowser([])), await journeys(['--exclude', 'journeys/long/**'])])
