// Where to go after signing in: a path of this site, whatever the address bar says.
const HERE = 'http://here.invalid'

/** The editor, unless `next` is a path on this very origin. */
export function nextPath(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/editor'
  const url = URL.parse(next, HERE)
  // Browsers read "/\host" and "//host" as another host; so does URL, which is why its answer is what counts.
  if (url?.origin !== HERE) return '/editor'
  const path = url.pathname + url.search + url.hash
  return path.startsWith('//') ? '/editor' : path
}
