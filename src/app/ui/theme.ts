/** The person's own choice of theme, kept in a cookie that `theme.js` reads before the first paint. No choice follows the system. */
export type Theme = 'system' | 'light' | 'dark'

export function chosenTheme(): Theme {
  const found = /(?:^|; )cairn-theme=(light|dark)/.exec(document.cookie)?.[1]
  return found === 'light' || found === 'dark' ? found : 'system'
}

export function chooseTheme(theme: Theme): void {
  const kept = theme === 'system' ? 'cairn-theme=; Max-Age=0' : `cairn-theme=${theme}; Max-Age=31536000`
  // biome-ignore lint/suspicious/noDocumentCookie: theme.js must read it synchronously; the Cookie Store is not in every browser
  document.cookie = `${kept}; Path=/; SameSite=Lax`
  dispatchEvent(new Event('cairn-theme'))
}
