import { nearest } from '../../kit/csv/nearest.ts'
import { plainWords } from '../../kit/csv/words.ts'
import type { Role } from '../contract.ts'

/** How files say who somebody wants to be, in the languages that we have met. Compared without accents, capitals and punctuation. */
const words: Readonly<Record<string, readonly Role[]>> = {
  mentor: ['mentor'],
  mentors: ['mentor'],
  'mentor in': ['mentor'],
  mentorin: ['mentor'],
  mentora: ['mentor'],
  mentore: ['mentor'],
  mentorka: ['mentor'],
  'as a mentor': ['mentor'],
  mentee: ['mentee'],
  mentees: ['mentee'],
  'mentee in': ['mentee'],
  menteein: ['mentee'],
  mentoree: ['mentee'],
  mentorado: ['mentee'],
  mentorada: ['mentee'],
  'as a mentee': ['mentee'],
  adept: ['mentee'],
  both: ['mentor', 'mentee'],
  'mentor and mentee': ['mentor', 'mentee'],
  'mentee and mentor': ['mentor', 'mentee'],
  'mentor mentee': ['mentor', 'mentee'],
  'mentee mentor': ['mentor', 'mentee'],
  beides: ['mentor', 'mentee'],
  beide: ['mentor', 'mentee'],
  'les deux': ['mentor', 'mentee'],
  ambos: ['mentor', 'mentee'],
  begge: ['mentor', 'mentee'],
}

/** The roles that a cell names; null when it names none of this program. */
export const rolesIn = (cell: string): readonly Role[] | null => words[plainWords(cell)] ?? null

/** What a misspelled role probably is. */
export const probableRole = (cell: string): string | null => nearest(cell, ['mentor', 'mentee', 'both'])
