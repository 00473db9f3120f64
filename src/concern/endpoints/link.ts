import * as z from 'zod/mini'
import { chooseClosure, takeBackClosure } from '../../closure/commands.ts'
import { chooseClosure as closureContract, manner } from '../../closure/contract.ts'
import type { Context } from '../../kit/context.ts'
import type { FollowedLink, LinkAct } from '../../kit/http/link-acts.ts'
import type { PageAnswer } from '../../kit/http/pages.ts'
import { uuidv7 } from '../../kit/ids/ids.ts'
import { id } from '../../kit/wire/contract.ts'
import { Refusal, refused } from '../../kit/wire/refusal.ts'
import { pauseMentorship, resumeMentorship } from '../../mentorship/commands/mentorship.ts'
import { organizationOf } from '../../organization/queries.ts'
import { personForSystem } from '../../person/queries/person.ts'
import type { LinksGo } from '../../person/rules.ts'
import { helpAct } from '../../program/commands.ts'
import { addToConcern, chooseRecipient, raiseConcern, takeBackConcern } from '../commands/asking.ts'
import { newsAct } from '../commands/letters.ts'
import * as contract from '../contract.ts'
import { expiredHelpPage, type HelpPage, helpPage } from '../pages/help.ts'
import { helpView } from '../queries/help.ts'

/**
 * The page behind *Help and changes* in every mail. Many acts, no sign-in, no script. Mails are forwarded and read by assistants, so that
 * link shows where requests stand and no words; the link in the mail that tells of an answer shows them too, and is over sooner.
 */
export const helpLinkActs = (links: LinksGo): readonly LinkAct[] => [
  linkAct(helpAct, { showsWords: false, links }),
  linkAct(newsAct, { showsWords: true, links }),
]

interface Shows {
  readonly showsWords: boolean
  readonly links: LinksGo
}

function linkAct(act: string, shows: Shows): LinkAct {
  return {
    act,
    show: (ctx, link) => (link.expired ? expired(ctx, link, shows) : shown(ctx, link, shows, null)),
    use: (ctx, link) => used(ctx, link, shows),
  }
}

/** The forms lead back to the page itself, so that nothing of them stays in the browser's history. */
async function used(ctx: Context, link: FollowedLink, shows: Shows): Promise<PageAnswer> {
  try {
    await actBy(ctx, link.form, link.subjectId ?? '')
  } catch (error) {
    if (!(error instanceof Refusal) || !explained.has(error.code)) throw error
    const fault = { code: error.code, kind: link.form['kind'] ?? null, words: link.form['words'] ?? '' }
    return shown(ctx, link, shows, fault)
  }
  return { to: `/${(await organizationOf(ctx)).slug}/a/${link.token}` }
}

/** The refusals that the page itself explains, beside what was typed. */
const explained: ReadonlySet<string> = new Set([
  ...Object.keys(contract.raiseConcern.refusals),
  ...Object.keys(contract.addToConcern.refusals),
  ...Object.keys(contract.takeBackConcern.refusals),
  'somebody_has_it',
  'mentorship_cannot_move',
  'closure_over',
  'manner_needed',
])

type Form = Readonly<Record<string, string>>

/** What each form does; its button names it. */
const acts: Readonly<Record<string, (ctx: Context, form: Form, programId: string) => Promise<unknown>>> = {
  ask: (ctx, form, programId) =>
    raiseConcern(ctx, {
      ...read(contract.raiseInput, {
        programId,
        kind: form['kind'],
        words: wordsIn(form),
        wish: form['wish'] || undefined,
        to: form['to'] || undefined,
        passesOn: form['passes'] === 'on',
        mentorshipId: form['about'] || undefined,
        aboutPersonId: form['whom'] || undefined,
        untilOn: form['until'] || undefined,
      }),
      id: idIn(form, 'once'),
    }),
  add: (ctx, form) =>
    addToConcern(ctx, idIn(form, 'concern'), read(contract.addToConcern.body, { words: wordsIn(form), wish: form['wish'] || undefined })),
  'take-back': (ctx, form) => takeBackConcern(ctx, idIn(form, 'concern')),
  choose: (ctx, form) => {
    if (!form['to']) throw refused('no_safe_contact')
    return chooseRecipient(ctx, idIn(form, 'concern'), idIn(form, 'to'))
  },
  pause: (ctx, form) => {
    const until = contract.raiseInput.shape.untilOn.safeParse(form['until'])
    if (!until.success || !until.data) throw refused('until_needed')
    return pauseMentorship(ctx, idIn(form, 'about'), until.data)
  },
  resume: (ctx, form) => resumeMentorship(ctx, idIn(form, 'about')),
  end: (ctx, form) => {
    const chosen = manner.safeParse(form['manner'])
    if (!chosen.success) throw refused('manner_needed')
    const reason = wordsIn(form).slice(0, 2000)
    return chooseClosure(ctx, { mentorshipId: idIn(form, 'about'), ...read(closureContract.body, { manner: chosen.data, reason }) })
  },
  'take-end-back': (ctx, form) => takeBackClosure(ctx, idIn(form, 'closure')),
}

function actBy(ctx: Context, form: Form, programId: string): Promise<unknown> {
  const act = acts[form['act'] ?? '']
  if (!act) throw refused('unreadable')
  return act(ctx, form, programId)
}

const wordsIn = (form: Form): string => (form['words'] ?? '').slice(0, contract.longestWords)
const idIn = (form: Form, name: string): string => read(id, form[name])

function read<T extends z.ZodMiniType>(schema: T, given: unknown): z.output<T> {
  const parsed = z.safeParse(schema, given)
  if (!parsed.success) throw refused('unreadable')
  return parsed.data
}

async function shown(ctx: Context, link: FollowedLink, shows: Shows, fault: HelpPage['fault']): Promise<PageAnswer> {
  const { organization, programs, requests } = await helpView(ctx, link.personId, link.subjectId, shows.links)
  const [program] = programs
  if (!program) return expired(ctx, link, shows)
  const person = await personForSystem(ctx, link.personId)
  const { slug } = await organizationOf(ctx)
  const onces = Object.fromEntries(contract.concernKinds.map(kind => [kind, uuidv7(ctx.now, ctx.random)]))
  const page = helpPage({ organization, slug, program, requests, name: person.name, onces, showsWords: shows.showsWords, fault })
  return fault ? { page, status: 422 } : { page }
}

async function expired(ctx: Context, link: FollowedLink, { links }: Shows): Promise<PageAnswer> {
  const { name, slug } = await organizationOf(ctx)
  const [program] = (await helpView(ctx, link.personId, link.subjectId, links)).programs
  return { page: expiredHelpPage({ organization: name, slug, contact: program?.contact ?? null }), status: 410 }
}
