import * as z from 'zod/mini'
import { fact } from '../kit/wire/facts.ts'

export const participantStates = ['active', 'paused', 'withdrawn'] as const
export const participantState = z.enum(participantStates)
export type ParticipantState = z.infer<typeof participantState>
export const role = z.enum(['mentor', 'mentee'])
export type Role = z.infer<typeof role>

export const participantJoined = fact('participant.joined', z.object({ participant: z.uuid(), cohort: z.uuid() }))
export const participantChanged = fact('participant.changed', z.object({ participant: z.uuid(), changed: z.array(z.string()) }))
