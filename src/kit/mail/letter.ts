/** How a mail looks: one column, 580 px, tables for layout, inline styles, readable without pictures and in dark clients. */
import { type Html, html } from '../http/html.ts'

/** A rendered mail: words only, no addresses. `text` is written, not stripped from `html`. */
export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same letter for a sheet of paper, on which nothing can be pressed; missing in mails that were written before there was one. */
  readonly paper?: Paper
}

export interface Paper {
  readonly paragraphs: readonly string[]
  readonly links: readonly PaperLink[]
  readonly footer: readonly (string | PaperLink)[]
}

export interface PaperLink {
  readonly label: string
  readonly url: string
}

/** Words that are not the same on a screen and on paper, such as of a button; null: paper is without them. */
export type Sentence = string | { readonly mail: string; readonly paper: string | null }

export interface LetterWords {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly subject: string
  /** Adds to the subject in the list of mails. */
  readonly preheader: string
  readonly greeting: string
  readonly paragraphs: readonly Sentence[]
  readonly button?: { readonly label: string; readonly url: string }
  /** When a mail bundles several asks: one button for each, below the first. */
  readonly more?: readonly { readonly label: string; readonly url: string }[]
  readonly link?: { readonly label: string; readonly url: string }
  /** Why they got it, the person to ask, and the way out: one line each. */
  readonly footer: readonly (Sentence | PaperLink)[]
  readonly organization: string
}

const colors = {
  paper: '#FAFAF6',
  surface: '#FFFFFF',
  line: '#E3E5DC',
  ink: '#1B2420',
  quiet: '#616B65',
  pine: '#1F5A47',
  pineInk: '#19503E',
  onPine: '#FFFFFF',
}
const voice = "Newsreader, Charter, Georgia, 'Times New Roman', serif"
const plain = "Figtree, system-ui, -apple-system, 'Segoe UI', sans-serif"

export function letter(words: LetterWords): Rendered {
  return { subject: words.subject, text: plainText(words), html: `<!doctype html>${markup(words).markup}`, paper: paperOf(words) }
}

const mailed = (sentence: Sentence): string => (typeof sentence === 'string' ? sentence : sentence.mail)
const printed = (sentence: Sentence): string[] =>
  typeof sentence === 'string' ? [sentence] : sentence.paper === null ? [] : [sentence.paper]

const linksOf = ({ button, more = [], link }: LetterWords): PaperLink[] => [button, ...more, link].filter(one => one !== undefined)

const paperOf = (words: LetterWords): Paper => ({
  paragraphs: [words.greeting, ...words.paragraphs.flatMap(printed)],
  links: linksOf(words),
  footer: words.footer.flatMap((part): (string | PaperLink)[] => (isLink(part) ? [part] : printed(part))),
})

const isLink = (part: Sentence | PaperLink): part is PaperLink => typeof part !== 'string' && 'url' in part

function plainText(words: LetterWords): string {
  const links = linksOf(words).map(link => `${link.label}:\n${link.url}`)
  const footer = words.footer.map(part => (isLink(part) ? `${part.label}: ${part.url}` : mailed(part)))
  return `${[words.greeting, ...words.paragraphs.map(mailed), ...links, `-- \n${footer.join('\n')}`].join('\n\n')}\n`
}

function markup(words: LetterWords): Html {
  const paragraph = (text: string) => html`<p style="margin:0 0 16px;font:400 17px/1.5 ${voice};color:${colors.ink}">${text}</p>`
  return html`<html lang="${words.language}" dir="${words.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${words.subject}</title></head>
<body style="margin:0;background:${colors.paper}"><div style="display:none;max-height:0;overflow:hidden">${words.preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="580" cellpadding="0" cellspacing="0" style="width:100%;max-width:580px;background:${colors.surface};border:1px solid ${colors.line};border-radius:16px">
<tr><td style="padding:24px 32px 0;font:600 15px/1.5 ${plain};color:${colors.pineInk}">${words.organization}</td></tr>
<tr><td style="padding:20px 32px 8px">${paragraph(words.greeting)}${words.paragraphs.map(mailed).map(paragraph)}
${[...(words.button ? [words.button] : []), ...(words.more ?? [])].map(button => html`<p style="margin:8px 0 20px"><a href="${button.url}" style="display:inline-block;padding:12px 22px;border-radius:10px;background:${colors.pine};color:${colors.onPine};font:600 16px/1.3 ${plain};text-decoration:none">${button.label}</a></p>`)}
${words.link && html`<p style="margin:0 0 20px"><a href="${words.link.url}" style="font:500 16px/1.5 ${voice};color:${colors.pineInk}">${words.link.label}</a></p>`}</td></tr>
<tr><td style="padding:16px 32px 24px;border-top:1px solid ${colors.line};font:400 13px/1.5 ${plain};color:${colors.quiet}">${words.footer.map(part => html`<p style="margin:0 0 6px">${isLink(part) ? html`<a href="${part.url}" style="color:${colors.quiet}">${part.label}</a>` : mailed(part)}</p>`)}</td></tr>
</table></td></tr></table></body></html>`
}
