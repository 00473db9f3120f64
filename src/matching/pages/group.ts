/** The card of a group on the page behind the link: its members for whoever would lead it, whoever leads it for a member. */
import { type Html, html } from '../../kit/http/html.ts'
import type { Say } from '../../kit/texts/texts.ts'
import type { AskedOfGroup } from '../rules/asked-group-words.ts'
import type group from '../texts/asked-group.en.json'
import type en from '../texts/proposal.en.json'

interface CardWords {
  readonly say: Say<typeof en>
  readonly sayGroup: Say<typeof group>
  readonly partner: string
}

export function groupCard(proposal: AskedOfGroup, words: CardWords): Html {
  const { sayGroup } = words
  const { group, startsOn, endsOn } = proposal
  return html`<section class="page-card">${group.leads ? members(proposal, words) : leader(proposal, words)}
<h3>${sayGroup('would')}</h3><p>${sayGroup('span', { startsOn, endsOn })}</p><p>${sayGroup(group.leads ? 'begins.leads' : 'begins', { smallest: group.smallest })}</p><p>${sayGroup('kept')}</p><p>${sayGroup('rhythm')}</p></section>`
}

function members({ group }: AskedOfGroup, { say, sayGroup }: CardWords): Html {
  return html`<h2>${sayGroup('who')}</h2>${group.members.length === 0 && html`<p>${sayGroup('who.nobody')}</p>`}${group.members.map(
    ({ name, about, words, reasons }) =>
      html`<h3 dir="auto">${name ?? say('page.reply.other')}</h3>${about.length > 0 && html`<p>${about.map(line => html`${line}<br>`)}</p>`}${reasons.length > 0 && html`<ul class="page-why">${reasons.map(reason => html`<li>${reason}</li>`)}</ul>`}${words && html`<blockquote class="page-words" dir="auto">${words}</blockquote>`}`,
  )}`
}

function leader({ partner: { name, about, words }, reasons }: AskedOfGroup, { say, sayGroup, partner }: CardWords): Html {
  return html`<h2 dir="auto">${name ?? say('page.reply.other')}</h2><p>${about.length > 0 ? about.map(line => html`${line}<br>`) : sayGroup('leader')}</p>
<h3>${sayGroup('why', { partner })}</h3>${reasons.length > 0 ? html`<ul class="page-why">${reasons.map(reason => html`<li>${reason}</li>`)}</ul>` : html`<p>${say('page.reply.noReasons')}</p>`}
${words && html`<h3>${say('page.reply.wordsMentor', { partner })}</h3><blockquote class="page-words" dir="auto">${words}</blockquote>`}`
}
