/**
 * Pages that are read without script are written with this tag. Everything that is filled in is escaped; only what the tag itself made
 * passes as it is, so a person's words can never become markup.
 */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

type Filling = Html | string | number | null | undefined | false | readonly Filling[]

export function html(pieces: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return new Html(pieces.reduce((page, piece, n) => page + filled(fillings[n - 1]) + piece))
}

function filled(filling: Filling): string {
  if (filling === null || filling === undefined || filling === false) return ''
  if (filling instanceof Html) return filling.markup
  if (Array.isArray(filling)) return filling.map(filled).join('')
  return String(filling).replace(/[&<>"'`]/g, sign => `&#${sign.charCodeAt(0)};`)
}
