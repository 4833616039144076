// What stands behind the question mark; of a name that is there twice, the last one counts.
export const queryIn = (request: Pick<Request, 'url'>): Record<string, string> =>
  Object.fromEntries(new URL(request.url).searchParams)
