// The next of a long list's rows to be drawn. Pure.

const AT_ONCE = 24

/** Those of `ids` that were drawn before, and the first few that were not; `before` itself when that is the same. */
export function withMore(before: ReadonlySet<string>, ids: string[], wanted: string | null): ReadonlySet<string> {
  let room = AT_ONCE
  const drawn = new Set(ids.filter((id) => before.has(id) || id === wanted || room-- > 0))
  return drawn.size === before.size && ids.every((id) => before.has(id)) ? before : drawn
}
