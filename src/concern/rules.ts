import { english, type Language, sayIn } from '../kit/texts/texts.ts'
import { addWorkingDays, dayIn, daysBetween, instantIn, isWorkingDay, type WorkCalendar } from '../kit/time/time.ts'
import { type Refusal, refused } from '../kit/wire/refusal.ts'
import type { ConcernKind, ConcernState, HelpProgram, OwnConcern, SafeChoice, Wish } from './contract.ts'
import en from './texts/en.json' with { type: 'json' }

const transitions: Readonly<Record<ConcernState, readonly ConcernState[]>> = {
  asked: ['read', 'underway', 'done', 'taken-back'],
  read: ['asked', 'underway', 'done', 'taken-back'],
  underway: ['asked', 'underway', 'done'],
  done: [],
  'taken-back': [],
}

export const isOpen = (state: ConcernState): boolean => transitions[state].length > 0

/** The state after the move. What somebody has acted on is not taken back; what is over stays over. */
export function movedConcern(from: ConcernState, to: ConcernState): ConcernState | Refusal {
  if (transitions[from].includes(to)) return to
  return refused(isOpen(from) ? 'concern_underway' : 'concern_over', { state: from })
}

/** Whether its sender is asked how to treat it. A word or a pause says that by itself: they are asked for that and nothing else. */
export const isAskedHow = (kind: ConcernKind): boolean => kind !== 'talk' && kind !== 'pause'

export type StaffAct = 'reply' | 'note' | 'finish'

interface Handled {
  readonly state: ConcernState
  readonly kind: ConcernKind
  readonly wish: Wish | null
}

/** Whoever has it may answer; more than that waits until the sender has said how to treat it, and asked for more than a talk. */
export function mayHandle(act: StaffAct, { state, kind, wish }: Handled): true | Refusal {
  if (!isOpen(state)) return refused('concern_over', { state })
  if (act === 'reply' || !isAskedHow(kind)) return true
  if (wish === null || wish === 'talk') return refused('reply_only')
  return act === 'note' && wish === 'know' ? refused('only_to_know') : true
}

/** How it shall be treated, as far as its sender was asked and said so. */
export const wishOf = (kind: ConcernKind, given: Wish | null): Wish | null => (isAskedHow(kind) ? given : null)

/** Whether its sender chooses who gets it: only where nobody has it any more. */
export function mayChoose({ state, recipientPersonId }: { readonly state: ConcernState; readonly recipientPersonId: string | null }) {
  if (!isOpen(state)) return refused('concern_over', { state })
  return recipientPersonId === null ? true : refused('somebody_has_it')
}

export const answerDays = 2
/** What comes later than this is for the next working day: the day would be over before anybody could answer. */
const lastHour = '15:00'

/** By when the sender hears: within two working days; of what is not right on the same one. */
export function dueAfter(kind: ConcernKind, at: Date, { zone, holidays }: WorkCalendar): string {
  const today = dayIn(zone, at)
  if (kind !== 'not-right') return addWorkingDays(today, answerDays, holidays)
  const isForToday = isWorkingDay(today, holidays) && at.getTime() < instantIn(zone, today, lastHour).getTime()
  return isForToday ? today : addWorkingDays(today, 1, holidays)
}

/** The day that was promised lies ahead and within a month, so that nobody waits without end. */
export function promised(today: string, hearBy: string): string | Refusal {
  const days = daysBetween(today, hearBy)
  return days >= 0 && days <= 31 ? hearBy : refused('hear_by_dates')
}

export const isLate = (concern: { readonly state: ConcernState; readonly dueOn: string | null }, today: string): boolean =>
  isOpen(concern.state) && concern.dueOn !== null && concern.dueOn < today

/** So many open requests of one person at a time; more is a conversation. */
export const mostOpen = 10
export const mayAsk = (open: number): true | Refusal => (open >= mostOpen ? refused('too_many_open', { most: mostOpen }) : true)

export interface Candidate {
  readonly personId: string
  readonly as: SafeChoice['as']
  /** Shares a mentorship with the sender. */
  readonly isPartner: boolean
}

interface Staff {
  readonly safe: readonly string[]
  readonly contactPersonId: string | null
  readonly coordinators: readonly string[]
  readonly administrators: readonly string[]
  readonly partners: readonly string[]
}

function inOrder(senderPersonId: string, partners: readonly string[], asks: readonly (readonly [string, Candidate['as']])[]): Candidate[] {
  const found = new Map<string, Candidate>()
  for (const [personId, as] of asks)
    if (personId !== senderPersonId && !found.has(personId)) found.set(personId, { personId, as, isPartner: partners.includes(personId) })
  return [...found.values()]
}

/** Who looks after requests: the contact first, then the other coordinators, then administrators; each once, never the sender. */
export function lookersAfter(
  senderPersonId: string,
  { contactPersonId, coordinators, administrators, partners }: Omit<Staff, 'safe'>,
): Candidate[] {
  const contact = coordinators.filter(personId => personId === contactPersonId)
  return inOrder(senderPersonId, partners, [
    ...contact.map(personId => [personId, 'contact'] as const),
    ...coordinators.map(personId => [personId, 'coordinator'] as const),
    ...administrators.map(personId => [personId, 'administrator'] as const),
  ])
}

/** To whom what is not right can go: those who were named for it. Where fewer than two can be chosen, whoever looks after requests too. */
export function safeChoices(senderPersonId: string, staff: Staff): Candidate[] {
  const named = inOrder(
    senderPersonId,
    staff.partners,
    staff.safe.map(personId => [personId, 'safe'] as const),
  )
  if (named.filter(one => !one.isPartner).length >= 2) return named
  const others = lookersAfter(senderPersonId, staff).filter(other => !named.some(one => one.personId === other.personId))
  return [...named, ...others]
}

/** Who has it next: the first who has not had it and is not part of the sender's mentorship; null when there is nobody. */
export const nextAmong = <C extends Candidate>(candidates: readonly C[], had: readonly string[]): C | null =>
  candidates.find(candidate => !candidate.isPartner && !had.includes(candidate.personId)) ?? null

/** Which text says who somebody is to whom it can go. */
export function whoText({ as, phone, isOutside }: Pick<SafeChoice, 'as' | 'phone' | 'isOutside'>) {
  if (as !== 'safe') return `who.${as}` as const
  if (isOutside) return phone ? ('who.safeOutsidePhone' as const) : ('who.safeOutside' as const)
  return phone ? ('who.safePhone' as const) : ('who.safe' as const)
}

/** Which text says what happens after an act. */
export const afterText = (kind: ConcernKind, { mail }: Pick<HelpProgram, 'mail'>) =>
  kind === 'not-right' ? (`act.not-right.after.${mail.toThem ? 'mail' : 'page'}` as const) : (`act.${kind}.after` as const)

type OfOne = Pick<HelpProgram['mentorships'][number], 'group'>

/** Which texts say what a pause and an end are: of two, of one's own part in a group, or of a group that one leads. */
export const whoseText = ({ group }: OfOne) =>
  group === null ? ('pair' as const) : group.leavesAlone ? ('own' as const) : ('group' as const)

/** Whether it is about a group: then nobody is *the* other person. */
export const isOfGroups = ({ mentorships }: { readonly mentorships: readonly OfOne[] }): boolean =>
  mentorships.some(({ group }) => group !== null)

/** Until which day the only mentorship of a program, or the longest of several that all pause, stands still; null: one of them goes on. */
export function pausedUntil({ mentorships }: Pick<HelpProgram, 'mentorships'>): string | null {
  const days = mentorships.flatMap(one => (one.state === 'paused' && one.pausedUntil ? [one.pausedUntil] : []))
  return days.length > 0 && days.length === mentorships.length ? (days.sort().at(-1) ?? null) : null
}

/** Which text says how the sender hears of an answer. */
export const hearText = ({ mail }: Pick<HelpProgram, 'mail'>) => (mail.toYou ? ('hear.mail' as const) : ('hear.letter' as const))

/** Which text says how whoever is asked hears, where no mail tells them; null: a mail does. */
export function toldText(kind: ConcernKind, { mail, contact }: Pick<HelpProgram, 'mail' | 'contact'>) {
  if (mail.toThem) return null
  if (kind === 'not-right') return 'told.chosen' as const
  return contact?.phone ? ('told.pagePhone' as const) : ('told.page' as const)
}

/** Whether the page says that whoever has a request finds it only when they sign in: it is unread, and no mail told them. */
export const isFoundLater = ({ state, to }: Pick<OwnConcern, 'state' | 'to'>, { mail }: Pick<HelpProgram, 'mail'>): boolean =>
  state === 'asked' && to !== null && !mail.toThem

/** What the sender waits for: the day with or without a deputy after it, a day that has passed, or that they go on or choose themselves. */
export function nextFor(
  request: Pick<OwnConcern, 'state' | 'dueOn' | 'deputy' | 'isLate'> & { readonly may: Pick<OwnConcern['may'], 'choose'> },
): 'hear' | 'deputy' | 'late' | 'answer' | 'choose' | null {
  if (!isOpen(request.state)) return null
  if (request.may.choose === true) return 'choose'
  if (request.dueOn === null) return 'answer'
  if (request.isLate) return 'late'
  return request.deputy === null ? 'hear' : 'deputy'
}

/** The line under a mail about requests. */
export const whyMail = (what: 'staff' | 'sender', program: string, language: Language = english): string =>
  sayIn(en, language)(`mail.why.${what}`, { program })
