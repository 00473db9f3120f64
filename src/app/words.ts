import { type Html, html } from '../kit/http/html.ts'
import { framed } from '../kit/http/layout.ts'
import type { RefusalWords } from '../kit/http/problems.ts'
import { type Catalog, english, sayIn } from '../kit/texts/texts.ts'
import { refusalCatalogs } from './capabilities.ts'
import texts from './texts/refusals.en.json' with { type: 'json' }

const every: Catalog = Object.assign({}, ...refusalCatalogs)
const say = sayIn(every, english)

/** The sentences of a refusal or a fault from whichever catalog has them; an unknown code says the plainest thing that is true. */
export const refusalWords: RefusalWords = (code, facts) => {
  const key = code.startsWith('fault.')
    ? every[code]
      ? code
      : 'fault.invalid'
    : every[`refusal.${code}`]
      ? `refusal.${code}`
      : 'refusal.not_possible_now'
  const detail = `${key}.detail`
  return every[detail] && hasFacts(every[detail], facts)
    ? { title: say(key, facts), detail: say(detail, facts) }
    : { title: say(key, facts) }
}

/** A detail whose facts are not known here is left out rather than told with a hole. */
function hasFacts(text: Catalog[string], facts: Readonly<Record<string, unknown>>): boolean {
  const whole = typeof text === 'string' ? text : Object.values(text).join(' ')
  return [...whole.matchAll(/\{(\w+)/g)].every(([, name]) => name !== undefined && facts[name] !== undefined && facts[name] !== null)
}

export function refusalPage({
  title,
  detail,
  requestId,
}: {
  readonly title: string
  readonly detail?: string | undefined
  readonly requestId: string
}): Html {
  const sayHere = sayIn(texts, english)
  return framed({
    language: english.tag,
    direction: english.direction,
    title,
    main: html`<h1>${title}</h1>${detail && html`<p class="page-lead">${detail}</p>`}<p><a class="page-button" href="/">${sayHere('page.back')}</a></p><p class="page-quiet">${sayHere('page.reference')} ${requestId}</p>`,
  })
}

export const apiWords = { title: sayIn(texts, english)('api.title'), lead: sayIn(texts, english)('api.lead'), language: english.tag }
