// Whether a rule speaks and how grave it is, said by a workspace or a project, for all files or for some paths.
import { z } from 'zod'
import { FileGlob } from './file-glob.ts'
import { severities } from './finding.ts'

const severity = z.enum(severities)
const ruleId = z.string().min(1).max(200)

/** Null leaves it as it is; where both are null nothing is said, and a setting that was there is gone. */
const said = { on: z.boolean().nullable().default(null), severity: severity.nullable().default(null) }

/** `projectId` null: for the workspace; `path` null: for all files. */
export const RuleSettingChange = z.strictObject({
  ruleId,
  projectId: z.uuid().nullable().default(null),
  path: FileGlob.nullable().default(null),
  ...said,
})
export type RuleSettingChange = z.infer<typeof RuleSettingChange>

export const RuleSetting = z.strictObject({
  ruleId: z.string(),
  projectId: z.uuid().nullable(),
  path: z.string().nullable(),
  on: z.boolean().nullable(),
  severity: severity.nullable(),
})
export type RuleSetting = z.infer<typeof RuleSetting>

/** `before` is what was said until then: sent back as it is, it undoes the change. */
export const RuleSettingChanged = z.strictObject({ setting: RuleSetting, before: RuleSetting })
export type RuleSettingChanged = z.infer<typeof RuleSettingChanged>

/** Who may say something, in the order in which a later one wins. */
export const settingHomes = ['workspace', 'lintel.yml', 'project'] as const
export type SettingHome = (typeof settingHomes)[number]

/** A setting as reviews apply it: the later in a list, the stronger. */
export type AppliedSetting = Pick<RuleSetting, 'ruleId' | 'path' | 'on' | 'severity'> & { home: SettingHome }

/** What holds for a rule, and who said so: `default` is the rule itself. */
const origin = z.enum(['default', ...settingHomes])
export const Effective = z.strictObject({
  on: z.boolean(),
  onFrom: origin,
  severity,
  severityFrom: origin,
  /** What is said for some paths, in the order in which a later one wins. */
  paths: z.array(
    z.strictObject({ path: z.string(), on: z.boolean().nullable(), severity: severity.nullable(), from: origin }),
  ),
})
export type Effective = z.infer<typeof Effective>
