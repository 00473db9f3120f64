import { type Html, html } from '../kit/http/html.ts'
import { framed, pageField } from '../kit/http/layout.ts'
import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { type LinksGo, signInLinkMinutes } from './rules.ts'
import en from './texts/en.json' with { type: 'json' }

const wordsOf = (language: Language = english) => ({ say: sayIn(en, language), language: language.tag, direction: language.direction })

export interface SetUpFields {
  readonly organization: string
  readonly slug: string
  readonly zone: string
  readonly name: string
  readonly email: string
}

/** What the mail server said when it was asked whether it would take mail; null: there is none. */
export type MailChecked = { readonly server: string; readonly answer: string | null } | null

/** Mail leaves from the first minute, or whoever sets up presses a button that says that it does not. */
export const mailIsGreen = (checked: MailChecked): boolean => checked !== null && checked.answer === null

/** `isSlugMade`: the short name was made from the name, and is there to be looked at before it is used. */
export function setUpPage(
  fields: SetUpFields,
  faults: Readonly<Partial<Record<keyof SetUpFields, string>>>,
  checked: MailChecked,
  isSlugMade = false,
): Html {
  const { say, ...frame } = wordsOf()
  const field = (name: keyof SetUpFields, hint?: string, type: 'text' | 'email' = 'text', optional = false, autocomplete = 'off') =>
    pageField({ name, label: say(`page.setUp.${name}`), value: fields[name], hint, fault: faults[name], type, optional, autocomplete })
  return framed({
    ...frame,
    title: say('page.setUp.title'),
    scene: say('page.signIn.quote'),
    main: html`<h1>${say('page.setUp.title')}</h1><p class="page-lead">${say('page.setUp.lead')}</p>${isSlugMade && html`<p class="page-banner" role="status">${say('page.setUp.slugMade', { slug: fields.slug })}</p>`}<form method="post">${field('organization', say('page.setUp.organizationHint'), 'text', false, 'organization')}${field('slug', say('page.setUp.slugHint'), 'text', true)}${field('zone', say('page.setUp.zoneHint'))}${field('name', undefined, 'text', false, 'name')}${field('email', say('page.setUp.emailHint'), 'email', false, 'email')}${mailNote(checked)}${
      mailIsGreen(checked)
        ? html`<button class="primary wide">${say('page.setUp.button')}</button>`
        : html`<button class="primary wide" name="mail" value="waived">${say('page.setUp.buttonWaived')}</button>`
    }${checked && !mailIsGreen(checked) && html`<button class="wide" name="mail" value="check">${say('page.setUp.mailAgain')}</button>`}</form>`,
  })
}

export function setUpOverPage(): Html {
  const { say, ...frame } = wordsOf()
  return framed({
    ...frame,
    title: say('page.setUp.over'),
    main: html`<h1>${say('page.setUp.over')}</h1><p class="page-lead">${say('page.setUp.overDetail')}</p>`,
  })
}

function mailNote(checked: MailChecked): Html {
  const { say } = wordsOf()
  if (checked === null) return html`<p class="page-banner">${say('page.setUp.mailKept')}</p>`
  const { server, answer } = checked
  return answer === null
    ? html`<p class="page-banner">${say('page.setUp.mailSent', { server })}</p>`
    : html`<p class="page-fault" role="alert">${say('page.setUp.mailSilent', { server, answer })}</p>`
}

export function signInPage(organization: string, email: string, links: LinksGo, fault?: string): Html {
  const { say, ...frame } = wordsOf()
  return framed({
    ...frame,
    title: say('page.signIn.title'),
    organization,
    scene: say('page.signIn.quote'),
    main: html`<h1>${say('page.signIn.title')}</h1><p class="page-lead">${say('page.signIn.lead', { organization })}</p><form method="post">${pageField({ name: 'email', label: say('page.signIn.email'), type: 'email', value: email, fault, autocomplete: 'email' })}<button class="primary wide">${say(`page.signIn.button.${links}`)}</button></form><p class="page-quiet">${say(`page.signIn.hint.${links}`, { minutes: signInLinkMinutes })}</p>`,
  })
}

/** The same for every address, known or not. */
export function signInAskedPage(organization: string, slug: string, email: string, links: LinksGo): Html {
  const { say, ...frame } = wordsOf()
  const title = say(`page.asked.title.${links}`)
  return framed({
    ...frame,
    title,
    organization,
    scene: say('page.signIn.quote'),
    main: html`<h1>${title}</h1><p class="page-lead" role="status">${say(`page.asked.lead.${links}`, { email, minutes: signInLinkMinutes })}</p>${links === 'kept' && html`<p>${say('page.asked.nobody')}</p><p><code>${say('page.asked.command')}</code></p>`}<p><a href="/${slug}/sign-in">${say('page.asked.again')}</a></p>`,
  })
}

interface EnterPage {
  readonly organization: string
  readonly zone: string
  readonly name: string
  /** Who opened letters that sign this person in. */
  readonly opened: readonly { readonly at: Date; readonly by: string | null }[]
}

/** Behind a mailed link: a button, because mail scanners open links. */
export function enterPage({ organization, zone, name, opened }: EnterPage): Html {
  const { say, ...frame } = wordsOf({ ...english, zone })
  return framed({
    ...frame,
    title: say('page.enter.title'),
    organization,
    main: html`<h1>${say('page.enter.title')}</h1><p class="page-lead">${say('page.enter.lead', { organization, name })}</p><form method="post"><button class="primary wide">${say('page.enter.button')}</button></form>${opened.length > 0 && html`<div class="page-sunken"><h2>${say('page.enter.opened')}</h2><ul>${opened.map(({ at, by }) => html`<li>${by ? say('opened.by', { by, at }) : say('opened.bySomebody', { at })}</li>`)}</ul><p>${say('opened.means')}</p></div>`}<p class="page-quiet">${say('page.enter.notYou')}</p>`,
  })
}

/** A link was asked for from an action link, by somebody whose address needs no typing: what happens next. */
export function linkAskedPage({ organization, links, administrators }: LinkAsked): Html {
  const { say, ...frame } = wordsOf()
  const title = say(`page.asked.title.${links}`)
  const facts = { minutes: signInLinkMinutes, administrators }
  const lead =
    links === 'mailed'
      ? 'page.linkAsked.mailed'
      : administrators.length > 0
        ? 'page.linkAsked.kept'
        : ('page.linkAsked.keptByNobody' as const)
  return framed({
    ...frame,
    title,
    organization,
    main: html`<h1>${title}</h1><p class="page-lead" role="status">${say(lead, facts)}</p><p>${say('page.linkAsked.then')}</p>`,
  })
}

interface LinkAsked {
  readonly organization: string
  readonly links: LinksGo
  readonly administrators: readonly string[]
}

export function linkOverPage(organization: string, slug: string): Html {
  const { say, ...frame } = wordsOf()
  return framed({
    ...frame,
    title: say('page.over.title'),
    organization,
    main: html`<h1>${say('page.over.title')}</h1><p class="page-lead">${say('page.over.lead')}</p><p><a class="page-button primary" href="/${slug}/sign-in">${say('page.over.button')}</a></p>`,
  })
}

/** Where a code from a letter on paper is typed. */
export function codePage(organization: string, typed = '', isUnknown = false): Html {
  const { say, ...frame } = wordsOf()
  const fault = isUnknown ? say('page.code.unknown') : undefined
  return framed({
    ...frame,
    title: say('page.code.title'),
    organization,
    main: html`<h1>${say('page.code.title')}</h1><p class="page-lead">${say('page.code.lead')}</p><form method="post">${pageField({ name: 'code', label: say('page.code.code'), value: typed, hint: say('page.code.hint'), fault })}<button class="primary wide">${say('page.code.button')}</button></form><p class="page-quiet">${say('page.code.lost')}</p>`,
  })
}

interface InvitationPage {
  readonly organization: string
  readonly name: string
  readonly relation: 'administrator' | 'coordinator'
  readonly until: Date
}

export function invitationPage({ organization, name, relation, until }: InvitationPage): Html {
  const { say, ...frame } = wordsOf()
  return framed({
    ...frame,
    title: say('page.invitation.title', { organization }),
    organization,
    main: html`<h1>${say('page.invitation.title', { organization })}</h1><p class="page-lead">${say('page.invitation.lead', { name, role: say(`role.${relation}`) })}</p><p>${say(`page.invitation.${relation}`)}</p><form method="post"><button class="primary wide">${say('page.invitation.button')}</button></form><p class="page-quiet">${say('page.invitation.no', { until })}</p>`,
  })
}

export const fieldFault = (code: 'email' | 'line' | 'needed' | 'slug' | 'zone'): string => wordsOf().say(`fault.${code}`)
