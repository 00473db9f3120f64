/**
 * The ground of a story: the product, a mail server and a browser, all real. A story opens pages as people would and asks at its end that
 * nothing complained: no error in a console, no violation of the content security policy, no line of a defect in the product's log.
 */
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import { type Mailbox, mailbox } from './mailbox.ts'
import { type Product, product } from './product.ts'

export interface Story {
  readonly product: Product
  readonly mailbox: Mailbox
  /** A browser of somebody's own: nothing is remembered in it. */
  somebody(widthPixels?: number): Promise<Page>
  /** Every error that a page or the product told; must be empty at the end. */
  readonly complaints: () => readonly string[]
}

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Call at the top level of a story's file; everything ends with its tests. */
export async function aStory(settings: Readonly<Record<string, string>> = {}): Promise<Story> {
  const post = await mailbox()
  const cairn = await product({ SMTP_URL: post.url, ...settings })
  const browser = await chromium.launch({ executablePath: inject('chromium'), args: flags })
  const complaints: string[] = []
  afterAll(async () => {
    await browser.close()
    await cairn.stop()
    await post.close()
  })
  return {
    product: cairn,
    mailbox: post,
    somebody: widthPixels => somebody(browser, complaints, widthPixels ?? 1440),
    complaints: () => [...complaints, ...defectsIn(cairn.printed())],
  }
}

async function somebody(browser: Browser, complaints: string[], widthPixels: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: widthPixels, height: 900 }, locale: 'en-US', timezoneId: 'Europe/Oslo' })
  const page = await context.newPage()
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
