// Which of the product's questions this is, and what of it an answer can be made from.
export type Line = { anchor: string; code: string }
export type Kind = 'review' | 'check' | 'rank' | 'restructure' | 'words'

export function kindOf(question: string): Kind {
  if (/^You check what another reviewer claims/m.test(question)) return 'check'
  if (/^You judge what reviewers found/m.test(question)) return 'rank'
  if (/^You are given an answer that was to be JSON/m.test(question)) return 'restructure'
  return /"findings"/.test(question) || /^\d+#[0-9a-f]{3}\|/m.test(question) ? 'review' : 'words'
}

export const linesIn = (question: string): Line[] =>
  [...question.matchAll(/^(\d+#[0-9a-f]{3})\|(.*)$/gm)].map(([, anchor = '', code = '']) => ({ anchor, code }))

/** The ids of the claims or findings that are to be judged. */
export const claimsIn = (question: string): string[] =>
  [...question.matchAll(/^(C\d+) (?:at|in) /gm)].map(([, id = '']) => id)

/** What analysers have reported: its id, and the line it is about. */
export const factsIn = (question: string): { id: string; anchor: string }[] =>
  [...question.matchAll(/^(F\d+) at (\d+#[0-9a-f]{3}): /gm)].map(([, id = '', anchor = '']) => ({ id, anchor }))
