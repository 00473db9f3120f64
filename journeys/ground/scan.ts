/** The accessibility scan: axe-core over a page as people meet it, in both themes, on a phone and on a desk. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

export interface Sight {
  readonly theme: 'light' | 'dark'
  readonly widthPixels: number
}

export const usualSights: readonly Sight[] = [
  { theme: 'light', widthPixels: 1440 },
  { theme: 'dark', widthPixels: 1440 },
  { theme: 'light', widthPixels: 390 },
  { theme: 'dark', widthPixels: 390 },
]

/** What is wrong with the page, one line each; an empty list is the aim. It also tells when the page must be scrolled sideways. */
export async function findingsOn(page: Page, sights: readonly Sight[] = usualSights): Promise<string[]> {
  const before = page.viewportSize()
  const findings: string[] = []
  for (const { theme, widthPixels } of sights) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: widthPixels, height: 900 })
    await page.evaluate(() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => undefined))))
    await page.evaluate(axe.source)
    const results = await page.evaluate<AxeResults>(() => window.axe.run(document, { resultTypes: ['violations'] }))
    const at = `${new URL(page.url()).pathname} (${theme}, ${widthPixels} px)`
    for (const { id, help, nodes } of results.violations)
      for (const node of nodes)
        findings.push(`${at}: ${id}, ${help}: ${node.target.join(' ')} ${node.failureSummary?.replaceAll(/\s+/g, ' ') ?? ''}`)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (overflow > 0) findings.push(`${at}: the page is ${overflow} px wider than the window`)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
  return findings
}
