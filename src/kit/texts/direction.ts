/**
 * The direction of what people write, beside what others wrote. A name in another direction turns the digits and signs that follow it,
 * and a control of direction (Unicode's embeddings, overrides and isolates) turns everything up to the end of the paragraph.
 */

/** Without the controls of direction. The marks and joiners stay: names are written with them, and they turn nothing else. */
export const withoutTurns = (text: string): string => text.replace(turns, '')
const turns = /[\u202a-\u202e\u2066-\u2069]/g

/** The text as it may stand inside a sentence of this direction: it turns nothing beside it. Most texts stay as they are. */
export function isolated(text: string, direction: 'ltr' | 'rtl'): string {
  const bare = withoutTurns(text)
  return (direction === 'rtl' ? /\p{L}/u : rightToLeft).test(bare) ? `\u2068${bare}\u2069` : bare
}

/** Letters of the scripts that run from right to left, and the marks that say so (Unicode 16, bidi classes R and AL, by their blocks). */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
