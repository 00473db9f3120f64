/**
 * The language of the page with the region of the reader, so that a day is typed in the order that the reader is used to: `07/12` is
 * December in Berlin and July in Boston. The words stay those of the page.
 * @param tag BCP 47 of the page, such as `en-US`
 * @param reader BCP 47 as the browser names it, such as `de-DE` or `nb`
 */
export function inRegionOf(tag: string, reader: string): string {
  const language = new Intl.Locale(tag).language
  const { region } = new Intl.Locale(reader).maximize()
  const wished = `${language}-${region ?? ''}`
  if (new Intl.DateTimeFormat(wished).resolvedOptions().locale === wished) return wished
  // a region that this English does not know writes the day first, as nearly all do
  return language === 'en' ? 'en-GB' : tag
}
