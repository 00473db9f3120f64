/**
 * What a viewer may be told about a pair. Coordinators see every line with its evidence. The pair sees only what rests on questions whose
 * answers both may know: a criterion that rests on a question kept to coordinators is left out, label and verdict alike, because that it
 * spoke for or against them would already tell the answer. Nobody is given silence as a reason, and the pair never points or ranks.
 */
import type { Evidence, Line } from '../../../matching-engine/index.ts'
import type { Question } from '../../questionnaire/contract.ts'
import type { Criterion } from '../contract/criteria.ts'
import type { LinePart, ReasonEvidence } from '../contract/price.ts'

export type Viewer = 'pair' | 'coordinator'

export interface Reason {
  readonly criterion: string
  readonly kind: Criterion['kind']
  readonly fit: 'full' | 'partial' | 'none'
  /** The questions' own labels. */
  readonly asked: { readonly mentee: string; readonly mentor: string }
  readonly evidence: ReasonEvidence
}

/** Weightiest first. */
export function reasonsFor(
  viewer: Viewer,
  lines: readonly Line[],
  criteria: readonly Criterion[],
  questions: readonly Question[],
): Reason[] {
  const byKey = new Map(questions.map(question => [question.key, question]))
  return lines
    .flatMap(line => {
      const criterion = criteria.find(one => one.id === line.criterion)
      return criterion && !line.silent && mayKnow(viewer, criterion, line, byKey) ? [{ line, criterion }] : []
    })
    .sort((a, b) => b.line.points - a.line.points)
    .map(({ line, criterion }) => ({
      criterion: criterion.id,
      kind: criterion.kind,
      fit: fitOf(line),
      asked: { mentee: labelOf(criterion.mentee, byKey), mentor: labelOf(criterion.mentor, byKey) },
      evidence: evidenceFor(viewer, line.evidence, criterion, byKey),
    }))
}

function mayKnow(viewer: Viewer, criterion: Criterion, line: Line, questions: ReadonlyMap<string, Question>): boolean {
  if (viewer === 'coordinator') return true
  // a rank tells one how the other placed them; no points is nothing that they share
  if (criterion.kind === 'rank' || line.points === 0) return false
  return [criterion.mentee, criterion.mentor].every(key => questions.get(key)?.audience === 'pair')
}

function fitOf(line: Line): Reason['fit'] {
  if (line.points === 0) return 'none'
  return line.outOf !== null && line.points >= line.outOf ? 'full' : 'partial'
}

/** Every line for a coordinator: the parts of the points in words and numbers. */
export function linesShown(lines: readonly Line[], criteria: readonly Criterion[], questions: readonly Question[]): LinePart[] {
  const byKey = new Map(questions.map(question => [question.key, question]))
  return lines.flatMap(line => {
    const criterion = criteria.find(one => one.id === line.criterion)
    if (!criterion) return []
    const { points, outOf, silent } = line
    return [{ criterion: criterion.id, points, outOf, silent, evidence: evidenceFor('coordinator', line.evidence, criterion, byKey) }]
  })
}

type Tell<K extends Evidence['kind']> = (
  evidence: Extract<Evidence, { kind: K }>,
  criterion: Criterion,
  questions: ReadonlyMap<string, Question>,
  viewer: Viewer,
) => ReasonEvidence

/** Each kind of evidence in words that people gave; those that no question of ours can give tell nothing. */
const told: { readonly [K in Evidence['kind']]: Tell<K> } = {
  choices: ({ shared, onlyMentee }, criterion, questions, viewer) => ({
    kind: 'choices',
    shared: shared.map(({ choice }) => choiceLabel(choice, criterion, questions)),
    // what the mentee wanted in vain is not the mentor's to read
    missing: viewer === 'coordinator' ? onlyMentee : 0,
  }),
  scale: ({ mentee, mentor }, criterion, questions) => {
    const question = questions.get(criterion.mentee)
    const least = question?.kind === 'scale' ? question.least : 0
    return { kind: 'scale', mentee: mentee + least, mentor: mentor + least }
  },
  time: ({ commonMinutes }) => ({ kind: 'time', commonMinutes }),
  numbers: ({ mentee, mentor }, criterion, questions) => {
    const question = questions.get(criterion.mentor)
    return { kind: 'numbers', mentee, mentor, unit: question?.kind === 'number' ? (question.unit ?? null) : null }
  },
  rank: ({ by, rank }) => ({ kind: 'rank', by, rank }),
  language: ({ language }) => ({ kind: 'language', language }),
  levels: () => ({ kind: 'none' }),
  rating: () => ({ kind: 'none' }),
}

function evidenceFor(
  viewer: Viewer,
  evidence: Evidence | null,
  criterion: Criterion,
  questions: ReadonlyMap<string, Question>,
): ReasonEvidence {
  if (!evidence) return { kind: 'none' }
  return (told[evidence.kind] as Tell<Evidence['kind']>)(evidence, criterion, questions, viewer)
}

const labelOf = (key: string, questions: ReadonlyMap<string, Question>): string => questions.get(key)?.label ?? key

/** The label that was ticked; where people wrote words of their own, those. */
export function choiceLabel(
  choice: string,
  compared: { readonly mentee: string; readonly mentor: string },
  questions: ReadonlyMap<string, Question>,
): string {
  for (const key of [compared.mentee, compared.mentor]) {
    const question = questions.get(key)
    const option = question && 'options' in question ? question.options.find(one => one.key === choice) : undefined
    if (option) return option.label
  }
  return choice
}
