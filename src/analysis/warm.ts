// The engine's threads of this process: warmed when the worker starts, closed when it stops.
import { defaultPath } from '#contract/language.ts'
import { log } from '#log.ts'
import type { CodeFile } from './hit.ts'
import { panel } from './panel.ts'
import { openPool, type Pool } from './pool.ts'

const WARMING_MS = 60_000

let pool: Pool | null = null
let warming: Promise<void> | null = null

export function enginePool(): Pool {
  pool ??= openPool()
  return pool
}

/** Loads every analyser into every thread, once; a review waits for it, as loading must not count as judging. */
export function warmEngine(): Promise<void> {
  warming ??= warm(enginePool())
  return warming
}

async function warm({ run, threads }: Pool): Promise<void> {
  const task = { module: new URL('./warm-thread.ts', import.meta.url), name: 'warmThread', input: samples() }
  const limits = () => ({ milliseconds: WARMING_MS, signal: AbortSignal.timeout(WARMING_MS) })
  const ended = await Promise.allSettled(Array.from({ length: threads }, () => run(task, limits())))
  // An analyser that cannot be loaded costs its own step later, not the start.
  for (const one of ended) if (one.status === 'rejected') log.error({ err: one.reason }, 'analysis.warming_failed')
}

/** Stops the threads; whatever they were judging is rejected. */
export async function closeEngine(): Promise<void> {
  const closing = pool
  pool = null
  warming = null
  await closing?.close()
}

function samples(): { module: string; file: CodeFile }[] {
  return panel.flatMap(({ module, languages }) =>
    languages.map((language) => ({
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
