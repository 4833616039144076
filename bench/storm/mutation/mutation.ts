// One guard taken away: where it stands, what is there instead, and which tests must notice.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Mutation = {
  transition: string
  guard: string
  file: string
  /** Stands in the file exactly once. */
  find: string
  replace: string
  tests: string
  /** Only the tests with these words in their names, where the file has many others. */
  words: string
}

type Row = [transition: string, guard: string, find: string, replace: string, words?: string]

/** The rows of one file of the queue, and the tests that watch over it. */
export const guardsOf = (name: string, tests: string, ...rows: Row[]): Mutation[] =>
  rows.map(([transition, guard, find, replace, words = '']) => {
    return { transition, guard, file: `src/reviews/${name}.ts`, find, replace, tests: `${tests}.test.ts`, words }
  })

/** A value that the code puts into a statement. */
export const hole = (expression: string) => ['$', '{', expression, '}'].join('')

/** The text of the file without the guard. Throws when the table no longer fits the code. */
export function mutated({ transition, guard, file, find, replace }: Mutation, root: string): string {
  const text = readFileSync(path.join(root, file), 'utf8')
  const times = text.split(find).length - 1
  if (times !== 1) throw new Error(`${transition}, ${guard}: "${find}" stands ${times} times in ${file}, not once`)
  return text.replace(find, () => replace)
}
