/**
 * The page behind the link of a proposal: read without signing in, without script, by one person, for one act. Nothing is preselected,
 * one action is primary, and the other side's answer is on no state of it.
 */

import { type Html, html } from '../../kit/http/html.ts'
import { framed } from '../../kit/http/layout.ts'
import { isolated } from '../../kit/texts/direction.ts'
import { english, type Language, sayIn } from '../../kit/texts/texts.ts'
import { askForLink, type LinksGo, wayInWords } from '../../person/rules.ts'
import { answersInDays } from '../../program/rules.ts'
import type { OwnProposal } from '../contract/proposal.ts'
import { type AskedOfGroup, groupFacts, groupHead, isOfGroup } from '../rules/asked-group-words.ts'
import group from '../texts/asked-group.en.json' with { type: 'json' }
import en from '../texts/proposal.en.json' with { type: 'json' }
import { groupCard } from './group.ts'

export interface ReplyPage {
  readonly organization: string
  readonly slug: string
  readonly program: string
  readonly zone: string
  /** Whose link it is. */
  readonly name: string | null
  readonly firstName: string | null
  readonly proposal: OwnProposal
  readonly contact: { readonly name: string | null; readonly phone: string | null } | null
  /** How a link to sign in would reach the reader, and whether an address of theirs is known. */
  readonly links: LinksGo
  readonly hasAddress: boolean
  /** A no came without a reason: the block is open and says so. */
  readonly reasonMissing?: boolean
  /** The same words that were sent, so that nothing typed is lost. */
  readonly line?: string
}

type Words = ReturnType<typeof wordsOf>

function wordsOf(page: ReplyPage, language: Language) {
  const told = { ...language, zone: page.zone }
  const say = sayIn(en, told)
  return {
    say,
    sayGroup: sayIn(group, told),
    wayIn: wayInWords(page.links, page.hasAddress, language),
    language: language.tag,
    direction: language.direction,
    partner: page.proposal.partner.firstName ?? say('page.reply.other'),
    contact: page.contact?.name?.split(' ')[0] ?? say('page.reply.coordinator'),
  }
}

export function replyPage(page: ReplyPage, language: Language = english): Html {
  const words = wordsOf(page, language)
  const { title, lead, body } = stateOf(page, words)
  return framed({
    language: words.language,
    direction: words.direction,
    title,
    organization: [page.program, page.organization].map(name => isolated(name, language.direction)).join(', '),
    main: html`<h1>${title}</h1><p class="page-lead">${lead}</p>${body}${foot(page, words)}`,
  })
}

interface Shown {
  readonly title: string
  readonly lead: string
  readonly body: Html
}

function stateOf(page: ReplyPage, words: Words): Shown {
  const { proposal } = page
  const ofGroup = isOfGroup(proposal) ? groupHead(proposal) : null
  if (isOfGroup(proposal) && ofGroup) {
    const facts = groupFacts(proposal, words.partner)
    return {
      title: words.sayGroup(ofGroup.title, facts),
      lead: words.sayGroup(ofGroup.lead, facts),
      body: groupBody(page, words, proposal),
    }
  }
  if (proposal.state === 'proposed' && proposal.may.reply === true) return proposal.own ? answered(page, words) : open(page, words)
  return decided(page, words)
}

function open(page: ReplyPage, words: Words): Shown {
  const { say, partner, contact } = words
  const { proposal } = page
  const role = proposal.side === 'mentee' ? 'Mentee' : 'Mentor'
  const reverse = proposal.format === 'reverse' ? 'Reverse' : ''
  const name = page.firstName
  return {
    title: proposal.partner.firstName ? say('page.reply.titleNamed', { partner: proposal.partner.firstName }) : say('page.reply.title'),
    lead: name ? say(`page.reply.lead${role}${reverse}`, { name }) : say(`page.reply.lead${role}${reverse}Unnamed`),
    body: html`${card(page, words)}
<h2>${say('page.reply.answer')}</h2><p>${say('page.reply.by', { answerBy: proposal.answerBy })}</p>
${proposal.waitsForTalk && html`<p class="page-banner" role="status">${say('page.reply.waits', { contact })}</p>`}
<form method="post"><button class="primary wide" name="answer" value="yes">${say('page.reply.yes')}</button></form>
${notThisTime(page, words, say('page.reply.no'))}
<div class="page-sunken"><h3>${say('page.reply.ifYes')}</h3><p>${say('page.reply.ifYesDetail')}</p></div>
<div class="page-sunken"><h3>${say('page.reply.ifNo')}</h3><p>${say(`page.reply.ifNo${proposal.hasAnother ? 'Another' : role}`, { partner })}</p></div>
${!proposal.waitsForTalk && html`<div class="page-sunken"><h3>${say('page.reply.notSure')}</h3><p>${say('page.reply.notSureDetail', { contact })}</p><form method="post" class="page-actions"><button name="answer" value="talk">${say('page.reply.talk', { contact })}</button></form></div>`}`,
  }
}

function card({ proposal }: ReplyPage, { say, partner }: Words): Html {
  const { about, words, name } = proposal.partner
  const isMentee = proposal.side === 'mentee'
  return html`<section class="page-card page-meet">${hills}<p class="page-stone" aria-hidden="true">${initialsOf(name ?? say('page.reply.other'))}</p><h2 dir="auto">${name ?? say('page.reply.other')}</h2><p>${about.length > 0 ? about.map(line => html`${line}<br>`) : say(isMentee ? 'page.reply.yourMentor' : 'page.reply.yourMentee')}</p>
<h3>${say('page.reply.why')}</h3>${proposal.reasons.length > 0 ? html`<ul class="page-why">${proposal.reasons.map(reason => html`<li>${reason}</li>`)}</ul>` : html`<p>${say('page.reply.noReasons')}</p>`}
${words && html`<h3>${say(isMentee ? 'page.reply.wordsMentor' : 'page.reply.wordsMentee', { partner })}</h3><blockquote class="page-words" dir="auto">${words}</blockquote>`}
<h3>${say('page.reply.would')}</h3><p>${say('page.reply.span', { startsOn: proposal.startsOn, endsOn: proposal.endsOn })}</p>${proposal.format === 'reverse' && html`<p>${say(isMentee ? 'page.reply.reverseMentee' : 'page.reply.reverseMentor', { partner })}</p>`}<p>${say('page.reply.rhythm')}</p></section>`
}

/** Two low hills at the head of the card; decoration. */
const hills = html`<div><svg viewBox="0 0 600 72" preserveAspectRatio="none" aria-hidden="true"><rect width="600" height="72" fill="var(--pine-soft)"/><path d="M0 40c120-34 220 22 340-6s180-24 260-8v46H0z" fill="var(--stone-1)"/><path d="M0 58c140-22 260 12 380-4s140-18 220-8v26H0z" fill="var(--pine-soft)"/></svg></div>`

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(word => word.charAt(0))
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join('')

/** The private block under a no. It opens without script; a reason is chosen by the reader, never beforehand. */
function notThisTime(page: ReplyPage, { say, sayGroup, partner, contact }: Words, label: string): Html {
  const { proposal, program } = page
  const role = proposal.side === 'mentee' ? 'Mentee' : 'Mentor'
  const choice = (value: string, name: string, detail: string) =>
    html`<label class="page-choice"><input type="radio" name="reason" value="${value}"><span>${name}<small>${detail}</small></span></label>`
  return html`<details class="page-no"${page.reasonMissing ? html` open` : null}><summary class="page-button wide">${label}</summary>
<form method="post" class="page-private"><fieldset><legend>${say('page.reply.what')}</legend><p>${isOfGroup(proposal) ? sayGroup('private', { contact, program }) : say('page.reply.private', { contact, program, partner })}</p>
${page.reasonMissing && html`<p class="page-fault" role="alert">${say('page.reply.chooseReason')}</p>`}
${choice('not-now', say('page.reply.notNow'), say(`page.reply.notNow${proposal.hasAnother ? 'Another' : role}`))}${!proposal.group?.leads && choice('not-this-person', say('page.reply.notThisPerson'), say('page.reply.notThisPersonDetail'))}${choice('not-this-topic', say('page.reply.notThisTopic'), say(`page.reply.notThisTopic${role}`))}</fieldset>
<div class="page-field"><label for="line">${say('page.reply.line', { contact })}</label><textarea id="line" name="line" rows="3" maxlength="1000">${page.line ?? ''}</textarea></div>
<button class="wide" name="answer" value="no">${say('page.reply.send')}</button></form></details>`
}

/** What of a group stands under its head: who it is about and the answer, or what can still be done with one. */
function groupBody(page: ReplyPage, words: Words, proposal: AskedOfGroup): Html {
  const { say, sayGroup, contact } = words
  if (proposal.state === 'accepted') return toOwnPage(page, words)
  if (proposal.state !== 'proposed' || proposal.may.reply !== true)
    return html`<p>${proposal.secondNo && proposal.state === 'declined' && say('page.reply.secondNo', { contact })}</p>`
  if (proposal.own?.answer === 'yes') return notThisTime(page, words, say('page.reply.change'))
  if (proposal.own)
    return html`<form method="post"><button class="wide" name="answer" value="yes">${say('page.reply.yesAfterAll')}</button></form>`
  const as = proposal.group.leads ? ('leads' as const) : ('member' as const)
  return html`${groupCard(proposal, { say, sayGroup, partner: words.partner })}
<h2>${say('page.reply.answer')}</h2><p>${say('page.reply.by', { answerBy: proposal.answerBy })}</p>
${proposal.waitsForTalk && html`<p class="page-banner" role="status">${say('page.reply.waits', { contact })}</p>`}
<form method="post"><button class="primary wide" name="answer" value="yes">${say('page.reply.yes')}</button></form>
${notThisTime(page, words, say('page.reply.no'))}
<div class="page-sunken"><h3>${say('page.reply.ifYes')}</h3><p>${sayGroup('ifYes')}</p></div>
<div class="page-sunken"><h3>${say('page.reply.ifNo')}</h3><p>${sayGroup(`ifNo.${as}`)}</p></div>
${!proposal.waitsForTalk && html`<div class="page-sunken"><h3>${say('page.reply.notSure')}</h3><p>${say('page.reply.notSureDetail', { contact })}</p><form method="post" class="page-actions"><button name="answer" value="talk">${say('page.reply.talk', { contact })}</button></form></div>`}`
}

function answered(page: ReplyPage, words: Words): Shown {
  const { say, partner } = words
  const { own, answerBy } = page.proposal
  const at = own?.repliedAt ?? page.proposal.proposedAt
  if (own?.answer === 'yes')
    return {
      title: say('page.reply.saidYes'),
      lead: say('page.reply.saidYesDetail', { at, answerBy }),
      body: notThisTime(page, words, say('page.reply.change')),
    }
  return {
    title: say('page.reply.saidNo'),
    lead: say('page.reply.saidNoDetail', { partner }),
    body: html`<form method="post"><button class="wide" name="answer" value="yes">${say('page.reply.yesAfterAll')}</button></form>`,
  }
}

function decided(page: ReplyPage, words: Words): Shown {
  const { say, partner, contact } = words
  const { proposal } = page
  const role = proposal.side === 'mentee' ? 'Mentee' : 'Mentor'
  if (proposal.state === 'accepted')
    return {
      title: say('page.reply.agreed'),
      lead: say(proposal.opens ? 'page.reply.agreedOpens' : 'page.reply.agreedHears', { partner }),
      body: toOwnPage(page, words),
    }
  if (proposal.own?.answer === 'no')
    return {
      title: say('page.reply.declinedOwn'),
      lead: say(`page.reply.declinedOwn${proposal.hasAnother ? 'Another' : role}`, { partner, hearBy: proposal.hearBy }),
      body: html`<p>${proposal.secondNo && say('page.reply.secondNo', { contact })}</p>`,
    }
  const isOver = proposal.state === 'lapsed' || proposal.state === 'proposed'
  if (isOver && !proposal.own)
    return { title: say('page.reply.lapsed'), lead: say('page.reply.lapsedDetail', { answerBy: proposal.answerBy, contact }), body: html`` }
  return {
    title: say('page.reply.changed'),
    lead: say(proposal.hasAnother ? 'page.reply.changedAnother' : 'page.reply.changedDetail', { hearBy: proposal.hearBy }),
    body: html``,
  }
}

/** The way to the reader's own page: this link signs nobody in, so it says how one gets there, and does it. */
function toOwnPage({ slug }: ReplyPage, { say, wayIn: { lead, button } }: Words): Html {
  return html`<p>${lead}</p>${button && html`<form method="post"><button class="primary wide" name="${askForLink.name}" value="${askForLink.value}">${button}</button></form>`}<p><a href="/${slug}/home">${say('page.reply.agreedHere')}</a></p>`
}

/** The person to ask, the way out, and whose link this is: on every state of the page. */
function foot(page: ReplyPage, { say }: Words): Html {
  const { contact, name, firstName } = page
  return html`<footer class="page-foot">${contact?.name && html`<p><strong><bdi>${contact.name}</bdi>${contact.phone && html`, <bdi>${contact.phone}</bdi>`}</strong><br>${say('page.reply.contact', { days: answersInDays })}</p>`}
<form method="post" class="page-actions"><button name="answer" value="help">${say('page.reply.help')}</button></form>
<p>${name ? say('page.reply.madeFor', { name }) : say('page.reply.madeForUnnamed')} <a href="?not-me">${firstName ? say('page.reply.notYou', { name: firstName }) : say('page.reply.notYouUnnamed')}</a></p></footer>`
}

/** Somebody else has the link: the name, and nothing more. */
export function notYouPage(page: Pick<ReplyPage, 'organization' | 'program' | 'name'>, language: Language = english): Html {
  const say = sayIn(en, language)
  const title = say('page.reply.notYouTitle')
  return framed({
    language: language.tag,
    direction: language.direction,
    title,
    organization: page.organization,
    main: html`<h1>${title}</h1><p class="page-lead">${page.name ? say('page.reply.notYouDetail', { name: page.name }) : say('page.reply.notYouDetailUnnamed')}</p>`,
  })
}
