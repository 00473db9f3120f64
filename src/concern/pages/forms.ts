/** The five acts of the page of help. Each says what happens and who sees it before it opens; nothing in them is chosen beforehand. */
import { manners } from '../../closure/contract.ts'
import { type Html, html } from '../../kit/http/html.ts'
import { type ConcernKind, type HelpProgram, longestWords, type SafeChoice, wishes } from '../contract.ts'
import { whoSees } from '../rules/audience.ts'
import { nameOf, nameOfAct } from '../rules/names.ts'
import { afterText, hearText, toldText, whoseText, whoText } from '../rules.ts'
import { icon } from './icons.ts'
import type { HelpPage, Words } from './words.ts'

type Mentorship = HelpProgram['mentorships'][number]

/** A whole row that opens its form, without script. */
export function actRow(page: HelpPage, kind: ConcernKind, words: Words): Html {
  const { say, contact } = words
  const leaves = kind === 'end' && page.program.mentorships.length === 0
  const name = nameOfAct(kind, page.program)
  const after = leaves ? 'act.leave.after' : afterText(kind, page.program)
  const seen = whoSees(kind, page.program, say)
  const isAtFault = page.fault?.kind === kind
  return html`<li><details name="act"${isAtFault && html` open`}><summary><span class="page-pebble${kind === 'not-right' && ' page-rowan'}">${icon(kind)}</span><span class="page-words-of"><b>${say(name)}</b><span>${say(after, { contact })}</span><small class="page-seen">${icon('eye', 15)}<span>${seen}</span></small></span>${icon('chevron', 18)}</summary>
<div class="page-opened">${isAtFault && faultIn(page, words)}${forms[kind](page, words)}</div></details></li>`
}

export function faultIn(page: HelpPage, { say }: Words): Html | false {
  if (!page.fault) return false
  const { from, to } = page.program.pause
  const code = page.fault.code as 'nothing_added'
  return html`<p class="page-fault" role="alert">${say(`fault.${code}`, { from, to })}</p>`
}

const forms: Readonly<Record<ConcernKind, (page: HelpPage, words: Words) => Html>> = {
  talk: (page, words) =>
    html`<p>${words.say('lead.talk')}</p>${askForm(page, words, 'talk', html`${aboutWhich(page, words)}${wordsField(page, words, 'talk')}`)}`,
  pause: (page, words) =>
    page.program.mentorships.length === 0
      ? html`<p>${words.say('lead.pause')}</p>${askForm(page, words, 'pause', html`${untilField(page, words)}${wordsField(page, words, 'pause')}`)}`
      : html`${page.program.mentorships.map(one => pauseForm(page, words, one))}`,
  change: (page, words) =>
    html`<p>${words.partner ? words.say('lead.change', { contact: words.contact, partner: words.partner }) : words.say('lead.changeAlone', { contact: words.contact })}</p>${askForm(page, words, 'change', html`${aboutWhich(page, words)}${wordsField(page, words, 'change')}${wishField(words)}`)}`,
  'not-right': notRight,
  end: (page, words) =>
    page.program.mentorships.length === 0
      ? html`<p>${words.say('lead.leave', { contact: words.contact })}</p>${askForm(page, words, 'end', html`${wordsField(page, words, 'end')}${wishField(words)}`)}`
      : html`${page.program.mentorships.map(one => endForm(page, words, one))}`,
}

function askForm(page: HelpPage, words: Words, kind: ConcernKind, fields: Html): Html {
  const { say, contact } = words
  const { hearBy, deputy } = page.program
  const label = kind === 'pause' ? 'send.pauseAsk' : (`send.${kind}` as const)
  const then =
    kind === 'not-right'
      ? say('then.safe')
      : deputy
        ? say('then.deputy', { contact, hearBy, deputy })
        : say('then.ordinary', { contact, hearBy })
  return html`<form method="post"><input type="hidden" name="act" value="ask"><input type="hidden" name="kind" value="${kind}"><input type="hidden" name="once" value="${page.onces[kind]}">${fields}<button class="primary wide">${say(label, { contact })}</button></form>
<div class="page-sunken"><h2>${say('then.title')}</h2><p>${then}</p>${hearing(page, words, kind)}${kind === 'not-right' && html`<p><strong>${say('help.danger')}</strong> ${say('help.dangerDo')}</p>`}</div>`
}

/** How each of the two hears: by mail, or by looking and by letter. */
function hearing({ program }: HelpPage, { say, contact }: Words, kind: ConcernKind): Html {
  const told = toldText(kind, program)
  return html`${told && html`<p>${say(told, { contact, phone: program.contact?.phone ?? '' })}</p>`}<p>${say(hearText(program))}</p>`
}

function notRight(page: HelpPage, words: Words): Html {
  const { say, partner } = words
  const { safe, hearBySafe } = page.program
  const open = safe.filter(choice => choice.may === true)
  return html`<p>${say('lead.not-right')}</p>${askForm(
    page,
    words,
    'not-right',
    html`${whoGetsIt(page, words, say('who.question'))}
${open.length > 1 && html`<label class="page-choice"><input type="checkbox" name="passes"><span>${say('passes.label', { hearBy: hearBySafe })}<small>${say('passes.after')}</small></span></label>`}
${aboutWhich(page, words)}${wordsField(page, words, 'not-right')}${wishField(words)}
<p class="page-private page-lock">${icon('lock', 16)}<span>${partner ? say('private.safeNamed', { partner }) : say('private.safe')}</span></p>`,
  )}`
}

export const whoGetsIt = (page: HelpPage, words: Words, question: string): Html =>
  html`<fieldset><legend>${question}</legend>${page.program.safe.map(choice => safeRadio(page, words, choice))}</fieldset>`

function safeRadio({ program, organization }: HelpPage, { say }: Words, choice: SafeChoice): Html {
  const who = say(whoText(choice), { line: choice.line ?? '', phone: choice.phone ?? '', program: program.program, organization })
  const isOpen = choice.may === true
  return radio('to', choice.personId, choice.name ?? say('step.somebody'), isOpen ? who : say('who.part'), !isOpen)
}

/** With several mentorships one may say which it is about, and need not. */
function aboutWhich({ program }: HelpPage, { say }: Words): Html | false {
  if (program.mentorships.length < 2) return whom(program.mentorships[0], say)
  return html`<fieldset><legend>${say('help.about')} <small>${say('help.optional')}</small></legend>${program.mentorships.map(one => radio('about', one.id, nameOf(one, say), null))}${radio('about', '', say('help.aboutNone'), null)}</fieldset>`
}

/** In a group one may say about whom it is, and need not. */
function whom(only: Mentorship | undefined, say: Words['say']): Html | false {
  if (!only?.group) return false
  return html`<fieldset><legend>${say('help.whom')} <small>${say('help.optional')}</small></legend>${only.group.others.map(({ personId, name }) => radio('whom', personId, name ?? say('step.somebody'), null))}${radio('whom', '', say('help.nobodyNamed'), null)}</fieldset>`
}

function pauseForm(page: HelpPage, words: Words, one: Mentorship): Html {
  const { say } = words
  const partner = one.partner ?? say('help.partner')
  const whose = whoseText(one)
  const head = page.program.mentorships.length > 1 && html`<h2>${nameOf(one, say)}</h2>`
  if (one.state === 'paused' && one.pausedUntil)
    return html`${head}<p>${say('pause.now', { untilOn: one.pausedUntil })}</p>${button('resume', one.id, say('send.resume'))}`
  if (one.may.pause !== true) return html`${head}<p>${say('closing.now')}</p>`
  return html`${head}<p>${say(whose === 'pair' ? 'lead.pause' : `lead.pause.${whose}`)}</p><form method="post"><input type="hidden" name="act" value="pause"><input type="hidden" name="kind" value="pause"><input type="hidden" name="about" value="${one.id}">${untilField(page, words, one.id)}<button class="primary wide">${say('send.pause')}</button></form>
<div class="page-sunken"><h2>${say('then.title')}</h2><p>${whose === 'pair' ? say('then.pause', { partner, program: page.program.program }) : say('then.pause.own', { program: page.program.program })}</p></div>`
}

function endForm(page: HelpPage, words: Words, one: Mentorship): Html {
  const { say, contact } = words
  const partner = one.partner ?? say('help.partner')
  const whose = whoseText(one)
  const head = page.program.mentorships.length > 1 && html`<h2>${nameOf(one, say)}</h2>`
  if (one.ending)
    return html`${head}<p>${say(whose === 'own' ? 'ending.own.now' : 'ending.now', { lastOn: one.ending.lastOn })}</p><form method="post"><input type="hidden" name="act" value="take-end-back"><input type="hidden" name="kind" value="end"><button class="wide" name="closure" value="${one.ending.closureId}">${say('ending.takeBack')}</button></form>`
  if (one.may.end !== true) return html`${head}<p>${say('closing.now')}</p>`
  return html`${head}<p>${whose === 'pair' ? say('lead.end', { partner, contact }) : say(`lead.end.${whose}`, { contact })}</p><form method="post"><input type="hidden" name="act" value="end"><input type="hidden" name="kind" value="end"><input type="hidden" name="about" value="${one.id}">
<fieldset><legend>${say('ending.question')}</legend>${manners.map(manner => {
    const text = whose === 'pair' ? (`ending.${manner}` as const) : (`ending.${whose}.${manner}` as const)
    return radio('manner', manner, say(text), say(`${text}.after`))
  })}</fieldset>
${textArea(page, words, 'end', whose === 'pair' ? say('words.reason', { program: page.program.program, partner }) : say('words.reason.group', { program: page.program.program }), one.id)}<p>${say('ending.back')}</p><button class="primary wide">${say(whose === 'pair' ? 'act.end' : `act.end.${whose}`)}</button></form>
<div class="page-sunken"><h2>${say('then.title')}</h2><p>${whose === 'pair' ? say('then.end', { partner, program: page.program.program }) : say(`then.end.${whose}`, { program: page.program.program })}</p></div>`
}

/** Radio buttons that must be answered are checked by the server too, so that nobody is stopped without a sentence. */
function radio(name: string, value: string, label: string, after: string | null, isClosed = false): Html {
  return html`<label class="page-choice"><input type="radio" name="${name}" value="${value}"${isClosed && html` disabled`}><span>${label}${after && html`<small>${after}</small>`}</span></label>`
}

export const wishField = ({ say }: Words): Html =>
  html`<fieldset><legend>${say('treat.question')}</legend>${wishes.map(wish => radio('wish', wish, say(`treat.${wish}`), say(`treat.${wish}.after`)))}</fieldset>`

function untilField({ program }: HelpPage, { say }: Words, of = ''): Html {
  const { from, to } = program.pause
  return html`<div class="page-field"><label for="until${of}">${say('until.label')}</label><input id="until${of}" type="date" name="until" min="${from}" max="${to}" required aria-describedby="until-told${of}"><p id="until-told${of}">${say('until.hint', { from, to })}</p></div>`
}

const wordsField = (page: HelpPage, words: Words, kind: ConcernKind): Html =>
  textArea(page, words, kind, words.say(`words.${kind}`, { contact: words.contact }))

function textArea({ fault }: HelpPage, { say }: Words, kind: ConcernKind, label: string, of = ''): Html {
  const typed = fault?.kind === kind ? fault.words : ''
  return html`<div class="page-field"><label for="words-${kind}${of}">${label} <small>${say('help.optional')}</small></label><textarea id="words-${kind}${of}" name="words" rows="4" maxlength="${longestWords}" dir="auto">${typed}</textarea></div>`
}

const button = (act: string, about: string, label: string): Html =>
  html`<form method="post"><input type="hidden" name="act" value="${act}"><button class="wide" name="about" value="${about}">${label}</button></form>`
