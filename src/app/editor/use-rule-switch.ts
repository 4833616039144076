// A rule switched off from one of its findings, for the project or for this path, with a way back.
'use client'
import type { Finding } from '#contract/finding.ts'
import { client } from '../api-client.ts'
import { wordsOf } from '../words.ts'
import type { Toasts } from './use-toasts.ts'

export type RuleSwitch = ReturnType<typeof useRuleSwitch>

/** Holds from the next review on; what stands on the lines stays until then. */
export function useRuleSwitch(projectId: string, toasts: Toasts) {
  async function switchOff({ ruleId, path }: Finding, reach: 'rule' | 'path') {
    const glob = reach === 'path' ? globOf(path) : null
    try {
      const { before } = await client.configureRule({ ruleId, projectId, path: glob, on: false, severity: null })
      const undo = () => client.configureRule(before).then(() => toasts.tell(`${ruleId} speaks again`), complain)
      toasts.tell(`From the next review on ${ruleId} is off ${glob === null ? 'in this project' : `for ${glob}`}`, undo)
    } catch (error) {
      complain(error)
    }
    function complain(error: unknown) {
      toasts.complain(`${ruleId}: this could not be saved. ${wordsOf(error)}`)
    }
  }
  return { switchOff }
}

/** What a glob does not know stands for itself as any one character. */
const globOf = (path: string) => path.replace(/[\\{}[\]()!*]/g, '?')
