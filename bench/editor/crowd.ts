// A project too large to read at one glance: many files, each with a few flaws.
import type { Visitor } from '../../bin/testing/visitor.ts'

const FILES = 200
const FLAWS = 500

/**
 * Answers how many findings the engine is to tell of it.
 * @param round another one has other code, for which no results are kept.
 */
export async function fillProject(
  origin: string,
  { cookie }: Visitor,
  round: number,
): Promise<{ files: number; flaws: number }> {
  const headers = { cookie, 'content-type': 'application/json' }
  const make = await fetch(`${origin}/api/projects`, { method: 'POST', headers, body: '{"name":"Many files"}' })
  const { id } = await make.json()
  const files = Array.from({ length: FILES }, (_, index) => ({
    path: `part${index % 10}/f${index}.py`,
    content: code(index, round),
  }))
  const body = JSON.stringify({ files })
  const filled = await fetch(`${origin}/api/projects/${id}/import`, { method: 'POST', headers, body })
  if (!filled.ok) throw new Error(`importing was answered with ${filled.status}`)
  return { files: FILES, flaws: FLAWS }
}

/** Two flaws or three, so that all files together have as many as are wanted. */
function code(index: number, round: number): string {
  const flaws = Math.floor(((index + 1) * FLAWS) / FILES) - Math.floor((index * FLAWS) / FILES)
  const functions = Array.from(
    { length: flaws },
    (_, n) => `def f${n}(x):\n    return missing_${round}_${index}_${n}\n\n\n`,
  )
  return `${functions.join('')}def plain(x):\n    return x + ${index}\n`
}
