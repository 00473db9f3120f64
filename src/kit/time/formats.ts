/**
 * Formatters of the platform, each made once: making one costs as much as telling a hundred dates, and a mail or a page tells dozens.
 * Languages, zones and options are few; should they ever be many, all are made anew.
 */
const mostKept = 1_000

function keeping<Options extends object, Formatter>(make: (tag: string, options: Options) => Formatter) {
  const kept = new Map<string, Formatter>()
  return (tag: string, options: Options): Formatter => {
    const name = `${tag} ${JSON.stringify(options)}`
    const known = kept.get(name)
    if (known) return known
    if (kept.size >= mostKept) kept.clear()
    const made = make(tag, options)
    kept.set(name, made)
    return made
  }
}

export const dateFormat = keeping((tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options))
export const numberFormat = keeping((tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options))
export const pluralRules = keeping((tag, options: Intl.PluralRulesOptions) => new Intl.PluralRules(tag, options))
export const listFormat = keeping((tag, options: Intl.ListFormatOptions) => new Intl.ListFormat(tag, options))
export const namesOf = keeping((tag, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(tag, options))
