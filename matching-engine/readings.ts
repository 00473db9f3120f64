/** How traits are read: one reading per kind of trait, null when nothing was said. Shared by criteria and requirements. */
import { byCodeUnit } from './order.ts'
import type { Trait } from './problem.ts'

export function choicesIn(trait: Trait | undefined): readonly string[] | null {
  if (trait?.kind !== 'choices' || trait.choices.length === 0) return null
  return [...new Set(trait.choices)].sort(byCodeUnit)
}

export function choiceSetIn(trait: Trait | undefined): ReadonlySet<string> | null {
  return trait?.kind === 'choices' && trait.choices.length > 0 ? new Set(trait.choices) : null
}

/** Levels above 0; a level of 0 means "none" and is left out. */
export function levelsIn(trait: Trait | undefined): ReadonlyMap<string, number> | null {
  if (trait?.kind !== 'levels') return null
  const levels = Object.entries(trait.levels)
    .filter(([, level]) => level > 0)
    .sort(([a], [b]) => byCodeUnit(a, b))
  return levels.length === 0 ? null : new Map(levels)
}

export function numberIn(trait: Trait | undefined): number | null {
  return trait?.kind === 'number' ? trait.number : null
}

export function stepIn(trait: Trait | undefined): number | null {
  return trait?.kind === 'scale' ? trait.step : null
}

/** Place from 0 per id; equals share a place, and the next group stands behind all of them. */
export function placesIn(trait: Trait | undefined): ReadonlyMap<string, number> | null {
  if (trait?.kind !== 'ranks') return null
  const places = new Map<string, number>()
  let place = 0
  for (const group of trait.ranks) {
    for (const id of group) if (!places.has(id)) places.set(id, place)
    place += group.length
  }
  return places.size === 0 ? null : places
}

export function ratingsIn(trait: Trait | undefined): ReadonlyMap<string, number> | null {
  if (trait?.kind !== 'ratings') return null
  const ratings = Object.entries(trait.ratings)
  return ratings.length === 0 ? null : new Map(ratings)
}

/** The languages that both know, best common level first; ties by code unit. */
export function bestLanguage(
  mentee: ReadonlyMap<string, number>,
  mentor: ReadonlyMap<string, number>,
): { language: string | null; level: number } {
  let best: { language: string | null; level: number } = { language: null, level: 0 }
  for (const [language, level] of mentee) {
    const common = Math.min(level, mentor.get(language) ?? 0)
    if (common > best.level) best = { language, level: common }
  }
  return best
}

export const minutesPerSlot = 15
export const minutesPerWeek = 7 * 24 * 60
const slots = minutesPerWeek / minutesPerSlot

/** One bit per quarter hour of the week, 672 bits in 21 words. */
export function weekIn(trait: Trait | undefined): Uint32Array | null {
  if (trait?.kind !== 'weekly' || trait.minutes.length === 0) return null
  const week = new Uint32Array(slots / 32)
  for (const [from, until] of trait.minutes)
    for (let minute = from; minute < until; minute += minutesPerSlot) {
      const slot = Math.floor(minute / minutesPerSlot) % slots
      week[slot >>> 5] = (week[slot >>> 5] ?? 0) | (1 << (slot & 31))
    }
  return week
}

export function commonMinutes(a: Uint32Array, b: Uint32Array): number {
  let bits = 0
  for (let word = 0; word < a.length; word++) bits += bitsIn((a[word] ?? 0) & (b[word] ?? 0))
  return bits * minutesPerSlot
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
