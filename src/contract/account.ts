// People: how they come in, and what they are told about themselves.
import { z } from 'zod'
import { isText, NOT_TEXT } from './text.ts'

export const MAX_PASSWORD = 128

const email = z.string().trim().toLowerCase().max(254).pipe(z.email('This is not an e-mail address.'))

export const Registration = z.strictObject({
  email,
  password: z
    .string()
    .refine(
      (password) => [...password].length <= MAX_PASSWORD,
      `A password may have at most ${MAX_PASSWORD} characters.`,
    ),
  name: z.string().trim().min(1).max(100).refine(isText, NOT_TEXT).optional(),
  /** The secret of an invitation, where registration needs one. */
  invitation: z.string().max(200).optional(),
})
export type Registration = z.infer<typeof Registration>

export const Credentials = z.strictObject({
  email: z.string().trim().toLowerCase().max(254).refine(isText, NOT_TEXT),
  password: z.string().max(1024),
})
export type Credentials = z.infer<typeof Credentials>

export const User = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(['administrator', 'member']),
})
export type User = z.infer<typeof User>

export const Workspace = z.strictObject({ id: z.uuid(), name: z.string(), role: z.enum(['owner', 'member']) })
export type Workspace = z.infer<typeof Workspace>

/** What is left of one limit right now. `resetSeconds`: until it is full again. */
export const LimitState = z.strictObject({
  limit: z.int(),
  remaining: z.int(),
  resetSeconds: z.int(),
})
export type LimitState = z.infer<typeof LimitState>

export const SignedIn = z.strictObject({ user: User })
export type SignedIn = z.infer<typeof SignedIn>

export const Refreshed = z.strictObject({ expiresAt: z.iso.datetime() })
export type Refreshed = z.infer<typeof Refreshed>

export const Me = z.strictObject({
  user: User,
  workspace: Workspace,
  limits: z.strictObject({ reviews: LimitState }),
})
export type Me = z.infer<typeof Me>
