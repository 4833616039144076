// Code that people wrote: `node bench/engine/real.ts LANGUAGE FOLDER` times the engine on its files of 400 to 600 lines, warm.
import { globSync, readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { analyse } from '#analysis/analyse.ts'
import { analyse as follow } from '#analysis/analysers/dataflow.ts'
import { closeEngine, warmEngine } from '#analysis/warm.ts'
import type { Language } from '#contract/language.ts'
import { quantile } from '../quantiles.ts'

const MOST_FILES = 60
/** Each in another text, as what was judged before is remembered. */
const WARMING_ROUNDS = 2
const endings: Partial<Record<Language, string>> = {
  python: 'py',
  javascript: '{js,mjs,cjs}',
  typescript: 'ts',
  go: 'go',
  java: 'java',
}

const [language, folder] = process.argv.slice(2) as [Language, string]
const files = filesIn(folder)
await warmEngine([language])
const whole = await timed(async (file) => {
  const tools = { signal: AbortSignal.timeout(60_000), model: null, planned: async () => {} }
  await analyse([file], { ...tools, remember: (_step, run) => run() })
})
const flows = await timed(async (file) => {
  await follow(file)
})
await closeEngine()
process.stdout.write(
  `${language}, ${files.length} files: p50 ${whole.p50} ms, p95 ${whole.p95}; values alone, with reading: p50 ${flows.p50}, p95 ${flows.p95}\n`,
)

/** Evenly spread over the folder; no tests, no types alone, nothing that a machine wrote. */
function filesIn(root: string) {
  const texts = new Map<string, string>()
  for (const path of globSync(`${root}/**/*.${endings[language]}`).sort()) {
    if (
      !statSync(path).isFile() ||
      /\/(tests?|testdata|__tests__|dist-packages|dist|build|compiled|cjs|esm|umd|vs)\/|\.min\.|_test\.go$|\.d\.ts$|\/test_/.test(
        path,
      )
    )
      continue
    const content = readFileSync(path, 'utf8')
    const lines = content.split('\n').length
    if (lines >= 400 && lines <= 600 && !/.{1000}/.test(content)) texts.set(content, relative(root, path))
  }
  const all = [...texts].map(([content, path]) => ({
    path: path.replaceAll('node_modules', 'packages'),
    content,
    language,
  }))
  const stride = Math.max(1, all.length / MOST_FILES)
  return all.filter((_, index) => Math.floor(index / stride) !== Math.floor((index - 1) / stride))
}

async function timed(judge: (file: (typeof files)[number]) => Promise<void>) {
  const times: number[] = []
  for (let round = 0; round <= WARMING_ROUNDS; round++)
    for (const file of files) {
      const another = { ...file, content: file.content + '\n'.repeat(round) }
      const before = performance.now()
      await judge(another)
      if (round === WARMING_ROUNDS) times.push(performance.now() - before)
    }
  return { p50: quantile(times, 0.5).toFixed(0), p95: quantile(times, 0.95).toFixed(0) }
}
