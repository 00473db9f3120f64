/**
 * The ground of a story: the product, a mail server and a browser, all real. A story opens pages as people would and asks at its end that
 * nothing complained: no error in a console, no violation of the content security policy, no line of a defect in the product's log.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, inject } from 'vitest'
import { type Mailbox, mailbox } from './mailbox.ts'
import { type Prepare, type Product, product } from './product.ts'

export interface Story {
  readonly product: Product
  /** A browser of somebody's own: nothing is remembered in it. With a token it is theirs who holds it. */
  somebody(widthPixels?: number, token?: string): Promise<Page>
  /** One more page in the browser of this one, which need not load again what it has. */
  beside(page: Page, direction?: 'ltr' | 'rtl'): Promise<Page>
  /** Every error that a page or the product told; must be empty at the end. */
  readonly complaints: () => readonly string[]
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A fresh installation with a mail server. Call at the top level of a story's file; everything ends with its tests. */
export async function aStory(): Promise<Story & { readonly mailbox: Mailbox; readonly setUpUrl: string }> {
  const post = await mailbox()
  // what is said first is done last: a mail server waits for those who hold a connection to it
  afterAll(() => post.close())
  const story = await over(await product({ SMTP_URL: post.url }))
  return { ...story, mailbox: post, setUpUrl: await story.product.said(/^Set up: (\S+)$/m) }
}

/** The demonstration, with the season that it lives through first, or with another that was prepared. */
export const aDemonstration = async (prepare?: Prepare): Promise<Story> => over(await product({}, ['serve', '--demo'], prepare))

async function over(cairn: Product): Promise<Story> {
  const browser = await chromium.launch({ executablePath: inject('chromium'), args: flags })
  const complaints: string[] = []
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picturesOf(browser, task.name)
  })
  afterAll(async () => {
    await browser.close()
    await cairn.stop()
  })
  return {
    product: cairn,
    somebody: async (widthPixels, token) => listenedTo(await somebody(browser, widthPixels ?? 1440, token), complaints),
    beside: async (page, direction) => {
      const another = listenedTo(await page.context().newPage(), complaints)
      if (direction === 'rtl') await another.addInitScript(rightToLeft)
      return another
    },
    complaints: () => [...complaints, ...defectsIn(cairn.printed())],
  }
}

/** Before anything of the page runs; with English it asks for the mirrored language of tests. */
function rightToLeft(): void {
  new MutationObserver((_, observer) => {
    if (!document.documentElement) return
    document.documentElement.dir = 'rtl'
    observer.disconnect()
  }).observe(document, { childList: true })
}

const album = fileURLToPath(new URL('../../.build/journeys', import.meta.url))

/** What every open page looked like when a story went wrong. */
async function picturesOf(browser: Browser, name: string): Promise<void> {
  mkdirSync(album, { recursive: true })
  const title = name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60)
  for (const [n, page] of browser
    .contexts()
    .flatMap(context => context.pages())
    .entries()) {
    const path = join(album, `${title}-${n + 1}.png`)
    console.error(`${page.url()} looked like ${path}`)
    await page.screenshot({ path, fullPage: true, timeout: 5_000 }).catch(() => undefined)
  }
}

async function somebody(browser: Browser, widthPixels: number, token?: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: widthPixels, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Oslo',
    ...(token && { extraHTTPHeaders: { authorization: `Bearer ${token}` } }),
  })
  return context.newPage()
}

function listenedTo(page: Page, complaints: string[]): Page {
  page.setDefaultTimeout(15_000)
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`))
  return page
}

/** The lines of the product's log that tell of a defect: they begin with the number of a request. */
const defectsIn = (printed: string): string[] => printed.split('\n').filter(line => /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(line))

/** The address in a mail that leads to the product. */
export function linkIn(text: string, path: string): string {
  const link = text.match(/http:\/\/\S+/g)?.find(found => new URL(found).pathname.includes(path))
  if (!link) throw new Error(`There is no link to ${path} in: ${text}`)
  return link
}
