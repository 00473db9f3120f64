import type { Page } from 'playwright-core'
import type { Member } from './cast.ts'
import type { Story } from './story.ts'

export type Direction = 'ltr' | 'rtl'

/** Everybody's own browser with its tabs. */
export interface Tabs {
  /** The address in a new tab, read from the beginning. */
  fresh(who: Member | null, address: string, direction: Direction): Promise<Page>
  /** The screen in a tab that was left, reached as by a link: what is there already is not read again. In a new one where there is none. */
  reached(who: Member, address: string, direction: Direction): Promise<Page>
  /** The tab stays open for the next screen of the same person. */
  leave(who: Member, tab: Page, direction: Direction): void
}

export function tabsOf(story: Story): Tabs {
  const browsers = new Map<string | undefined, Promise<Page>>()
  const left = new Map<string, Page[]>()

  const browserOf = (who: Member | null): Promise<Page> => {
    const opened = browsers.get(who?.token) ?? story.somebody(1440, who?.token)
    browsers.set(who?.token, opened)
    return opened
  }
  const leftBy = (who: Member, direction: Direction): Page[] => {
    const key = `${who.token} ${direction}`
    const tabs = left.get(key) ?? []
    left.set(key, tabs)
    return tabs
  }
  const fresh: Tabs['fresh'] = async (who, address, direction) => {
    const tab = await story.beside(await browserOf(who), direction)
    await tab.goto(`${story.product.url}${address}`)
    return tab
  }

  return {
    fresh,
    async reached(who, address, direction) {
      const tabs = leftBy(who, direction)
      // another screen has another heading, by which it is known that it is there; the same one might keep its own
      const at = tabs.findIndex(tab => screenAt(tab.url()) !== screenAt(`${story.product.url}${address}`))
      const [tab] = at === -1 ? [] : tabs.splice(at, 1)
      if (!tab) return fresh(who, address, direction)
      await tab.evaluate(to => {
        for (const heading of document.querySelectorAll('h1')) heading.setAttribute('data-left', '')
        window.history.pushState(null, '', to)
      }, address)
      await tab.locator('h1:not([data-left])').first().waitFor()
      return tab
    },
    leave(who, tab, direction) {
      leftBy(who, direction).push(tab)
    },
  }
}

/** Screens of the same kind have addresses that differ in ids alone. */
const screenAt = (url: string): string => new URL(url).pathname.replaceAll(/[0-9a-f-]{36}/g, '…')
