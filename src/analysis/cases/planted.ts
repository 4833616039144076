// Two programs with five planted defects each, beside a twin that differs only there: what must be found, and nothing else.
import { readFileSync } from 'node:fs'
import type { Language } from '#contract/language.ts'

type Planted = {
  path: string
  language: Language
  flawed: string
  clean: string
  /** Line and rule of each defect. */
  expected: [number, string][]
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

export const planted: Planted[] = [
  {
    path: 'orders.py',
    language: 'python',
    flawed: read('./orders.py'),
    clean: read('./orders.clean.py'),
    expected: [
      [86, 'secrets/aws-access-key'],
      [117, 'dataflow/sql-injection'],
      [158, 'patterns/mutable-default'],
      [182, 'dataflow/command-injection'],
      [190, 'python/F821'],
    ],
  },
  {
    path: 'invoices.ts',
    language: 'typescript',
    // Not named .ts: it is code to judge, not code of ours.
    flawed: read('./invoices.ts.txt'),
    clean: read('./invoices.clean.ts.txt'),
    expected: [
      [47, 'secrets/github-token'],
      [97, 'dataflow/sql-injection'],
      [111, 'javascript/no-self-compare'],
      [125, 'dataflow/command-injection'],
      [131, 'javascript/no-new-func'],
    ],
  },
]
