// An analyser that misbehaves on purpose, by the name of the file: what the isolation of steps is tested with.
import type { CodeFile, Hit } from '../hit.ts'

export function analyse({ path }: CodeFile): Hit[] {
  if (path === 'hang.py') for (;;);
  if (path === 'exit.py') process.exit(3)
  if (path === 'throw.py') throw new Error('Broken on purpose.')
  if (path === 'memory.py') {
    const kept: number[][] = []
    for (;;) kept.push(new Array(1_000_000).fill(kept.length))
  }
  const range = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }
  return [
    { ruleId: 'misbehaving/ok', range, severity: 'low', category: 'bug', title: 'Seen', explanation: 'It was read.' },
  ]
}
