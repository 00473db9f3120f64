/** `npm test`: the whole proof, the browser included. */

import { conclude } from './proof.ts'
import { everythingButTheBrowser, journeys } from './steps.ts'

conclude([...(await everythingButTheBrowser([])), await journeys([])])
