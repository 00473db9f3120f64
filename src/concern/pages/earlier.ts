/** What was asked for earlier, with each step and its day, and what can still be done with it. */
import { type Html, html } from '../../kit/http/html.ts'
import type { OwnConcern, StepView } from '../contract.ts'
import { isAskedHow, isFoundLater, isOpen, nextFor } from '../rules.ts'
import { whoGetsIt, wishField } from './forms.ts'
import type { HelpPage, Words } from './words.ts'

export function earlier(page: HelpPage, words: Words): Html {
  const open = page.requests.filter(request => isOpen(request.state))
  const over = page.requests.filter(request => !isOpen(request.state))
  const { say } = words
  return html`${open.length > 0 && html`<section class="page-earlier"><h2>${say('help.earlier')}</h2>${open.map(request => html`<div>${stepList(page, request, words)}${choose(page, request, words)}${more(request, words)}</div>`)}</section>`}
${over.length > 0 && html`<details class="page-over"><summary>${say('help.over')}</summary><section class="page-earlier">${over.map(request => html`<div>${stepList(page, request, words)}</div>`)}</section></details>`}`
}

function stepList(page: HelpPage, request: OwnConcern, words: Words): Html {
  const next = nextOf(request, words)
  const later = isFoundLater(request, page.program) && html`<small>${words.say('next.unread')}</small>`
  return html`<ol class="page-steps">${request.steps.map(step => html`<li><b>${stepTold(page, request, step, words)}</b><small>${words.say('step.day', { on: step.on })}</small>${wordsOf(page, step, words)}</li>`)}${next && html`<li class="page-next"><b>${next.title}</b>${later}${next.note && html`<small>${next.note}</small>`}</li>`}</ol>`
}

function stepTold({ showsWords }: HelpPage, request: OwnConcern, { step, name }: StepView, { say }: Words): string {
  if (step !== 'asked') return say(`step.${step}`, { name: name ?? say('step.somebody') })
  // a link that may be forwarded does not tell a word with somebody from something that is not right
  const kind = request.kind === 'talk' && !showsWords ? 'not-right' : request.kind
  return say(`asked.${kind}`, { name: request.to ?? say('step.somebody'), untilOn: request.untilOn ?? '' })
}

function wordsOf({ showsWords }: HelpPage, { words, step, isYou }: StepView, { say }: Words): Html | false {
  if (words === null) return false
  if (showsWords) return html`<blockquote class="page-said" dir="auto">${words}</blockquote>`
  return !isYou && step !== 'asked' && html`<small>${say('step.wordsElsewhere')}</small>`
}

function nextOf(request: OwnConcern, { say }: Words): { readonly title: string; readonly note: string | null } | null {
  const next = nextFor(request)
  if (next === null) return null
  if (next === 'answer' || next === 'choose') return { title: say(`next.${next}`), note: null }
  const note = next === 'late' ? say('next.late') : next === 'deputy' ? say('next.deputy', { deputy: request.deputy }) : null
  return { title: say('next.hear', { dueOn: request.dueOn }), note }
}

/** Nobody has it any more: the sender says who gets it. */
function choose(page: HelpPage, request: OwnConcern, words: Words): Html | false {
  const { say } = words
  if (request.may.choose !== true) return false
  return html`<form method="post"><input type="hidden" name="act" value="choose"><input type="hidden" name="concern" value="${request.id}">${whoGetsIt(page, words, say('choose.question'))}<p class="page-quiet">${say('choose.after')}</p><button class="wide">${say('choose.send')}</button></form>`
}

function more(request: OwnConcern, words: Words): Html | false {
  const { say } = words
  if (request.may.add !== true) return false
  const canTakeBack = request.may.takeBack === true
  const id = `more-${request.id}`
  return html`<details><summary class="page-link">${say(canTakeBack ? 'more.title' : 'more.titleAdd')}</summary><div class="page-opened">
<form method="post"><input type="hidden" name="act" value="add"><input type="hidden" name="concern" value="${request.id}"><div class="page-field"><label for="${id}">${say('more.words')}</label><textarea id="${id}" name="words" rows="3" maxlength="4000" dir="auto"></textarea></div>${isAskedHow(request.kind) && request.wish !== 'act' && wishField(words)}<button class="wide">${say('more.add')}</button></form>
${canTakeBack ? html`<form method="post"><input type="hidden" name="act" value="take-back"><button class="wide" name="concern" value="${request.id}">${say('more.takeBack')}</button><p class="page-quiet">${say('more.takeBackHint')}</p></form>` : html`<p class="page-quiet">${say('more.taken', { name: request.to ?? say('step.somebody') })}</p>`}</div></details>`
}
