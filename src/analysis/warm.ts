// The engine's threads of this process: warmed when the worker starts, closed when it stops.
import { defaultPath, type Language, languages } from '#contract/language.ts'
import { log } from '#log.ts'
import type { CodeFile } from './hit.ts'
import { rulePool } from './own-rules/rule-pool.ts'
import { panel } from './panel.ts'
import { openPool, type Pool } from './pool.ts'

const WARMING_MS = 60_000

let pool: Pool | null = null
let threads: number | undefined
const warming = new Map<Language, Promise<void>>()

/** Before the first use; as many threads as there are cores, at most four, when nothing is said. */
export function sizeEngine(wanted: number | undefined): void {
  threads = wanted
}

export function enginePool(): Pool {
  pool ??= openPool(threads)
  return pool
}

/**
 * Loads the analysers of these languages into every thread, once; a review waits for it, as loading must not count as
 * judging. One that has no JavaScript in it does not wait for ESLint.
 */
export async function warmEngine(wanted: readonly Language[] = languages): Promise<void> {
  const cold = wanted.filter((language) => !warming.has(language))
  if (cold.length > 0) {
    const warmed = warm(enginePool(), cold)
    for (const language of cold) warming.set(language, warmed)
  }
  await Promise.all(wanted.map((language) => warming.get(language)))
}

async function warm({ run, threads }: Pool, cold: Language[]): Promise<void> {
  const task = { module: new URL('./warm-thread.ts', import.meta.url), name: 'warmThread', input: samples(cold) }
  const limits = () => ({ milliseconds: WARMING_MS, signal: AbortSignal.timeout(WARMING_MS) })
  const ended = await Promise.allSettled(Array.from({ length: threads }, () => run(task, limits())))
  // An analyser that cannot be loaded costs its own step later, not the start.
  for (const one of ended) if (one.status === 'rejected') log.error({ err: one.reason }, 'analysis.warming_failed')
}

/** Stops the threads and the processes for rules; whatever they were judging is rejected. */
export async function closeEngine(): Promise<void> {
  const closing = pool
  pool = null
  warming.clear()
  rulePool().close()
  await closing?.close()
}

function samples(cold: Language[]): { module: string; file: CodeFile }[] {
  return panel.flatMap(({ module, languages }) =>
    languages
      .filter((language) => cold.includes(language))
      .map((language) => ({
        module: module.href,
        file: { path: defaultPath[language], content: sample[language], language },
      })),
  )
}

const sample = {
  python: 'import os\n\n\ndef run(name: str) -> str:\n    return os.path.join("a", name)\n',
  javascript: "import { useState } from 'react'\nexport const start = (name) => useState(name)\n",
  typescript: 'export const start = (name: string): string => name\n',
  go: 'package main\n\nfunc main() { println("a") }\n',
  java: 'class Main { void run(String name) { System.out.println(name); } }\n',
  text: 'name = value\n',
}
