import type { TestProject } from 'vitest/node'
import { buildScreensWhenStale } from '../../src/app/screens.ts'
import { chromiumPath } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: string
  }
}

/** Before the first story there is a browser, and the screens are built, so that no story waits for either. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', chromiumPath())
  await buildScreensWhenStale(message => console.error(message))
}
