/**
 * What the page of the history tells, kind by kind, under the group by which it is found. Default deny: a kind that is not here is not told.
 * An entry holds ids and plain facts only, so what is confidential is that it happened at all, and who did it.
 */
export const told = {
  'organization.created': 'settings',
  'organization.changed': 'settings',
  'program.created': 'settings',
  'program.changed': 'settings',
  'cohort.created': 'settings',
  'cohort.changed': 'settings',
  'concern.safe-contacts-named': 'settings',
  'matching.publication-setting-changed': 'settings',
  'access.refused': 'staff',
  'person.invited': 'staff',
  'person.invitation-renewed': 'staff',
  'person.invitation-withdrawn': 'staff',
  'person.grant-given': 'staff',
  'person.grant-taken-back': 'staff',
  'participant.changed': 'people',
  'participant.added': 'people',
  'participant.addition-taken-back': 'people',
  'participant.import-received': 'people',
  'participant.import-confirmed': 'people',
  'participant.import-cancelled': 'people',
  'participant.imported': 'people',
  'participant.import-undone': 'people',
  'matching.criteria-changed': 'matching',
  'matching.fairness-questions-changed': 'matching',
  'matching.round-started': 'matching',
  'matching.round-failed': 'matching',
  'matching.round-cancelled': 'matching',
  'matching.round-discarded': 'matching',
  'matching.arrangement-made': 'matching',
  'matching.publication-held': 'matching',
  'matching.publication-stopped': 'matching',
  'matching.publication-released': 'matching',
  'matching.publication-refused': 'matching',
  'matching.publication-recalled': 'matching',
  'notification.mail-paused': 'mail',
  'notification.mail-resumed': 'mail',
  'notification.mail-opened': 'mail',
  'notification.letters-opened': 'mail',
  'notification.letters-handed-over': 'mail',
  'notification.letters-taken-back': 'mail',
  'notification.mails-stopped': 'mail',
  'notification.mails-put-back': 'mail',
  'notification.hold-stopped': 'mail',
} as const satisfies Readonly<Record<string, HistoryGroup>>

/** Why a kind is kept out of the page. */
type Keeping =
  /** Somebody asked for help: who has it, and that there is one, is between them. */
  | 'help'
  /** What people who take part answer, write or do inside a mentorship; also staff who take part would read of their own pair. */
  | 'theirs'
  /** When and where somebody comes in is nobody's to watch. */
  | 'whereabouts'
  /** Tells nothing beside another entry, or stands there once for each of thousands. */
  | 'small'

export const keptOut = {
  'concern.raised': 'help',
  'concern.added': 'help',
  'concern.read': 'help',
  'concern.replied': 'help',
  'concern.noted': 'help',
  'concern.passed': 'help',
  'concern.finished': 'help',
  'concern.taken-back': 'help',
  'concern.left': 'help',
  'concern.letter-opened': 'help',
  'message.sent': 'theirs',
  'message.taken-back': 'theirs',
  'matching.replied': 'theirs',
  'matching.talk-asked': 'theirs',
  'matching.talk-closed': 'theirs',
  'matching.rested': 'theirs',
  'matching.returned': 'theirs',
  'matching.group-began': 'theirs',
  'matching.group-short': 'theirs',
  'matching.group-dissolved': 'theirs',
  'matching.group-decided': 'theirs',
  'matching.proposal-accepted': 'theirs',
  'matching.proposal-declined': 'theirs',
  'matching.proposal-expired': 'theirs',
  'matching.proposal-withdrawn': 'theirs',
  'matching.proposal-reminded': 'theirs',
  'matching.proposal-raised': 'theirs',
  'mentorship.began': 'theirs',
  'mentorship.paused': 'theirs',
  'mentorship.resumed': 'theirs',
  'mentorship.closing': 'theirs',
  'mentorship.reopened': 'theirs',
  'mentorship.closed': 'theirs',
  'mentorship.member-joined': 'theirs',
  'mentorship.member-paused': 'theirs',
  'mentorship.member-resumed': 'theirs',
  'mentorship.member-leaving': 'theirs',
  'mentorship.member-stays': 'theirs',
  'mentorship.member-left': 'theirs',
  'mentorship.promised': 'theirs',
  'mentorship.first-meeting-noted': 'theirs',
  'mentorship.call-noted': 'theirs',
  'mentorship.absence-changed': 'theirs',
  'closure.chosen': 'theirs',
  'closure.taken-back': 'theirs',
  'closure.completed': 'theirs',
  'person.signed-in': 'whereabouts',
  'person.sign-ins-ended': 'whereabouts',
  'participant.joined': 'small',
  'person.way-in-opened': 'small',
  'matching.round-ready': 'small',
  'matching.part-read': 'small',
} as const satisfies Readonly<Record<string, Keeping>>

export const historyGroups = ['settings', 'staff', 'people', 'matching', 'mail'] as const
export type HistoryGroup = (typeof historyGroups)[number]
export type ToldKind = keyof typeof told

export const toldKinds = Object.keys(told) as readonly ToldKind[]
export const isTold = (kind: string): kind is ToldKind => kind in told

/** The kinds of one group, or all that are told. */
export const kindsIn = (group: HistoryGroup | undefined): readonly ToldKind[] =>
  group === undefined ? toldKinds : toldKinds.filter(kind => told[kind] === group)

/** What was done to an arrangement; which two it was about is read elsewhere, by whoever may. */
export const arrangementChanges = ['lock', 'take', 'exclude', 'put-back', 'put-first', 'undo'] as const
export type ArrangementChange = (typeof arrangementChanges)[number]

interface Told {
  readonly invitationId: string | null
  readonly arrangementId: string | null
  readonly change: ArrangementChange | null
  /** Whom it was done to. */
  readonly personId: string | null
  readonly relation: 'administrator' | 'coordinator' | null
  readonly programId: string | null
  readonly mailId: string | null
  readonly count: number | null
}

/** What of the facts of an entry a sentence may need; everything else in it stays where it is. */
export function factsToTell(kind: ToldKind, facts: Readonly<Record<string, unknown>>): Told {
  const { person, relation, scope, program, mail, mails, added, changed, takenBack, people, invitation, arrangement } = facts
  const counts: readonly unknown[] =
    kind === 'participant.imported'
      ? [Number(added) + Number(changed)]
      : [takenBack, people, Array.isArray(mails) ? mails.length : undefined]
  const idIn = (fact: unknown) => (typeof fact === 'string' ? fact : null)
  return {
    invitationId: idIn(invitation),
    arrangementId: kind === 'matching.arrangement-made' ? idIn(arrangement) : null,
    change: arrangementChanges.find(one => kind === 'matching.arrangement-made' && one === facts['kind']) ?? null,
    personId: typeof person === 'string' ? person : null,
    relation: relation === 'administrator' || relation === 'coordinator' ? relation : null,
    programId: [program, relation === 'coordinator' ? scope : undefined].find(id => typeof id === 'string') ?? null,
    mailId: typeof mail === 'string' ? mail : null,
    count: counts.find(count => typeof count === 'number') ?? null,
  }
}
