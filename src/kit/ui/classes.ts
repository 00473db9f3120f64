/** Joins the class names that apply; a CSS module's class may be undefined to the compiler. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
