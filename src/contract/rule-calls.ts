// The calls about rules: a part of the typed client.
import { z } from 'zod'
import type { Call } from './client.ts'
import { Guideline, type NewGuideline, type RuleExamples } from './guideline.ts'
import { type NewOwnRule, OwnRule, type OwnRuleChange, RuleList, SavedRule } from './own-rule.ts'
import { listOf } from './project.ts'
import { type RuleSettingChange, RuleSettingChanged } from './rule-setting.ts'
import { type RuleTrial, RuleTried } from './rule-try.ts'

type Means = {
  call: <Schema extends z.ZodType>(path: string, options: Call<Schema>) => Promise<z.infer<Schema>>
  at: (...parts: string[]) => string
}

export const ruleCalls = ({ call, at }: Means) => ({
  /** Built-in and own, with what holds for each in a project, or in the workspace. */
  listRules: (projectId?: string) =>
    call(`/api/rules${projectId ? `?${new URLSearchParams({ projectId })}` : ''}`, { answer: RuleList }),
  getRule: (id: string) => call(at('rules', id), { answer: OwnRule }),
  /** Refused with `conflict` and the path `evenIfItMatchesMuch` when it matches much of the code that is there. */
  createRule: (body: z.input<typeof NewOwnRule>) => call('/api/rules', { method: 'POST', body, answer: SavedRule }),
  changeRule: (id: string, body: z.input<typeof OwnRuleChange>) =>
    call(at('rules', id), { method: 'PUT', body, answer: SavedRule }),
  deleteRule: (id: string) => call(at('rules', id), { method: 'DELETE', answer: z.undefined() }),
  tryRule: (body: z.input<typeof RuleTrial>) => call('/api/rules/try', { method: 'POST', body, answer: RuleTried }),
  /** Off, on again, or of another severity; sending back `before` undoes it. Holds from the next review on. */
  configureRule: (body: z.input<typeof RuleSettingChange>) =>
    call('/api/rules/settings', { method: 'PUT', body, answer: RuleSettingChanged }),

  /** What the model is asked for in plain words. */
  listGuidelines: () => call('/api/guidelines', { answer: listOf(Guideline) }),
  createGuideline: (body: z.input<typeof NewGuideline>) =>
    call('/api/guidelines', { method: 'POST', body, answer: Guideline }),
  changeGuideline: (id: string, body: z.input<typeof NewGuideline>) =>
    call(at('guidelines', id), { method: 'PUT', body, answer: Guideline }),
  deleteGuideline: (id: string) => call(at('guidelines', id), { method: 'DELETE', answer: z.undefined() }),
  /** The model writes a rule; it is saved when it finds every wrong example and no right one. */
  compileGuideline: (id: string, body: z.input<typeof RuleExamples>) =>
    call(at('guidelines', id, 'rule'), { method: 'POST', body, answer: SavedRule }),
})
