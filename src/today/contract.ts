import * as z from 'zod/mini'
import { day, endpoint, id, instant, line, list, may } from '../kit/wire/contract.ts'
import { ownProposal } from '../matching/contract/proposal.ts'
import { mentorshipView } from '../mentorship/contract.ts'

/** Where somebody stands in one program, in one role. */
export const standings = ['waiting', 'proposed', 'answered', 'together', 'resting', 'to-talk', 'ended', 'left'] as const
export const standing = z.enum(standings)
export type Standing = z.infer<typeof standing>

export const hat = z.strictObject({
  participantId: id,
  role: z.enum(['mentor', 'mentee']),
  programId: id,
  program: line(200),
  standing,
  joinedAt: instant,
  startsOn: day,
  endsOn: day,
  /** By which day they hear something; null where the day has passed and somebody tells them in person. */
  hearBy: z.nullable(day),
  /** Something that was suggested has changed since: they come first. */
  comesFirst: z.boolean(),
  /** Who reads their answers. */
  readers: list(line(300), 20),
  /** For mentors: how many they take on here, how many places are filled, and what they set over all programs. */
  places: z.nullable(
    z.strictObject({
      capacity: z.int(),
      taken: z.int(),
      ceiling: z.nullable(z.int()),
      /** In a program in groups they lead one group here, or none. */
      isOfGroup: z.boolean(),
    }),
  ),
  /** For mentees who may have several mentors here: how many they have or were asked about, how many they would like, and may have at most. */
  mentors: z.nullable(z.strictObject({ held: z.int(), wished: z.int(), most: z.int(), looksForAnother: z.boolean() })),
  talkDueOn: z.nullable(day),
  may: z.strictObject({ return: may }),
})
export type Hat = z.infer<typeof hat>

const contact = z.strictObject({ personId: id, name: z.nullable(line(300)), phone: z.nullable(line(60)) })

export const home = z.strictObject({
  firstName: z.nullable(line(300)),
  today: day,
  awayUntil: z.nullable(day),
  contact: z.nullable(contact),
  hats: list(hat, 50),
  /** Open proposals, and those that both have just agreed to and that have not become a mentorship yet. */
  proposals: list(ownProposal, 50),
  mentorships: list(mentorshipView, 50),
})
export type Home = z.infer<typeof home>

export const readHome = endpoint({
  operationId: 'readHome',
  method: 'GET',
  path: '/home',
  act: 'today.home',
  summary: 'Where the reader stands in every program: what is open, with whom they are, and by when they hear something.',
  answer: home,
})

export const readPersonToAsk = endpoint({
  operationId: 'readPersonToAsk',
  method: 'GET',
  path: '/person-to-ask',
  act: 'today.home',
  summary: 'The person to ask, for the foot of every page of those who take part.',
  answer: z.strictObject({ contact: z.nullable(contact), answersInDays: z.int() }),
})
