/** What a spreadsheet leaves in a cell where it had no value, in the languages that we have met: `#N/A`, `#NV`, `#REF!`, `########`. */
export const isSpreadsheetError = (cell: string): boolean => /^#(?:n\/a|nv|[\p{L}0-9/]{3,12}[!?]|#{2,})$/iu.test(cell)

/** A long number as a spreadsheet shortens it, `1.23E+12`: its last digits are gone, so that several people have the same. */
export const isShortenedNumber = (cell: string): boolean => /^\d(?:[.,]\d+)?E\+\d{1,3}$/i.test(cell)
