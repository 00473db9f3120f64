/** A stone's color (1 to 6) and outline (a, b, c) follow from the id, so that a person keeps them everywhere. FNV-1a, 32 bits. */
export function stoneShape(id: string): { readonly color: number; readonly outline: 'a' | 'b' | 'c' } {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0
  const outline = (['a', 'b', 'c'] as const)[Math.floor(hash / 6) % 3] ?? 'a'
  return { color: (hash % 6) + 1, outline }
}

/** First letters of the first and the last word; one letter for a single word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letter = (word: string | undefined): string => [...(word ?? '')].find(sign => /\p{L}|\p{N}/u.test(sign)) ?? ''
  return (letter(words[0]) + (words.length > 1 ? letter(words[words.length - 1]) : '')).toLocaleUpperCase()
}
