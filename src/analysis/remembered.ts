// What an analyser said about a text stays true as long as the text, the name's ending and the engine are the same.
import { createHash } from 'node:crypto'
import { once } from '#once.ts'
import { engine } from './engine.ts'
import type { CodeFile } from './hit.ts'
import type { Judged } from './judge-file.ts'

const MOST_BYTES = 32 * 1024 * 1024

type Kept = { judged: Judged; bytes: number }

/** In this process, the latest used first to stay. A run that rejects is not remembered. */
export async function remembered(step: string, file: CodeFile, run: () => Promise<Judged>): Promise<Judged> {
  const memory = kept()
  const key = keyOf(step, file)
  const known = memory.get(key)
  if (known) {
    memory.delete(key)
    memory.set(key, known)
    return known.judged
  }
  const judged = await run()
  const bytes = JSON.stringify(judged).length + key.length
  memory.set(key, { judged, bytes })
  forgetOldest(memory, bytes)
  return judged
}

const kept = () => once('remembered-judgements', () => new Map<string, Kept>())
const total = once('remembered-bytes', () => ({ bytes: 0 }))

function forgetOldest(memory: Map<string, Kept>, added: number): void {
  total.bytes += added
  for (const [key, { bytes }] of memory) {
    if (total.bytes <= MOST_BYTES) return
    memory.delete(key)
    total.bytes -= bytes
  }
}

/** The whole path counts: rules look at folders and names, and what they say names the file. What it imports counts too. */
const keyOf = (step: string, { linked, ...file }: CodeFile) =>
  digest([engine().version, engine().analysers, step, digestOf(file), ...(linked ?? []).map(digestOf)])

/** A file that many import is read once. */
const digests = new WeakMap<CodeFile, string>()

function digestOf(file: CodeFile): string {
  const known = digests.get(file) ?? digest([file.language, file.path, file.content])
  digests.set(file, known)
  return known
}

const digest = (told: unknown) => createHash('sha256').update(JSON.stringify(told)).digest('base64')
