// How long things are kept, and how an account goes.
import { z } from 'zod'

export const MAX_DAYS = 3650

const days = z
  .int('A number of days is whole.')
  .min(1, 'At least one day.')
  .max(MAX_DAYS, `At most ${MAX_DAYS} days.`)
  .nullable()

/** In days since a review was submitted; null: as long as the workspace. */
export const Retention = z
  .strictObject({ snapshotDays: days, reviewDays: days })
  .refine(({ snapshotDays, reviewDays }) => !snapshotDays || !reviewDays || snapshotDays <= reviewDays, {
    path: ['snapshotDays'],
    message: 'Code cannot be kept longer than the review it belongs to.',
  })
export type Retention = z.infer<typeof Retention>

/** `password`: where the account has one; else the sign-in must be fresh. */
export const AccountDeletion = z.strictObject({ password: z.string().max(1024).optional() })
export type AccountDeletion = z.infer<typeof AccountDeletion>
