// Keeps a data folder to one launcher, also across containers, which cannot see each other's processes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import path from 'node:path'
import { refusal } from './refusal.ts'

const TAKEN = 75

/**
 * The system's own file lock, held by a small process for as long as its input is open: however we end, it ends with
 * us. Where the command `flock` or such locks are missing (macOS), the run file alone must do.
 */
export async function lockFolder(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'lock')
  writeFileSync(file, '', { mode: 0o600 })
  const args = ['-w', '2', '-E', String(TAKEN), file, 'sh', '-c', 'echo held; exec cat']
  // In a group of its own, or Ctrl-C in the terminal would open the lock while the servers still stop.
  const holder = spawn('flock', args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const ended = once(holder, 'exit').then(
    ([code]) => code,
    () => undefined,
  )
  if ((await Promise.race([ended, once(holder.stdout, 'data')])) === TAKEN)
    throw refusal(
      `Another Lintel is running on ${dataDir}, perhaps in another container.\n` +
        'Stop that one first: two database servers on the same files would destroy them.',
    )
  for (const part of [holder, holder.stdin as Socket, holder.stdout as Socket]) part.unref()
}
