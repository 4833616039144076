// What is looked for: built-in rules, the team's own, and what holds for each.
import { Guideline, NewGuideline, RuleExamples } from '#contract/guideline.ts'
import { NewOwnRule, OwnRule, OwnRuleChange, RuleList, RulesQuery, SavedRule } from '#contract/own-rule.ts'
import { listOf } from '#contract/project.ts'
import { RuleSettingChange, RuleSettingChanged } from '#contract/rule-setting.ts'
import { RuleTrial, RuleTried } from '#contract/rule-try.ts'
import type { Operations } from './operation.ts'

export const ruleOperations: Operations = {
  'GET /api/rules': {
    tag: 'Rules',
    summary: 'Lists what is looked for, rule by rule, and what holds for each in the workspace or a project.',
    access: 'reviews:read',
    query: RulesQuery,
    status: 200,
    answer: RuleList,
  },
  'POST /api/rules': {
    tag: 'Rules',
    summary: 'Saves a rule of your own; its tests are run, and one that fails them is kept as a draft.',
    description:
      'Refused with `conflict` when it matches much of the code that is there, unless it is said to be wanted.',
    access: 'projects:write',
    body: NewOwnRule,
    status: 201,
    answer: SavedRule,
    problems: ['not-found', 'conflict'],
  },
  'GET /api/rules/{id}': {
    tag: 'Rules',
    summary: 'Reads a rule of your own, with who changed what.',
    access: 'reviews:read',
    status: 200,
    answer: OwnRule,
    problems: ['not-found'],
  },
  'PUT /api/rules/{id}': {
    tag: 'Rules',
    summary: 'Changes a rule of your own.',
    access: 'projects:write',
    body: OwnRuleChange,
    status: 200,
    answer: SavedRule,
    problems: ['not-found', 'conflict'],
  },
  'DELETE /api/rules/{id}': {
    tag: 'Rules',
    summary: 'Deletes a rule of your own; its history stays.',
    access: 'projects:write',
    status: 204,
    answer: null,
    problems: ['not-found'],
  },
  'POST /api/rules/try': {
    tag: 'Rules',
    summary: 'Tells what a rule would find, without keeping anything. It has two seconds.',
    access: 'projects:read',
    body: RuleTrial,
    status: 200,
    answer: RuleTried,
    problems: ['not-found'],
  },
  'PUT /api/rules/settings': {
    tag: 'Rules',
    summary:
      'Says whether a rule speaks and how grave it is, in the workspace or a project, for all files or for a path.',
    description: 'Holds from the next review on; sending back `before` undoes it.',
    access: 'projects:write',
    body: RuleSettingChange,
    status: 200,
    answer: RuleSettingChanged,
    problems: ['not-found'],
  },
  'GET /api/guidelines': {
    tag: 'Rules',
    summary: 'Lists what the model is asked for in plain words, and for which files.',
    access: 'reviews:read',
    status: 200,
    answer: listOf(Guideline),
  },
  'POST /api/guidelines': {
    tag: 'Rules',
    summary: 'Adds a guideline for the model; it goes along with the files whose paths fit, from the next review on.',
    access: 'projects:write',
    body: NewGuideline,
    status: 201,
    answer: Guideline,
    problems: ['forbidden', 'conflict'],
  },
  'PUT /api/guidelines/{id}': {
    tag: 'Rules',
    summary: 'Changes a guideline.',
    access: 'projects:write',
    body: NewGuideline,
    status: 200,
    answer: Guideline,
    problems: ['forbidden', 'not-found'],
  },
  'DELETE /api/guidelines/{id}': {
    tag: 'Rules',
    summary: 'Deletes a guideline.',
    access: 'projects:write',
    status: 204,
    answer: null,
    problems: ['forbidden', 'not-found'],
  },
  'POST /api/guidelines/{id}/rule': {
    tag: 'Rules',
    summary: 'Has the model write a rule from a guideline, with examples; from then on it costs nothing.',
    description:
      'Saved as a rule of your own when it finds every wrong example and no right one; else refused with `conflict`, and nothing is kept.',
    access: 'projects:write',
    body: RuleExamples,
    status: 201,
    answer: SavedRule,
    problems: ['forbidden', 'not-found', 'conflict', 'model-failed'],
  },
}
