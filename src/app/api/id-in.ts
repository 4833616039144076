// An id in a path. What is no id names nothing: 404, and no query is bothered with it.
import { z } from 'zod'
import { Problem } from '#contract/problem.ts'
import type { Params } from './handle.ts'

const Id = z.uuid()

export function idIn(params: Params, name = 'id'): string {
  const { success, data } = Id.safeParse(params[name])
  if (!success) throw new Problem('not-found', 'There is no such thing here.')
  return data
}
