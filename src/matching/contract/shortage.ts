import * as z from 'zod/mini'
import { endpoint, id, line, list } from '../../kit/wire/contract.ts'
import { measure } from './arrangement.ts'

/** Why there is nothing to tell yet. */
export const untoldWhys = ['nobody', 'no-mentees', 'no-criteria', 'unfit', 'everybody-has'] as const
export type UntoldWhy = (typeof untoldWhys)[number]
const untold = z.strictObject({ state: z.literal('untold'), why: z.enum(untoldWhys) })

export const wishRow = z.strictObject({
  answer: line(300),
  /** Who wishes it and has nobody yet. */
  mentees: z.int(),
  /** Who offers it and has a free place, and how many places they have. */
  mentors: z.int(),
  places: z.int(),
  /** How many more wish it than there are places with it; 0: enough. */
  short: z.int(),
})
export type WishRow = z.infer<typeof wishRow>

/** One comparison of answers: what mentees wish, and what mentors answer to it. */
export const wishedQuestion = z.strictObject({
  mentee: line(300),
  mentor: line(300),
  /** Mentees were asked what they wish and mentors what they offer; else both were asked the same. */
  offered: z.boolean(),
  /** Worst first; the two hundred worst. */
  rows: list(wishRow, 200),
})
export type WishedQuestion = z.infer<typeof wishedQuestion>

const cohortParams = z.strictObject({ cohortId: id })

export const readWishes = endpoint({
  operationId: 'readWishes',
  method: 'GET',
  path: '/cohorts/{cohortId}/wishes',
  act: 'matching.see',
  summary:
    'For each answer that mentees without a mentor wish, how many wish it and how many free places there are with it, worst first; counts only.',
  params: cohortParams,
  answer: z.discriminatedUnion('state', [
    untold,
    z.strictObject({
      state: z.literal('told'),
      /** Mentees who have nobody yet, mentors who have a free place, and these places. */
      mentees: z.int(),
      mentors: z.int(),
      places: z.int(),
      questions: list(wishedQuestion, 100),
    }),
  ]),
})

/** What a mentor of some kind would answer, in the words of the questionnaire. */
export const wantedAnswer = z.strictObject({
  question: line(300),
  said: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('choices'), choices: list(line(300), 200) }),
    /** By their tags. */
    z.strictObject({ kind: z.literal('languages'), languages: list(line(40), 50) }),
    z.strictObject({ kind: z.literal('number'), number: z.number(), unit: z.nullable(line(40)) }),
    z.strictObject({ kind: z.literal('least'), number: z.number(), unit: z.nullable(line(40)) }),
    z.strictObject({ kind: z.literal('most'), number: z.number(), unit: z.nullable(line(40)) }),
    /** Free hours at the times at which those who need them are free. */
    z.strictObject({ kind: z.literal('time'), hours: z.number() }),
  ]),
})
export type WantedAnswer = z.infer<typeof wantedAnswer>

/** A kind of mentor who is not there yet: what would come of so many places with them, beside those before it in the list. */
export const wantedMentor = z.strictObject({
  answers: list(wantedAnswer, 100),
  places: z.int(),
  /** Mentees more who would have somebody. */
  placed: z.int(),
  /** All pairs together, in the measure of the round; below 0 where more pairs fit less well. */
  gained: z.number(),
})
export type WantedMentor = z.infer<typeof wantedMentor>

/** Why it was not solved: too many people, or it took too long, what stands fixed contradicts itself, or they meet in groups. */
export const unsolvedWhys = ['too-many', 'too-long', 'conflict', 'groups'] as const

export const readShortage = endpoint({
  operationId: 'readShortage',
  method: 'GET',
  path: '/cohorts/{cohortId}/shortage',
  act: 'matching.see',
  summary:
    'With everybody who takes part now: how many mentees would have somebody, why the others would not, and which new mentors would help most, each checked by solving with them. Nothing is stored.',
  params: cohortParams,
  answer: z.discriminatedUnion('state', [
    untold,
    z.strictObject({ state: z.literal('unsolved'), why: z.enum(unsolvedWhys) }),
    z.strictObject({
      state: z.literal('told'),
      measure,
      /** What comes first in a round is something for which no newcomers are looked for: it was solved for as many as possible. */
      byMatched: z.boolean(),
      /** Mentees who have nobody yet, and how many of them would have somebody. */
      mentees: z.int(),
      placed: z.int(),
      /** Why the others would not: every place that fits is taken, nobody may be with them, or nothing speaks for any pair. */
      placesTaken: z.int(),
      nobodyAllowed: z.int(),
      addsNothing: z.int(),
      /** Of those with whom nobody may be: what rules out most mentors, by the question that it asks about; null: kept apart by hand. */
      ruledOutBy: list(z.strictObject({ question: z.nullable(line(300)), mentees: z.int() }), 60),
      /** One after the other: each counts with those before it already there. */
      wanted: list(wantedMentor, 10),
      /** False: time ran out before all kinds were looked at. */
      complete: z.boolean(),
    }),
  ]),
})
