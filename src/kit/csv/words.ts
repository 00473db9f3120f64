/** A heading or word as letters and digits in small, without accents, words apart by one space: `E-Mail-Adresse` is `e mail adresse`, `personId` is `person id`. */
export function plainWords(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** A heading as people write it: `skills_wanted` is `Skills wanted`, `yearsHere` is `Years here`. What has spaces was written by people and stays. */
export function readableHeading(name: string): string {
  const isProgrammers = !/\s/.test(name) && /^\p{L}.*_|^\p{Ll}[\p{Ll}\p{N}]*\p{Lu}/u.test(name)
  if (!isProgrammers) return name
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .split(/_+/)
    .filter(word => word !== '')
    // what is all capitals is an abbreviation
    .map(word => (word === word.toUpperCase() && word.length > 1 ? word : word.toLowerCase()))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
