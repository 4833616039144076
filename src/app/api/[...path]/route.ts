// Whatever else is asked of the API does not exist, and says so in the API's own words.
import { Problem } from '#contract/problem.ts'
import { open } from '../handle.ts'

const nothing = open(null, async () => {
  throw new Problem('not-found', 'There is no such address in the API.')
})

export const GET = nothing
export const POST = nothing
export const PUT = nothing
export const PATCH = nothing
export const DELETE = nothing
