// Writes the theme on <html> before the first paint: the person's own choice from the cookie, else what the system asks for.
;(() => {
  const asked = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const chosen = /(?:^|; )cairn-theme=(light|dark)/.exec(document.cookie)
    document.documentElement.dataset.theme = chosen ? chosen[1] : asked.matches ? 'dark' : 'light'
  }
  apply()
  asked.addEventListener('change', apply)
  addEventListener('cairn-theme', apply)
})()
