// The whole live protocol: what a browser may say over its socket, and what it may be told.
import { z } from 'zod'
import { Finding } from './finding.ts'
import { Progress, Review, statuses } from './review.ts'

export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('follow'), reviewId: z.uuid(), afterSeq: z.int().nonnegative().optional() }),
  z.strictObject({ type: z.literal('unfollow'), reviewId: z.uuid() }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

// `seq` grows within one review. A snapshot holds everything up to its own seq; older news may be dropped.
const about = { reviewId: z.uuid(), seq: z.int().nonnegative() }

export const ServerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('snapshot'), ...about, review: Review }),
  z.strictObject({ type: z.literal('progress'), ...about, status: z.enum(statuses), progress: Progress }),
  z.strictObject({ type: z.literal('finding'), ...about, finding: Finding }),
  z.strictObject({ type: z.literal('withdrawn'), ...about, findingId: z.uuid() }),
  z.strictObject({ type: z.literal('ended'), ...about, status: z.enum(statuses) }),
  z.strictObject({ type: z.literal('error'), reviewId: z.uuid().nullable(), code: z.string(), detail: z.string() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>

/** What a worker announces; everything else the web process makes from the row. */
export type News = Exclude<ServerMessage, { type: 'snapshot' | 'error' }>

/** Close codes of ours: 4401 the session is over, sign in again; 1012 the server restarts, come back after the pause. */
export const CLOSE_UNAUTHENTICATED = 4401
export const CLOSE_RESTART = 1012

/** With 1012 the close reason is the pause the server asks for, in milliseconds; null when it is no such thing. */
export const pauseIn = (reason: string): number | null => (/^\d{1,5}$/.test(reason) ? Number(reason) : null)
