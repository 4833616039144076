// What a review by the model is likely to take, before anybody pays for it.
import type { Language } from '#contract/language.ts'
import type { Depth, Estimate } from '#contract/model.ts'
import type { SourceFile } from '../analyse.ts'
import { lensesOf } from '../lenses/lenses.ts'
import { linesOf } from '../position.ts'
import { reasonToSkip } from '../select.ts'
import type { Model } from './connect.ts'
import { costOf, likelyTokens, priceOf } from './prices.ts'
import { reviewQuestion } from './prompt.ts'
import { shownLines } from './unit-of-file.ts'
import { cutUnits } from './units.ts'
import { withheldFrom } from './withhold.ts'

/** An anchor is as much as a short word on each line. */
const ANCHOR_TOKENS = 6
const ANSWER_TOKENS = 350
const VERDICT_TOKENS = 120
/** About every second part has something to look at twice. */
const LOOKED_AT_TWICE = 0.5

const noWishes = { instructions: null, guidelines: [] }
const nothing = { path: '', language: 'text' as Language, context: '', code: '' }

/** Files that no model sees count nothing. What was answered before is not looked up, so it may cost less. */
export function estimate(files: SourceFile[], model: Model, depth: Depth): Estimate {
  const seen = files.filter(({ path, content, language }) => language !== 'text' && !reasonToSkip(path, content))
  const withheld = new Set(withheldFrom(seen).map(({ path }) => path))
  const passes = lensesOf(depth).length
  const instructions = likelyTokens(reviewQuestion(nothing, [], noWishes, '', '').instructions)
  let units = 0
  let code = 0
  for (const { content } of seen.filter(({ path }) => !withheld.has(path))) {
    const lines = linesOf(content)
    for (const unit of cutUnits(lines)) {
      units++
      code += likelyTokens(shownLines({ lines, unit })) + (unit.last - unit.first + 1) * ANCHOR_TOKENS
    }
  }
  const twice = units * LOOKED_AT_TWICE
  const tokens = {
    inputTokens: Math.ceil((code + units * instructions) * (passes + LOOKED_AT_TWICE)),
    outputTokens: Math.ceil(units * passes * ANSWER_TOKENS + twice * VERDICT_TOKENS),
  }
  const price = priceOf(model)
  return {
    calls: Math.ceil(units * passes + twice) + (units > 0 ? 1 : 0),
    ...tokens,
    costUsd: price && costOf(tokens, price),
  }
}
