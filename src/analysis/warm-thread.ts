// Loads the analysers into one thread by letting each judge a few lines.
import type { Analyse, CodeFile } from './hit.ts'

export async function warmThread(samples: { module: string; file: CodeFile }[]): Promise<void> {
  for (const { module, file } of samples) {
    const { analyse } = (await import(module)) as { analyse: Analyse }
    await analyse(file)
  }
}
