/**
 * Spreadsheets run a cell that begins with = + - @ (plain or full-width, also behind blanks) or with a tab or line end as a formula.
 * An apostrophe in front makes it text. Cells that begin with such an apostrophe already get one more, so that taking one away on
 * reading always gives back what was meant.
 */
const dangerous = /^'*(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u

/** The cell as it may be written into a file that a spreadsheet opens. */
export const guarded = (cell: string): string => (dangerous.test(cell) ? `'${cell}` : cell)

/** The cell that was meant by a guarded one; other cells stay as they are. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && dangerous.test(cell) ? cell.slice(1) : cell)
