// What every long list is asked with: days, a page, a cursor.
import { z } from 'zod'

const Day = z.iso
  .date('A day is written like 2026-11-23.')
  .refine((day) => /^(19|2\d)\d\d-/.test(day), 'A day of this or the last century, or of those to come.')

/** Whole days in UTC, both included; either may be missing. A cursor is the `nextCursor` of the page before. */
export const DayRange = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,16}_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'This is no cursor of ours.')
    .optional(),
  limit: z.coerce.number('A limit is a number.').int().min(1).max(100).default(50),
})
export type DayRange = z.infer<typeof DayRange>

export const oneOf = <const Values extends readonly [string, ...string[]]>(what: string, values: Values) =>
  z.enum(values, `${what} is one of ${values.join(', ')}.`)

/** `total` stands on the first page: how many there are on all of them. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().nonnegative().optional() })
export type Page<Item> = { items: Item[]; nextCursor: string | null; total?: number }
