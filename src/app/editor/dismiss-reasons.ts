// Why somebody no longer wants to be told, in words.
import type { usualReasons } from '#contract/finding.ts'

export const usualWords: Record<(typeof usualReasons)[number], string> = {
  'not-a-bug': 'Not a bug',
  'wont-fix': "Won't fix",
  'not-relevant': 'Not relevant',
}

/** Any other reason stands in its own words. */
export function reasonWords(reason: string | undefined): string {
  if (reason === undefined) return 'No reason given'
  return reason in usualWords ? usualWords[reason as keyof typeof usualWords] : reason
}
