import * as z from 'zod/mini'
import { jobKind } from '../../kit/jobs/jobs.ts'

const proposal = z.object({ proposalId: z.uuid() })

/** What becomes due by itself. Each job looks again at what it is about, so one that comes too early or twice does nothing. */
export const publishKind = jobKind({ name: 'publish-arrangement', payload: z.object({ publicationId: z.uuid() }), expireSeconds: 900 })
export const remindKind = jobKind({ name: 'remind-proposal', payload: proposal })
export const raiseKind = jobKind({ name: 'raise-proposal', payload: proposal })
export const expireKind = jobKind({ name: 'expire-proposal', payload: proposal })
/** A no that stood alone for its half hour counts. */
export const settleKind = jobKind({ name: 'settle-proposal', payload: proposal })
/** Somebody left: what they were asked is taken back. */
export const leaverKind = jobKind({ name: 'withdraw-proposals-of', payload: z.object({ participantId: z.uuid() }) })
