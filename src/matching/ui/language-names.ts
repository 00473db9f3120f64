import { useLanguage } from '../../kit/ui/words.tsx'

/** What a language is called in the reader's own; a tag that has no name stays as it is. */
export function useLanguageNames(): (tag: string) => string {
  const names = new Intl.DisplayNames([useLanguage().tag], { type: 'language' })
  return tag => {
    try {
      return names.of(tag) ?? tag
    } catch {
      // what people brought along may be no tag at all
      return tag
    }
  }
}
