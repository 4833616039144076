// A rule that a team wrote itself, as it is kept: its text, where it holds, and who changed it when.
import { z } from 'zod'
import { Rule, ruleOrigins } from './rule.ts'
import { Effective, RuleSetting } from './rule-setting.ts'
import { RuleSource, RuleTried } from './rule-try.ts'

export const MAX_OWN_RULES = 500

export const ruleDeeds = ['created', 'changed', 'deleted'] as const

/** `draft`: kept and not applied. A rule that fails its own tests can be nothing else. */
export const NewOwnRule = z.strictObject({
  source: RuleSource,
  projectId: z.uuid().nullable().default(null),
  draft: z.boolean().default(false),
  /** Switch it on although it matches much of the code that is there. */
  evenIfItMatchesMuch: z.boolean().default(false),
})
export type NewOwnRule = z.infer<typeof NewOwnRule>

/** `version` is the one that was changed: another one is refused, as somebody else was faster. */
export const OwnRuleChange = z.strictObject({
  ...NewOwnRule.omit({ projectId: true }).shape,
  version: z.int().positive(),
})
export type OwnRuleChange = z.infer<typeof OwnRuleChange>

export const RuleVersion = z.strictObject({
  version: z.int().positive(),
  deed: z.enum(ruleDeeds),
  draft: z.boolean(),
  source: z.string(),
  at: z.iso.datetime(),
  /** Null when the account is gone. */
  by: z.string().nullable(),
})
export type RuleVersion = z.infer<typeof RuleVersion>

export const OwnRule = z.strictObject({
  id: z.uuid(),
  /** As findings name it, such as `team/no-print`. */
  ruleId: z.string(),
  projectId: z.uuid().nullable(),
  source: z.string(),
  draft: z.boolean(),
  version: z.int().positive(),
  updatedAt: z.iso.datetime(),
  /** Newest first. */
  history: z.array(RuleVersion),
})
export type OwnRule = z.infer<typeof OwnRule>

/** `tried` says what is wrong when it was kept as a draft only. */
export const SavedRule = z.strictObject({ rule: OwnRule, tried: RuleTried })
export type SavedRule = z.infer<typeof SavedRule>

/** Where a rule of a team's own stands: in the workspace, in a project, or in a file of the project. */
export const ruleHomes = [...ruleOrigins, 'workspace', 'project', 'file'] as const

/**
 * A rule in the list of all, with what holds for it. `ownId` is there where it can be changed here; a draft holds nowhere;
 * `replaced` names the home that has another rule of this name, which holds instead.
 */
export const ListedRule = z.strictObject({
  ...Rule.shape,
  origin: z.enum(ruleHomes),
  ownId: z.uuid().optional(),
  draft: z.boolean(),
  replaced: z.enum(ruleHomes).optional(),
  effective: Effective,
})
export type ListedRule = z.infer<typeof ListedRule>

/** Null: as it holds in the workspace, without any project. */
export const RulesQuery = z.strictObject({ projectId: z.uuid().optional() })
export type RulesQuery = z.infer<typeof RulesQuery>

/** `trouble`: files of the project that should hold rules or settings and could not be read. */
export const RuleList = z.strictObject({
  items: z.array(ListedRule),
  nextCursor: z.null(),
  settings: z.array(RuleSetting),
  trouble: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
})
export type RuleList = z.infer<typeof RuleList>
