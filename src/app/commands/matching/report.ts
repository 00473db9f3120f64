/**
 * The page that one would hand to a committee: who could be together and why, who is not placed and what would help, how it was decided
 * and how to check it. One file, no script, nothing loaded; prints on A4.
 */
import {
  type Group,
  gapOf,
  type PairExplanation,
  type Problem,
  type Remedy,
  type Result,
  type Solution,
  type UnmatchedExplanation,
} from '../../../../matching-engine/index.ts'
import { type Html, html } from '../../../kit/http/html.ts'
import { english, sayIn } from '../../../kit/texts/texts.ts'
import { averageOf, lookOf, measureOf, shownOf, shownParts } from '../../../matching/rules/arrangement.ts'
import { linesShown } from '../../../matching/rules/explanation.ts'
import { hasPrices } from '../../../matching/rules/first.ts'
import { asRead, criterionSentence, lineSentence, requirementSentence, type Sentence, sharesOf } from '../../../matching/rules/sentences.ts'
import en from '../../../matching/texts/en.json' with { type: 'json' }
import groupsEn from '../../../matching/texts/groups.en.json' with { type: 'json' }
import type { Question } from '../../../questionnaire/contract.ts'
import type { PeopleFile } from './people-file.ts'
import type { ProgramFile } from './program-file.ts'
import { reportStyle } from './report-style.ts'

export interface MatchInput {
  readonly program: ProgramFile
  readonly people: PeopleFile
  readonly problem: Problem
}

/** What was matched by which program: both files by their hashes. */
export interface Inputs {
  readonly people: { readonly path: string; readonly sha256: string }
  readonly program: { readonly path: string; readonly sha256: string }
}

/** What a stranger needs to check the result: the inputs and the outputs by their hashes, the engine's answer with its prices. */
export interface CertificateFile extends Inputs {
  readonly problemSha256: string
  readonly outputs: Readonly<Record<'pairs.csv' | 'unmatched.csv' | 'report.html', { readonly sha256: string }>>
  readonly result: Result
}

export interface ReportInput extends MatchInput {
  readonly questions: readonly Question[]
  readonly solution: Solution
  readonly inputs: Inputs
}

const say = sayIn(en, english)
const sayOfGroups = sayIn(groupsEn, english)
const said = (sentence: Sentence | null): string => (sentence ? say(sentence.key, sentence.facts) : '')
/** Explaining one person asks the engine about every mentor; a page has room for these. */
const mostExplained = 200

export function reportOf(input: ReportInput): string {
  const page = html`<html lang="${english.tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say('report.title')}</title><style>${reportStyle}</style></head><body><main>${head(input)}${notPlaced(input)}${pairs(input)}${room(input)}${how(input)}</main></body></html>`
  return `<!doctype html>\n${page.markup}\n`
}

const nameIn =
  ({ people }: ReportInput) =>
  (id: string) =>
    people.names.get(id) ?? id
const firstOf = ({ program }: Pick<ReportInput, 'program'>) => program.first ?? 'matched'
const measureIn = ({ program }: ReportInput) => measureOf(program.criteria)

function head(input: ReportInput): Html {
  const { problem, solution } = input
  const { result } = solution
  const measure = measureIn(input)
  const mentors = new Set(result.pairs.map(({ mentor }) => mentor)).size
  const places = problem.mentors.reduce((sum, { capacity = 1 }) => sum + capacity, 0)
  const free = result.freePlaces.reduce((sum, one) => sum + one.places, 0)
  const average = averageOf(result.total, result.pairs.length, measure)
  const lowest = result.pairs.length === 0 ? 0 : Math.min(...result.pairs.map(({ points }) => shownOf(points, measure)))
  const figure = (told: string, means: string) => html`<div><b>${told}</b><small>${means}</small></div>`
  const all = result.unmatched.length === 0
  return html`<header><h1>${say('report.title')}</h1>
<p class="lead">${all ? say('report.leadAll', { count: problem.mentees.length }) : say('report.lead', { placed: result.matched, mentees: problem.mentees.length })} ${say('report.draft')}</p>
<div class="figures">${figure(say('report.pairs', { count: result.pairs.length }), [say('report.menteesIn', { count: result.matched }), say('report.mentorsIn', { count: mentors })].join(', '))}${figure(say('report.unplaced', { count: result.unmatched.length, of: problem.mentees.length }), say('report.unplacedMeans'))}${figure(say('report.mentorsFree', { count: problem.mentors.length - mentors, of: problem.mentors.length }), say('report.mentorsFreeMeans'))}${figure(say('report.placesFree', { count: free, of: places }), say('report.placesFreeMeans'))}${average !== null && figure(say('report.average', { average }), measure === 'count' ? say('report.averageCountMeans', { total: result.total }) : say('report.averageMeans', { lowest }))}</div>
<p class="caveat">${say(measure === 'count' ? 'report.caveatCount' : 'report.caveat')}</p></header>`
}

function notPlaced(input: ReportInput): Html {
  const { result } = input.solution
  if (result.unmatched.length === 0)
    return html`<section><h2>${say('report.notPlaced')}</h2><p>${say('report.notPlacedNone')}</p></section>`
  const shown = result.unmatched.slice(0, mostExplained).map(({ mentee }) =>
    // a price that is an arrangement of its own would be minutes of work for a page
    input.solution.explainUnmatched(mentee, { priced: hasPrices(firstOf(input)) && !input.program.groups }),
  )
  const more = result.unmatched.length - shown.length
  return html`<section><h2>${say('report.notPlaced')} <small>${result.unmatched.length}</small></h2><p class="note">${say('report.notPlacedNote')}</p><ul class="need">${shown.map(one => html`<li><b>${nameIn(input)(one.mentee)}</b><div>${reasonsOf(input, one).map(reason => html`<p>${reason}</p>`)}</div><p class="remedy">${remedyOf(input, one)}</p></li>`)}</ul>${more > 0 && html`<p>${say('report.notPlacedMore', { count: more })}</p>`}</section>`
}

function reasonsOf(input: ReportInput, { why, ruledOut, heldBy }: UnmatchedExplanation): string[] {
  const questionOf = (id: string) => labelOfRequirement(input, id)
  const [holder] = heldBy
  return [
    ...(why === null ? [] : [say(`why.${why}`)]),
    ...(why === 'nobody-allowed'
      ? ruledOut
          .slice(0, 2)
          .map(({ requirement, mentors }) => say('why.nobody-allowed-by', { question: questionOf(requirement), count: mentors }))
      : []),
    ...(why === 'places-taken' && holder && holder.mentees.length > 0
      ? [
          say('why.places-taken-by', {
            mentor: nameIn(input)(holder.mentor),
            shown: shownOf(holder.points, measureIn(input)),
            names: holder.mentees.map(nameIn(input)),
          }),
        ]
      : []),
  ]
}

function remedyOf(input: ReportInput, { remedies, heldBy }: UnmatchedExplanation): string {
  const [remedy] = remedies
  if (!remedy) return say('remedy.none')
  const mentor = nameIn(input)(remedy.mentor)
  const points = pointsOf(remedy, heldBy)
  const shown = shownOf(points, measureIn(input))
  if (remedy.kind === 'add-place') return say('remedy.add-place', { mentor })
  if (remedy.kind === 'lift-requirement')
    return say('remedy.lift-requirement', { question: labelOfRequirement(input, remedy.requirement), mentor, shown })
  return say('remedy.force', { mentor, shown })
}

const pointsOf = (remedy: Remedy, heldBy: UnmatchedExplanation['heldBy']): number =>
  remedy.kind === 'lift-requirement' ? remedy.points : (heldBy.find(({ mentor }) => mentor === remedy.mentor)?.points ?? 0)

function labelOfRequirement({ program, questions }: ReportInput, id: string): string {
  const key = program.requirements?.find(requirement => requirement.id === id)?.mentor
  return questions.find(question => question.key === key)?.label ?? id
}

function pairs(input: ReportInput): Html {
  const measure = measureIn(input)
  const explained = input.solution.result.pairs
    .map(({ mentee, mentor }) => input.solution.explain(mentee, mentor))
    .sort((a, b) => (a.points ?? 0) - (b.points ?? 0))
  if (input.solution.result.groups) return groups(input, input.solution.result.groups, explained)
  const weak = explained.filter(pair => lookOf({ points: pair.points ?? 0, bent: [] }, measure, false) !== null)
  const others = explained.filter(pair => !weak.includes(pair))
  const lookNote = say(measure === 'count' ? 'report.lookAgainCountNote' : 'report.lookAgainNote')
  return html`${weak.length > 0 && html`<section><h2>${say('report.lookAgain')} <small>${weak.length}</small></h2><p class="note">${lookNote}</p>${pairTable(input, weak)}</section>`}<section><h2>${say(weak.length > 0 ? 'report.otherPairs' : 'report.allPairs')} <small>${others.length}</small></h2>${pairTable(input, others)}</section>`
}

/** One table for each group, under who leads it and who joins. */
function groups(input: ReportInput, all: readonly Group[], explained: readonly PairExplanation[]): Html {
  const name = nameIn(input)
  return html`<section><h2>${sayOfGroups('list.title')} <small>${all.length}</small></h2>${all.map(
    ({ mentors: [leader = '', ...joining], mentees }) => {
      const facts = { mentor: name(leader), count: mentees.length, names: joining.map(name) }
      return html`<h3>${joining.length > 0 ? sayOfGroups('print.groupWith', facts) : sayOfGroups('print.group', facts)}</h3>${pairTable(
        input,
        explained.filter(({ mentor }) => mentor === leader),
      )}`
    },
  )}</section>`
}

/** What came first in groups, and how far from the best they can be. */
function groupsProof({ problem, solution }: ReportInput, sizes: { readonly smallest: number; readonly largest: number }): string {
  const { certificate } = solution.result
  if (certificate.kind !== 'bound' || certificate.proven) return sayOfGroups('proof.proven', sizes)
  const { placed, points } = gapOf(problem.mentees, certificate)
  return placed > 0 ? sayOfGroups('proof.menteesMore', { ...sizes, count: placed }) : sayOfGroups('proof.more', { ...sizes, more: points })
}

function pairTable(input: ReportInput, rows: readonly PairExplanation[]): Html {
  const measure = measureIn(input)
  const name = nameIn(input)
  return html`<table><thead><tr><th scope="col">${say('report.mentee')}</th><th scope="col">${say('report.mentor')}</th><th scope="col" class="number">${say(measure === 'count' ? 'report.shownCount' : 'report.shown')}</th><th scope="col">${say('report.why')}</th></tr></thead><tbody>${rows.map(row => html`<tr><td>${name(row.mentee)}</td><td>${name(row.mentor)}</td><td class="number">${shownOf(row.points ?? 0, measure)}</td><td>${partsOf(input, row)}</td></tr>`)}</tbody></table>`
}

function partsOf({ program, questions }: ReportInput, row: PairExplanation): Html[] {
  const measure = measureOf(program.criteria)
  const parts = shownParts(
    row.lines.map(({ points }) => points),
    measure,
  )
  return linesShown(row.lines, program.criteria, questions).map((line, at) => {
    const label =
      questions.find(question => question.key === program.criteria.find(({ id }) => id === line.criterion)?.mentee)?.label ?? line.criterion
    return html`<p class="part">${program.criteria.length > 1 && html`<span class="told">${label} ${parts[at]}</span> `}${said(lineSentence(line))}</p>`
  })
}

function room(input: ReportInput): Html | null {
  const free = input.solution.result.freePlaces
  if (free.length === 0) return null
  const name = nameIn(input)
  return html`<section><h2>${say('report.free')} <small>${free.length}</small></h2><p class="note">${say('report.freeNote')}</p><ul class="columns">${free.map(({ mentor, places }) => html`<li>${say('report.freeRow', { name: name(mentor), count: places })}</li>`)}</ul></section>`
}

function how(input: ReportInput): Html {
  const { program, questions, solution, inputs } = input
  const shares = sharesOf(program.criteria)
  const requirements = program.requirements ?? []
  const weightOf = (at: number) => {
    const criterion = program.criteria[at]
    if (criterion?.kind === 'count') return say('report.perItem', { count: criterion.pointsPerItem })
    return say('report.weight', { weight: shares[at] ?? 0 })
  }
  return html`<section><h2>${say('report.how')}</h2><p>${program.groups ? groupsProof(input, program.groups) : say(`report.first.${firstOf({ program })}`)}</p>
<h3>${say('report.requirements')}</h3><ul class="plain">${requirements.length === 0 ? html`<li>${say('report.requirementsNone')}</li>` : requirements.map(requirement => html`<li>${said(asRead(requirementSentence(requirement, questions), requirement))}</li>`)}</ul>
<h3>${say('report.criteria')}</h3><ul class="plain">${program.criteria.map((criterion, at) => html`<li>${said(asRead(criterionSentence(criterion, questions), criterion))} <small>${weightOf(at)}</small></li>`)}</ul></section>
<section><h2>${say('report.proof')}</h2><p>${program.groups ? sayOfGroups('report.proof', { seed: solution.result.seed }) : say(program.first === 'stable' ? 'report.proofStable' : 'report.proofText', { seed: solution.result.seed })}</p><dl><dt>${say('report.total')}</dt><dd>${say('report.average', { average: solution.result.total })}</dd><dt>${say('report.engine')}</dt><dd>${solution.result.engine}</dd><dt>${say('report.file')}</dt><dd>${inputs.people.path} <code>${inputs.people.sha256}</code></dd><dt>${say('report.program')}</dt><dd>${inputs.program.path} <code>${inputs.program.sha256}</code></dd></dl></section>
<section class="notes"><h2>${say('report.space')}</h2><div></div><div></div><div></div><div></div></section>`
}
