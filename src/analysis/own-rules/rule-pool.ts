// A few processes for rules, asked in turn; each says what it knows, so that many rules are sent once and not per file.
import { availableParallelism } from 'node:os'
import { once } from '#once.ts'
import type { CodeFile } from '../hit.ts'
import { turns } from '../turns.ts'
import type { JudgeAnswer, ReadAnswer, RuleSet, SettingsAnswer } from './orders.ts'
import { type Limits, type RuleChild, ruleChild, type Stopped } from './rule-child.ts'

const MOST = 2

export type RulePool = {
  size: number
  judge(set: RuleSet, file: CodeFile, without: number[], limits: Limits): Promise<JudgeAnswer | Stopped>
  read(source: string, files: CodeFile[], limits: Limits): Promise<ReadAnswer | Stopped>
  readSettings(source: string, limits: Limits): Promise<SettingsAnswer | Stopped>
  close(): void
}

/** The one of this process. Nothing is started before a rule is there to run. */
export const rulePool = (): RulePool => once('rule-pool', () => openRulePool())

export function openRulePool(size = Math.min(MOST, availableParallelism())): RulePool {
  const turn = turns(size)
  const children = Array.from({ length: size }, () => ruleChild())
  const free = [...children]

  async function withChild<Result>(known: string, work: (child: RuleChild) => Promise<Result>): Promise<Result> {
    const done = await turn()
    const index = Math.max(
      0,
      free.findIndex(({ knows }) => knows() === known),
    )
    const [child] = free.splice(index, 1) as [RuleChild]
    try {
      return await work(child)
    } finally {
      free.push(child)
      done()
    }
  }

  return {
    size,
    close: () => children.forEach((child) => void child.end()),
    read: (source, files, limits) =>
      withChild('', async ({ ask }) => answerIn<ReadAnswer>(await ask(() => ({ do: 'read', source, files }), limits))),
    readSettings: (source, limits) =>
      withChild('', async ({ ask }) => answerIn<SettingsAnswer>(await ask(() => ({ do: 'settings', source }), limits))),
    judge: ({ key, documents }, file, without, limits) =>
      withChild(key, async ({ ask }) => {
        const order = (knows: string) =>
          ({ do: 'judge', key, documents: knows === key ? null : documents, file, without }) as const
        return answerIn<JudgeAnswer>(await ask(order, limits))
      }),
  }
}

const answerIn = <Value>(answer: { value: unknown } | Stopped): Value | Stopped =>
  'value' in answer ? (answer.value as Value) : answer
