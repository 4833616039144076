// The main places of Lintel, as every page's navigation lists them.
export const places = [
  ['/editor', 'Editor'],
  ['/reviews', 'Reviews'],
  ['/findings', 'Findings'],
  ['/dashboard', 'Dashboard'],
  ['/rules', 'Rules'],
] as const
export type Place = (typeof places)[number][0]
