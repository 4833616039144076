// A guideline becomes a rule: the model writes it, examples judge it, and only what they bear out is saved.
import { parse, stringify } from 'yaml'
import type { Actor } from '#accounts/actor.ts'
import { requireOwner } from '#accounts/owner.ts'
import { reviewModel } from '#analysis/model/connect.ts'
import type { WrittenRule } from '#analysis/model/write-rules.ts'
import type { Guideline, RuleExamples } from '#contract/guideline.ts'
import type { SavedRule } from '#contract/own-rule.ts'
import { Problem } from '#contract/problem.ts'
import type { RuleTried } from '#contract/rule-try.ts'
import { readGuideline } from '#rules/guidelines.ts'
import { createRule } from '#rules/save.ts'
import { tryRule } from '#rules/try.ts'
import { fromEngine } from './engine-room.ts'
import { openMeter } from './spend.ts'

const LONGEST_MS = 150_000
const MOST_QUESTIONS = 2

/**
 * The model is told once what was wrong with its first rules. Throws `not-found`, `forbidden`, `model-failed`, and
 * `conflict` when there is no model, when no rule does what the examples show, or as `createRule` does.
 */
export async function compileGuideline(
  actor: Actor,
  id: string,
  examples: RuleExamples,
  address: string,
): Promise<SavedRule> {
  const guideline = await readGuideline(actor, id)
  await requireOwner(actor, 'make rules of its guidelines')
  const source = await writtenSource(actor, guideline, examples)
  const { evenIfItMatchesMuch } = examples
  return createRule(actor, { source, projectId: null, draft: false, evenIfItMatchesMuch }, address)
}

async function writtenSource(actor: Actor, guideline: Guideline, examples: RuleExamples): Promise<string> {
  const { workspaceId, userId } = actor
  const model = reviewModel()
  if (!model) throw new Problem('conflict', 'There is no model here to write a rule.')
  const { writeRules } = await fromEngine('model/write-rules.ts')
  const signal = AbortSignal.timeout(LONGEST_MS)
  const meter = openMeter({ workspaceId, userId, reviewId: null })
  const complaints: string[] = []
  for (let asked = 0; asked < MOST_QUESTIONS; asked++) {
    const wish = { ...examples, text: guideline.text, complaints }
    const written = await writeRules(wish, { model, meter, signal }).catch(() => late)
    if ('failure' in written) throw new Problem('model-failed', written.failure)
    for (const rule of written.rules) {
      const source = sourceOf(rule, guideline, examples)
      const wrong = source === null ? 'It is no YAML.' : whatIsWrong(await tryRule(actor, { source, files: [] }))
      if (source !== null && wrong === null) return source
      complaints.push(`${JSON.stringify(rule.rule)}: ${wrong}`)
    }
  }
  const last = complaints.at(-1)?.replace(/^"(?:[^"\\]|\\.)*": /, '')
  const tries = complaints.length === 1 ? 'One rule was' : `${complaints.length} rules were`
  throw new Problem('conflict', `${tries} tried, and none does what the examples show. The last one: ${last}`)
}

const late = { failure: 'The model did not answer in time.' }

/** Null when what the model wrote is no YAML. All but the rule itself is ours, the tests above all. */
function sourceOf(written: WrittenRule, { text, paths }: Guideline, examples: RuleExamples): string | null {
  const { name: id, language, wrong, right } = examples
  try {
    const [rule, constraints, utils] = [written.rule, written.constraints, written.utils].map(plain)
    return stringify({
      id,
      language,
      message: written.message || text.slice(0, 200),
      note: text,
      rule,
      ...(constraints !== null && { constraints }),
      ...(utils !== null && { utils }),
      ...(paths.length > 0 && { files: paths }),
      tests: { valid: right, invalid: wrong },
    })
  } catch {
    return null
  }
}

const plain = (yaml: string | null): unknown => (yaml === null ? null : parse(yaml, { maxAliasCount: 0 }))

function whatIsWrong({ problems, stopped, tests }: RuleTried): string | null {
  const [problem] = problems
  if (problem) return `${problem.path ? `${problem.path}: ` : ''}${problem.message}`
  if (stopped) return stopped
  const failed = tests.find(({ failure }) => failure !== null)
  if (!failed) return null
  return failed.kind === 'invalid'
    ? `It does not find wrong example ${failed.index + 1}.`
    : `It finds right example ${failed.index + 1}.`
}
