/**
 * Which column of a file is which wanted thing. The caller brings the names under which each thing goes, in its languages; nothing is
 * known here but how headings are written: with capitals, accents, punctuation, joined or apart, misspelled, or as the question of a
 * form, in which a name is only a part. What stands in the cells may add to a name or, when no name fits, stand in for one.
 *
 * Each column is given to at most one thing, the most certain pair first, so that "host or guest?" and "how many guests?" do not
 * claim the same column. From 0.9 on a suggestion needs no second look; below 0.5 it is a guess to be confirmed.
 */
import { forgivenSlips, slipsBetween } from './nearest.ts'
import type { Column } from './table.ts'
import { plainWords } from './words.ts'

export interface Wanted {
  readonly key: string
  /** The best name first. A name of several words also fits a heading that holds these words in this order. */
  readonly names: readonly string[]
  readonly looksLike?: (sample: string) => boolean
}

export interface Recognition {
  readonly key: string
  /** Index of the column, null when none fits. */
  readonly column: number | null
  /** From 0 to 1. */
  readonly confidence: number
  readonly basis: 'name' | 'part of the name' | 'misspelled name' | 'cells' | null
}

/** For every wanted thing, in their order, the column that fits best, no column twice. */
export function recognize(columns: readonly Pick<Column, 'name' | 'index' | 'samples'>[], wanted: readonly Wanted[]): Recognition[] {
  const fits = wanted
    .flatMap(want => columns.map(column => ({ key: want.key, column: column.index, ...fitOf(column, want) })))
    .filter(fit => fit.confidence > 0)
    .toSorted((one, other) => other.confidence - one.confidence || one.column - other.column)
  const given = new Map<string, Recognition>()
  const taken = new Set<number>()
  for (const fit of fits) {
    if (given.has(fit.key) || taken.has(fit.column)) continue
    given.set(fit.key, fit)
    taken.add(fit.column)
  }
  return wanted.map(({ key }) => given.get(key) ?? { key, column: null, confidence: 0, basis: null })
}

type Fit = Pick<Recognition, 'confidence' | 'basis'>

function fitOf(column: Pick<Column, 'name' | 'samples'>, want: Wanted): Fit {
  const named = want.names
    .map(name => nameFit(plainWords(column.name), plainWords(name)))
    .reduce((best, fit) => (fit.confidence > best.confidence ? fit : best), none)
  const { looksLike } = want
  if (!looksLike || column.samples.length === 0) return named
  const share = column.samples.filter(looksLike).length / column.samples.length
  if (named.confidence === 0) return share >= 0.9 ? { confidence: 0.4, basis: 'cells' } : none
  // cells that fit take away a third of the doubt, cells that do not fit add as much
  const confidence = share >= 0.8 ? 1 - (1 - named.confidence) * 0.67 : named.confidence * (share < 0.2 ? 0.6 : 0.9)
  return { confidence, basis: named.basis }
}

function nameFit(heading: string, name: string): Fit {
  if (heading === '' || name === '') return none
  if (heading === name) return { confidence: 1, basis: 'name' }
  if (heading.replaceAll(' ', '') === name.replaceAll(' ', '')) return { confidence: 0.97, basis: 'name' }
  if (slipsBetween(heading, name) <= forgivenSlips(Math.min(heading.length, name.length)))
    return { confidence: 0.8, basis: 'misspelled name' }
  const gap = gapsOf(heading.split(' '), name.split(' '))
  if (gap === null) return none
  // the more of the heading the name makes up, and the closer its words stand, the surer
  const coverage = name.length / heading.length
  return { confidence: Math.max(0.2, 0.5 + 0.4 * coverage + (name.includes(' ') ? 0.1 : 0) - 0.1 * gap), basis: 'part of the name' }
}

/** How many words of the heading stand between those of the name, in order; null when one is missing. */
function gapsOf(heading: readonly string[], name: readonly string[]): number | null {
  let from = heading.indexOf(name[0] ?? '')
  if (from < 0) return null
  let gaps = 0
  for (const word of name.slice(1)) {
    const next = heading.indexOf(word, from + 1)
    if (next < 0) return null
    gaps += next - from - 1
    from = next
  }
  return gaps
}

const none: Fit = { confidence: 0, basis: null }
