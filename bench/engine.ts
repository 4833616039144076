// The engine alone: one file of 500 lines in each language, from text to findings.
import { analyse } from '#analysis/analyse.ts'
import { closeEngine } from '#analysis/warm.ts'
import { quantile } from './quantiles.ts'

const RUNS = 15

const unit: Record<string, string> = {
  'a.py':
    'def total(items):\n    result = 0\n    for item in items:\n        result += item.price\n    return result\n',
  'a.js':
    'export function total(items) {\n  let result = 0\n  for (const item of items) result += item.price\n  return result\n}\n',
  'a.ts':
    'export function total(items: Item[]): number {\n  let result = 0\n  for (const item of items) result += item.price\n  return result\n}\n',
  'a.go':
    'func total(items []Item) int {\n\tresult := 0\n\tfor _, item := range items { result += item.Price }\n\treturn result\n}\n',
  'A.java':
    'class A {\n  int total(int[] items) {\n    int result = 0; for (int item : items) result += item; return result;\n  }\n}\n',
}

export async function measureEngine(): Promise<string> {
  const lines = []
  for (const [path, text] of Object.entries(unit)) {
    const start = path === 'a.go' ? 'package a\n' : ''
    // Each unit has five lines and a name of its own.
    const content = start + Array.from({ length: 100 }, (_, n) => text.replace(/total|A(?= \{)/, `$&${n}`)).join('')
    const times = []
    for (let run = 0; run < RUNS + 3; run++) times.push(await time(path, content))
    const warm = times.slice(3)
    lines.push(
      `  ${path.padEnd(8)} ${[0.5, 0.95].map((share) => quantile(warm, share).toFixed(0).padStart(6)).join('')}`,
    )
  }
  await closeEngine()
  return `\nThe engine on one file of 500 lines, warm (ms)\n              p50   p95\n${lines.join('\n')}`
}

async function time(path: string, content: string): Promise<number> {
  const started = performance.now()
  const tools = { signal: AbortSignal.timeout(60_000), model: null, planned: async () => {}, remember: remembered }
  await analyse([{ path, content, language: null }], tools)
  return performance.now() - started
}

const remembered: Parameters<typeof analyse>[1]['remember'] = (_step, run) => run()
