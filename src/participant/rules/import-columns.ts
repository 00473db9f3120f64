/**
 * What the columns of a file probably are, from their headings and the first thousands of cells. Nothing here is decided: whoever
 * imports sees every guess with samples, changes it, and the choice is kept for the next file with the same headings.
 *
 * The id, name, address, role, capacity and phone are looked for by name in a few languages; every other column becomes a question of
 * the cohort's profile, unless it is empty, is one of the columns of our own error file, or speaks of what a program does not need.
 */
import { type ListSeparator, listSeparatorOf, parseList } from '../../kit/csv/lists.ts'
import { recognize, type Wanted } from '../../kit/csv/recognize.ts'
import { parseWhole } from '../../kit/csv/whole-numbers.ts'
import { plainWords, readableHeading } from '../../kit/csv/words.ts'
import type { Question } from '../../questionnaire/contract.ts'
import { type Heading, importedKinds, type Mapping, type QuestionTarget, type SingleTarget, type Target } from '../contract/import-file.ts'
import { languageTag } from './import-languages.ts'
import { numberIn } from './import-numbers.ts'
import { rolesIn } from './import-roles.ts'

/** A column with what stands in its first cells. */
export interface SampledColumn {
  readonly index: number
  readonly name: string
  readonly samples: readonly string[]
  /** Over the rows that were looked at. */
  readonly filled: number
  readonly rows: number
  readonly different: number
}

const wanted: readonly Wanted[] = [
  {
    key: 'external-id',
    names: [
      'person id',
      'external id',
      'employee id',
      'employee number',
      'staff number',
      'staff id',
      'staff no',
      'personnel number',
      'member number',
      'member id',
      'membership number',
      'student id',
      'student number',
      'user id',
      'id',
      'personen id',
      'personalnummer',
      'mitarbeiternummer',
      'matrikelnummer',
      'ansattnummer',
      'matricule',
      'identifiant',
      'identificador',
    ],
  },
  {
    key: 'email',
    names: ['email', 'e mail', 'email address', 'e mail address', 'work email', 'mail', 'e mail adresse', 'correo', 'courriel', 'epost'],
    looksLike: sample => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sample.trim()),
  },
  { key: 'name', names: ['name', 'full name', 'display name', 'person', 'vollständiger name', 'nom', 'nombre', 'navn'] },
  {
    key: 'first-name',
    names: [
      'first name',
      'firstname',
      'given name',
      'forename',
      'first names',
      'vorname',
      'prénom',
      'nombre de pila',
      'fornavn',
      'förnamn',
    ],
  },
  {
    key: 'surname',
    names: [
      'surname',
      'last name',
      'lastname',
      'family name',
      'nachname',
      'familienname',
      'nom de famille',
      'apellido',
      'apellidos',
      'etternavn',
      'efternamn',
    ],
  },
  {
    key: 'role',
    names: ['role', 'mentor or mentee', 'mentoring role', 'mentor mentee', 'rolle', 'rôle', 'rol'],
    looksLike: sample => rolesIn(sample) !== null,
  },
  {
    key: 'capacity',
    names: [
      'mentee capacity',
      'capacity',
      'mentor capacity',
      'how many mentees',
      'number of mentees',
      'places',
      'room for',
      'plätze',
      'kapazität',
      'capacité',
      'plazas',
    ],
    looksLike: sample => 'whole' in parseWhole(sample),
  },
  {
    key: 'mentors',
    names: [
      'how many mentors',
      'number of mentors',
      'mentors wanted',
      'mentors wished',
      'anzahl mentoren',
      'nombre de mentors',
      'número de mentores',
    ],
    looksLike: sample => 'whole' in parseWhole(sample),
  },
  {
    key: 'phone',
    names: ['phone', 'telephone', 'mobile', 'phone number', 'ext', 'extension', 'telefon', 'handy', 'téléphone', 'teléfono'],
    looksLike: sample => /^[+\d][\d\s()/.-]{2,}$/.test(sample.trim()),
  },
]

/** The two columns of the file that we give back; they are never read again. */
export const errorColumns = ['What is wrong', 'What would be right'] as const
const isOurs = (name: string): boolean => errorColumns.some(own => plainWords(own) === plainWords(name))

/** The headings that make a file "the same kind of file": those of our own error columns do not count. */
export const tellingHeadings = (columns: readonly { readonly name: string }[]): string[] =>
  columns.map(column => plainWords(column.name)).filter(name => name !== '' && !errorColumns.some(own => plainWords(own) === name))

const neverNeeded =
  /\b(salary|wage|payroll|iban|bank account|account number|tax (id|number|code)|national insurance|social security|ssn|passport|birth ?(date|day)|date of birth|dob|home address|street|postcode|zip|religion|ethnicity|disability|diagnosis|sick leave|gehalt|geburt\w*|lohn\w*)\b/

/** Shown to the pair as a reason unless somebody decides otherwise: what people offer, want and do. Everything else is for coordinators. */
const forThePair =
  /\b(skill|topic|interest|language|expertise|strength|goal|learn|teach|offer|want|help|occupation|profession|job|department|unit|ward|site|office|location|industry|field|looking for|hobby|fahigkeit|thema|sprache|beruf)(s|en|es|e|ies)?\b/

export const suggestedHeading = (column: SampledColumn): Heading => ({
  name: column.name.slice(0, 300),
  samples: column.samples.slice(0, 6).map(sample => sample.slice(0, 200).toWellFormed()),
  filledShare: column.rows === 0 ? 0 : column.filled / column.rows,
  note: noteOn(column),
})

function noteOn(column: SampledColumn): Heading['note'] {
  if (isOurs(column.name)) return 'report'
  if (column.name === '') return 'no-heading'
  if (column.filled === 0) return 'empty'
  return neverNeeded.test(plainWords(column.name)) ? 'sensitive' : null
}

/** Where every column probably goes. Questions that the cohort asks already are found again by key or label, with the kind they have. */
export function suggestedMapping(columns: readonly SampledColumn[], asked: readonly Question[]): Mapping {
  const candidates = columns.filter(column => !['report', 'sensitive'].includes(noteOn(column) ?? ''))
  const found = new Map(
    recognize(candidates, wanted)
      .filter(({ column, confidence, key }) => column !== null && confidence >= (key === 'external-id' ? 0.7 : 0.5))
      .map(({ column, key }) => [column, key as SingleTarget]),
  )
  const names = namesIn([...found.values()])
  const keys = new Set<string>()
  const targets = columns.map((column): Target => {
    const goes = found.get(column.index)
    if (goes) return { goes: names(goes) }
    if (noteOn(column) !== null) return { goes: 'nothing' }
    return questionFor(column, asked, keys)
  })
  return { columns: targets, idFromEmail: false, roleForAll: null }
}

/**
 * A name stands in one column or in two. Beside a first name without a surname, "name" is the surname, as in "Name; Vorname"; where there
 * are all three, the whole name says it all.
 */
function namesIn(found: readonly SingleTarget[]): (goes: SingleTarget) => SingleTarget | 'nothing' {
  const [hasName, hasFirst, hasSurname] = (['name', 'first-name', 'surname'] as const).map(one => found.includes(one))
  if (!hasName) return goes => goes
  if (hasFirst && !hasSurname) return goes => (goes === 'name' ? 'surname' : goes)
  return goes => (goes === 'first-name' || goes === 'surname' ? 'nothing' : goes)
}

function questionFor(column: SampledColumn, asked: readonly Question[], taken: Set<string>): Target {
  const label = readableHeading(column.name).slice(0, 300)
  const words = plainWords(column.name)
  const known = asked.find(
    question => !taken.has(question.key) && (plainWords(question.label) === words || question.key === keyOf(words, 0)),
  )
  if (known) {
    const kind = importedKinds.find(one => one === known.kind)
    if (!kind) return { goes: 'nothing' }
    taken.add(known.key)
    const separator = kind === 'choices' || kind === 'ranked' || kind === 'languages' ? separatorOf(column) : null
    return { goes: 'question', key: known.key, label: known.label, kind: kind, separator, audience: known.audience }
  }
  const key = freeKey(words, column.index, new Set([...taken, ...asked.map(question => question.key)]))
  taken.add(key)
  const guessed = kindOf(column)
  const isShared = guessed.kind === 'languages' || (guessed.kind !== 'number' && forThePair.test(words))
  const audience = isShared ? 'pair' : 'coordinators'
  return { goes: 'question', key, label, ...guessed, audience }
}

/** A key that reads like its heading: `skills_to_grow`. */
function keyOf(words: string, index: number): string {
  const key = words
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 56)
  return key === '' ? `column_${index + 1}` : key
}

function freeKey(words: string, index: number, taken: ReadonlySet<string>): string {
  const key = keyOf(words, index)
  if (!taken.has(key)) return key
  let n = 2
  while (taken.has(`${key}_${n}`)) n += 1
  return `${key}_${n}`
}

/** The kind that the cells speak for. Every kind but `number` and `languages` takes words of its own, so that a wrong guess loses nothing. */
function kindOf(column: SampledColumn): Pick<QuestionTarget, 'kind' | 'separator'> {
  const { samples } = column
  if (samples.length > 0 && samples.every(sample => numberIn(sample) !== null)) return { kind: 'number', separator: null }
  const separator = separatorOf(column)
  if (
    /\b(language|lang|sprache|langue|idioma|språk)/.test(plainWords(column.name)) &&
    share(samples, sample => parseList(sample, separator).every(item => languageTag(item) !== null)) >= 0.6
  )
    return { kind: 'languages', separator }
  if (divides(samples, separator)) return { kind: 'choices', separator }
  const isShort = samples.every(sample => sample.length <= 80)
  const repeats = column.different * 2 <= column.filled
  const isFew = column.different <= 30 && samples.every(sample => sample.length <= 40)
  return { kind: isShort && (repeats || isFew) ? 'choice' : 'text', separator: null }
}

const separatorOf = ({ samples }: SampledColumn): ListSeparator => listSeparatorOf(samples) ?? ';'

/**
 * Whether cells are lists: semicolons, bars and lines hardly stand inside an item, so a few divided cells tell; commas do, as in
 * "10,000 or more employees", so half of the cells must be divided, into short items that begin like words.
 */
function divides(samples: readonly string[], separator: ListSeparator): boolean {
  const divided = samples.filter(sample => parseList(sample, separator).length > 1)
  if (separator !== ',') return divided.length > 0 && divided.length * 10 >= samples.length
  const items = divided.flatMap(sample => parseList(sample, separator))
  return divided.length * 2 >= samples.length && items.every(item => item.length <= 60 && !/^\d/.test(item))
}

const share = (samples: readonly string[], fits: (sample: string) => boolean): number =>
  samples.length === 0 ? 0 : samples.filter(fits).length / samples.length
