/**
 * The scan of a page as people meet it, in both themes, on a phone and on a desk: axe-core (WCAG 2 A to 2.2 AA and best practice), exactly one
 * h1, a title, nothing that must be scrolled sideways. With CAIRN_WIDE=1 it is also looked at with 320 px, as at 400 % on a small screen.
 * A theme changes colors and nothing else, so in the dark only what rests on colors is asked again; everything is asked at each width.
 * Of texts that have the same colors the contrast of one is judged; with CAIRN_WIDE=1 that of each.
 * What somebody else has looked at in every sight already is looked at once in each theme; with CAIRN_WIDE=1 everybody looks in every sight.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type axe from 'axe-core'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { judged, markColors } from './colors.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

interface Sight {
  readonly widthPixels: number
  readonly theme: 'light' | 'dark'
}

const isWide = Boolean(process.env.CAIRN_WIDE)
const widthsPixels = isWide ? [1440, 390, 320] : [1440, 390]
/** Each differs from the one before it in one thing, for a page that is made anew in another width or theme takes its time. */
const sights: readonly Sight[] = widthsPixels.flatMap((widthPixels, n) =>
  (n % 2 === 0 ? (['light', 'dark'] as const) : (['dark', 'light'] as const)).map(theme => ({ widthPixels, theme })),
)

const glimpses: readonly Sight[] = [
  { widthPixels: 390, theme: 'light' },
  { widthPixels: 1440, theme: 'dark' },
]

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const asked: Readonly<Record<Sight['theme'], RunOptions>> = {
  light: { preload: false, resultTypes: ['violations'], runOnly: { type: 'tag', values: standards } },
  dark: { preload: false, resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
}

/** What is wrong with the page once it is there, one line each; an empty list is the aim. */
export async function findingsOn(page: Page, isSeenBefore = false): Promise<string[]> {
  await settled(page)
  const before = page.viewportSize()
  const findings = await findingsOfWhole(page)
  for (const sight of isSeenBefore && !isWide ? glimpses : sights) findings.push(...(await findingsIn(page, sight)))
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
  return findings
}

/** The page is there: it has its title, and nothing on it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  // the page of the pieces shows what waits, too
  if (new URL(page.url()).pathname.startsWith('/components')) return
  // a skeleton is told by its shapes, which are drawn only
  await page.waitForFunction(() => !document.querySelector('[role=status] > [aria-hidden=true], [aria-busy=true]'))
}

async function findingsOfWhole(page: Page): Promise<string[]> {
  const { titles, name } = await page.evaluate(() => ({ titles: document.querySelectorAll('h1').length, name: document.title.trim() }))
  const at = new URL(page.url()).pathname
  return [...(titles === 1 ? [] : [`${at}: ${titles} h1, not one`]), ...(name === '' ? [`${at}: no title`] : [])]
}

async function findingsIn(page: Page, { theme, widthPixels }: Sight): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width: widthPixels, height: 900 })
  // the page hears of another theme with its next frame
  await page.waitForFunction(wanted => (document.documentElement.dataset.theme ?? wanted) === wanted, theme)
  await page.evaluate(() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => undefined))))
  if (await page.evaluate(() => window.axe === undefined)) await bringAxe(page)
  await page.evaluate(markAlike)
  if (!isWide) await page.evaluate(markColors, judged)
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    options => window.axe.run({ exclude: ['[data-alike]'] }, options),
    asked[theme],
  )
  const at = `${new URL(page.url()).pathname} (${theme}, ${widthPixels} px)`
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${at}: ${id}, ${help}: ${node.target.join(' ')} ${node.failureSummary?.replaceAll(/\s+/g, ' ') ?? ''}`),
  )
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (overflow <= 0) return findings
  return [...findings, `${at}: the page is ${overflow} px wider than the window, by ${(await page.evaluate(stickingOut)).join(', ')}`]
}

/** The scan itself, once for each page; where it is not the wide one, of the texts that have the same colors one is judged. */
async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axeSource)
  if (!isWide) await page.evaluate(selector => window.axe.configure({ rules: [{ id: 'color-contrast', selector }] }), `[${judged}]`)
}

/** What lies beyond the window's sides and is not clipped by anything around it, the innermost first. */
function stickingOut(): string[] {
  const isClipped = (element: Element | null): boolean =>
    element !== null &&
    element !== document.documentElement &&
    (getComputedStyle(element).overflowX !== 'visible' || isClipped(element.parentElement))
  return [...document.querySelectorAll('body *')]
    .filter(element => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < -0.5 || right > document.documentElement.clientWidth + 0.5) && !isClipped(element.parentElement)
    })
    .reverse()
    .slice(0, 4)
    .map(element => `<${element.localName} class="${element.getAttribute('class')}"> ${element.textContent?.slice(0, 60)}`)
}

/**
 * Marks what is made like a sibling before it, words, addresses and drawings aside: it is judged with that one, for a scan of a long table
 * takes long. Every drawing is on the page of the pieces.
 */
function markAlike(): void {
  const ownOfEach = / (id|for|href|title|d|datetime|value|data-key|aria-(?:label|labelledby|describedby|controls|rowindex))="[^"]*"/g
  const make = (element: Element): string => {
    const copy = element.cloneNode(true) as Element
    for (const drawn of copy.querySelectorAll('[aria-hidden=true]')) drawn.remove()
    return copy.outerHTML.replaceAll(/>[^<]+</g, '>…<').replaceAll(ownOfEach, ' $1')
  }
  for (const marked of document.querySelectorAll('[data-alike]')) marked.removeAttribute('data-alike')
  for (const parent of document.querySelectorAll('tbody, ul, ol, [role=rowgroup], [role=list], [role=listbox], [role=radiogroup]')) {
    const seen = new Set<string>()
    for (const child of parent.children) {
      const made = make(child)
      if (seen.has(made)) child.setAttribute('data-alike', '')
      seen.add(made)
    }
  }
}
