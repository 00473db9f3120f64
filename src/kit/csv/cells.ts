/** A cell without the blanks around it: spaces of every kind, line ends, and characters that have no width. */
export const tidy = (cell: string): string => cell.replace(/^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g, '')
