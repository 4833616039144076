// JSON: the whole judgement in the words of the HTTP contract.
import type { Judgement } from './judgement.ts'

export const toJson = ({ engine, coverage, summary, findings }: Judgement): string =>
  `${JSON.stringify({ engine, coverage, summary, findings }, null, 2)}\n`
