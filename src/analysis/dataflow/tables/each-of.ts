// Short ways to write many names down.

export const words = (text: string): string[] => text.trim().split(/\s+/)

/** Every part after every owner: `eachOf('req request', 'body query')` is four names. */
export const eachOf = (owners: string, parts: string): string[] =>
  words(owners).flatMap((owner) => words(parts).map((part) => `${owner}.${part}`))
