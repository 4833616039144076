// The following of values alone: `node bench/engine/flows.ts` for its time, with a language and a folder for what it says
// there; `dataflow` is where values come from and go to, `values` the slips with them on each path.
import { analyse } from '#analysis/analysers/dataflow.ts'
import { analyse as slips } from '#analysis/analysers/values.ts'
import { hitsOf } from '#analysis/hit.ts'
import { withLinked } from '#analysis/links/linked-files.ts'
import { defaultPath, type Language } from '#contract/language.ts'
import { quantile } from '../quantiles.ts'
import { material } from './material.ts'
import { realFiles } from './real-files.ts'

const RUNS = 25
const WARMING_RUNS = 15
const code = ['python', 'javascript', 'typescript', 'go', 'java'] as const

const [language, folder, most = '600'] = process.argv.slice(2)
if (language && folder) await said(language as Language, folder, Number(most))
else await times()

async function times(): Promise<void> {
  for (const one of code) {
    const taken: number[] = []
    for (let run = 0; run < WARMING_RUNS + RUNS; run++) {
      const content = material(one, 500, run, 1)
      const before = performance.now()
      await analyse({ path: defaultPath[one], content, language: one })
      if (run >= WARMING_RUNS) taken.push(performance.now() - before)
    }
    print(`${one}: 500 lines, p50 ${quantile(taken, 0.5).toFixed(1)} ms, fastest ${Math.min(...taken).toFixed(1)} ms`)
  }
  for (const count of [50, 100, 200]) {
    const files = Array.from({ length: count }, (_, index) => ({
      path: `m${index}.py`,
      content: `from m${(index + 1) % count} import f\n${material('python', 300, 1000 + count + index, 1)}`,
      language: 'python' as const,
    }))
    const before = performance.now()
    for (const file of withLinked(files)) await analyse(file)
    print(`${count} files that import each other: ${((performance.now() - before) / count).toFixed(1)} ms a file`)
  }
}

async function said(language: Language, folder: string, most: number): Promise<void> {
  const files = realFiles(language, folder, most)
  const lines = files.reduce((sum, { content }) => sum + content.split('\n').length, 0)
  print(`${files.length} files, ${lines} lines`)
  for (const [name, ask] of Object.entries({ dataflow: analyse, values: slips })) {
    const shown = new Set<string>()
    for (const file of withLinked(files))
      for (const { ruleId, range, path, heldBack } of hitsOf(await ask(file)))
        if (!heldBack) shown.add(`${ruleId} ${path ?? file.path}:${range.startLine}`)
    for (const one of shown) print(one)
    print(`${name}: ${shown.size} findings, ${((shown.size / lines) * 1000).toFixed(2)} in 1,000 lines`)
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
