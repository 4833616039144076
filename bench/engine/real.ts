// Code that people wrote: `node bench/engine/real.ts LANGUAGE FOLDER` times the engine on its files of 400 to 600 lines, warm.
import { analyse } from '#analysis/analyse.ts'
import { analyse as follow } from '#analysis/analysers/dataflow.ts'
import { closeEngine, warmEngine } from '#analysis/warm.ts'
import type { Language } from '#contract/language.ts'
import { quantile } from '../quantiles.ts'
import { realFiles } from './real-files.ts'

const MOST_FILES = 60
/** Each in another text, as what was judged before is remembered. */
const WARMING_ROUNDS = 2
const [language, folder] = process.argv.slice(2) as [Language, string]
// The engine leaves out what stands in `node_modules`.
const files = realFiles(language, folder, MOST_FILES, [400, 600]).map((file) => ({
  ...file,
  path: file.path.replaceAll('node_modules', 'packages'),
}))
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
