// How models judge what was found: agreeably, unless a model's name says otherwise.
import { claimsIn, type Kind } from './kinds.ts'

const verdictsBy = (verdict: string) => (question: string) =>
  JSON.stringify({
    verdicts: claimsIn(question).map((id) => ({ id, verdict, reason: 'The first line of the function shows it.' })),
  })

const judgementsBy = (judge: (index: number) => { true: number; worth: number }) => (question: string) =>
  JSON.stringify({ judgements: claimsIn(question).map((id, index) => ({ id, ...judge(index) })) })

type Answer = (question: string) => string

const agreeable: Record<'check' | 'rank', Answer> = {
  check: verdictsBy('stands'),
  rank: judgementsBy(() => ({ true: 90, worth: 80 })),
}

const others: Record<string, Partial<Record<'check' | 'rank', Answer>>> = {
  refuting: { check: verdictsBy('refuted') },
  'without-verdict': { check: () => '{"verdicts": []}' },
  'unsure-of-all': { check: verdictsBy('unsure') },
  'check-malformed': { check: () => 'They all look plausible to me.' },
  'worth-nothing': { rank: judgementsBy(() => ({ true: 95, worth: 10 })) },
  // The later it was told, the better it is.
  'last-first': { rank: judgementsBy((index) => ({ true: Math.min(100, 40 + index * 2), worth: 90 })) },
  'rank-malformed': { rank: () => 'All of them are great.' },
}

export const judgeAs = (model: string, kind: Kind, question: string): string | null =>
  kind === 'check' || kind === 'rank' ? (others[model]?.[kind] ?? agreeable[kind])(question) : null
