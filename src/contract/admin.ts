// What the instance's administrator sees and does.
import { z } from 'zod'

export const Person = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(['administrator', 'member']),
  disabled: z.boolean(),
  sessions: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
})
export type Person = z.infer<typeof Person>

export const PersonChange = z.strictObject({ disabled: z.boolean() })
export type PersonChange = z.infer<typeof PersonChange>

/** A link that works once, until `expiresAt`; it is told this once. */
export const OneTimeLink = z.strictObject({ url: z.string(), expiresAt: z.iso.datetime() })
export type OneTimeLink = z.infer<typeof OneTimeLink>

export const Invitation = z.strictObject({
  id: z.uuid(),
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  usedBy: z.string().nullable(),
})
export type Invitation = z.infer<typeof Invitation>

export const NewInvitation = z.strictObject({ note: z.string().trim().max(200).optional() })
export type NewInvitation = z.infer<typeof NewInvitation>

/** The instance at a glance. Limits as `name: rate`, such as `login: 5/min`. */
export const Instance = z.strictObject({
  registration: z.enum(['open', 'invite', 'closed']),
  health: z.strictObject({
    status: z.enum(['ok', 'degraded']),
    postgres: z.enum(['ok', 'unreachable']),
    redis: z.enum(['ok', 'unreachable']),
    queue: z.enum(['ok', 'unreachable']),
    queueDepth: z.int().nullable(),
    reviews: z.strictObject({ pending: z.int(), running: z.int() }).nullable(),
    workers: z.int().nullable(),
    warnings: z.array(z.string()),
  }),
  limits: z.array(z.strictObject({ name: z.string(), points: z.int(), seconds: z.int(), strict: z.boolean() })),
})
export type Instance = z.infer<typeof Instance>
