/**
 * The page of help behind the link of a mail: read without signing in and without script, by one person. Its title, its address and its
 * history in the browser are the same whatever is done on it. The partner's view of anything is on no state of it.
 */

import { type Html, html } from '../../kit/http/html.ts'
import { framed } from '../../kit/http/layout.ts'
import { isolated } from '../../kit/texts/direction.ts'
import { english, type Language, sayIn } from '../../kit/texts/texts.ts'
import { concernKinds, type HelpProgram } from '../contract.ts'
import en from '../texts/en.json' with { type: 'json' }
import { earlier } from './earlier.ts'
import { actRow, faultIn } from './forms.ts'
import { type HelpPage, type Words, wordsFor } from './words.ts'

export type { HelpPage } from './words.ts'

export function helpPage(page: HelpPage, language: Language = english): Html {
  const words = wordsFor(page, language)
  const { say } = words
  const title = say('help.title')
  return framed({
    language: language.tag,
    direction: language.direction,
    title,
    organization: [page.program.program, page.organization].map(name => isolated(name, language.direction)).join(', '),
    main: html`<h1>${title}</h1>${person(page, words)}${page.fault && page.fault.kind === null && faultIn(page, words)}
${earlier(page, words)}
<ul class="page-rows">${concernKinds.map(kind => actRow(page, kind, words))}</ul>
<p class="page-quiet">${page.program.contact?.phone ? say('help.footPhone', { phone: page.program.contact.phone }) : say('help.foot')}</p>
<footer class="page-foot"><p>${page.name ? say('page.for', { name: page.name }) : say('page.forUnnamed')} ${say('page.share')}</p><p><a href="/${page.slug}/help">${say('page.signIn')}</a></p></footer>`,
  })
}

function person({ program }: HelpPage, { say, contact }: Words): Html {
  if (!program.contact) return html`<p class="page-lead">${say('help.nobody')}</p>`
  const { name, phone } = program.contact
  const days = program.answersInDays
  return html`<div class="page-person"><span class="page-face" aria-hidden="true">${initialsOf(name ?? contact)}</span><p><strong>${name ?? contact}</strong><br>${phone ? say('help.reach', { phone, days }) : say('help.answers', { days })}</p></div>
${program.insteadOf && html`<p class="page-quiet">${say('help.insteadOf', { name: program.insteadOf, contact: name ?? contact })}</p>`}`
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(part => part[0] ?? '')
    .filter((_, n, all) => n === 0 || n === all.length - 1)
    .join('')
    .toUpperCase()

interface ExpiredPage {
  readonly organization: string
  readonly slug: string
  readonly contact: HelpProgram['contact']
}

/** The link is too old: how to reach the same page, and whom to call. */
export function expiredHelpPage({ organization, slug, contact }: ExpiredPage, language: Language = english): Html {
  const say = sayIn(en, language)
  const title = say('page.expired')
  return framed({
    language: language.tag,
    direction: language.direction,
    title,
    organization,
    main: html`<h1>${title}</h1><p class="page-lead">${say('page.expiredDo')}</p><p><a class="page-button primary wide" href="/${slug}/help">${say('page.signIn')}</a></p>${contact?.phone && html`<p>${say('page.expiredCall', { name: contact.name ?? say('help.contact'), phone: contact.phone })}</p>`}`,
  })
}
