// PUT: whether a rule speaks and how grave it is, in the workspace or a project, for all files or for a path.
import { RuleSettingChange } from '#contract/rule-setting.ts'
import { configureRule } from '#rules/configure.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const PUT = signedIn('writes', 'projects:write', async ({ actor, request, address }) =>
  Response.json(await configureRule(actor, RuleSettingChange.parse(await readJson(request)), address)),
)
