/** The frame of every page that is read without script: one column, the mark, the organization's name, and a stylesheet of our own. */
import { type Html, html } from './html.ts'

export interface PageFrame {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  /** Whose page it is; nothing on pages of the installation. */
  readonly organization?: string
  readonly main: Html
  /** A scene beside the words on wide screens: for moments, never for work. */
  readonly scene?: string
}

export function framed({ language, direction, title, organization, main, scene }: PageFrame): Html {
  return html`<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${organization ? `${title} · ${organization}` : title}</title><link rel="icon" href="/mark.svg" type="image/svg+xml"><script src="/theme.js"></script><link rel="stylesheet" href="/pages/pages.css"></head>
<body class="page${scene === undefined ? '' : ' page-scene'}"><header class="page-head"><span class="page-brand">${mark}<span>Cairn</span></span>${organization && html`<span class="page-whose">${organization}</span>`}</header><main class="page-main" id="main">${main}</main>${scene !== undefined && hills(scene)}</body></html>`
}

interface PageField {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email'
  readonly value?: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
  readonly optional?: boolean
  readonly autocomplete?: string
}

export function pageField({ name, label, type = 'text', value = '', hint, fault, optional, autocomplete = 'off' }: PageField): Html {
  const told = fault ?? hint
  return html`<div class="page-field${fault ? ' has-fault' : ''}"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="254"${optional ? html`` : html` required`}${fault && html` aria-invalid="true"`}${told && html` aria-describedby="${name}-told"`}>${told && html`<p id="${name}-told">${told}</p>`}</div>`
}

/** The cairn: three stones, the last one lichen. */
const mark = html`<svg class="page-mark" viewBox="0 0 32 32" aria-hidden="true"><ellipse cx="16" cy="25" rx="13" ry="4.4" fill="var(--pine)"/><ellipse cx="16" cy="16.6" rx="9" ry="3.9" fill="var(--boulder-3)"/><ellipse cx="16" cy="8.6" rx="5" ry="3.6" fill="var(--lichen)"/></svg>`

function hills(quote: string): Html {
  return html`<aside class="page-hills" aria-hidden="true"><svg viewBox="0 0 600 800" preserveAspectRatio="xMidYMax slice"><rect width="600" height="800" fill="var(--pine-soft)"/><circle cx="440" cy="220" r="58" fill="var(--sun)"/><path d="M0 360c120-60 240 30 360-20s180-30 240-10v470H0z" fill="var(--hill-1)"/><path d="M0 470c140-40 260 40 390 0s160-20 210-10v340H0z" fill="var(--hill-2)"/><path d="M0 560c120-30 260 30 380 10s170-30 220-30v260H0z" fill="var(--hill-3)"/><path d="M0 660c150-40 260 20 390 0s170-20 210-20v160H0z" fill="var(--hill-4)"/><g transform="translate(240 490)"><ellipse cx="60" cy="180" rx="96" ry="36" fill="var(--boulder-1)"/><ellipse cx="56" cy="124" rx="70" ry="30" fill="var(--boulder-2)"/><ellipse cx="62" cy="78" rx="46" ry="25" fill="var(--boulder-3)"/><ellipse cx="60" cy="36" rx="26" ry="22" fill="var(--lichen)"/></g></svg><p>${quote}</p></aside>`
}
