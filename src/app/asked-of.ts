// What stands behind the question mark of a page, for a schema to read: a field that a form left empty is not asked.
import type { z } from 'zod'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** What cannot be read is told beside the page as if nothing had been asked: an address is often typed by hand. */
export async function askedOf<Schema extends z.ZodType>(
  searchParams: SearchParams,
  schema: Schema,
): Promise<{ query: z.infer<Schema>; given: Record<string, string>; problem: string | null }> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(await searchParams)) {
    const last = [value].flat().at(-1)
    if (last) given[name] = last
  }
  const { data, error } = schema.safeParse(given)
  if (data !== undefined) return { query: data as z.infer<Schema>, given, problem: null }
  const [issue] = error?.issues ?? []
  const problem = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.replace(/^: /, '')
  return { query: schema.parse({}), given: {}, problem }
}
