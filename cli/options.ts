// What `pnpm review` was asked to do, or the sentence that says what is wrong with the question.
import { parseArgs } from 'node:util'
import { type Candidate, severities } from '#contract/finding.ts'

export const formats = ['text', 'json', 'jsonl', 'sarif', 'markdown', 'gitlab', 'junit'] as const

export type Options = {
  target: string
  format: (typeof formats)[number]
  diff: string | null
  fix: boolean
  /** The least severity that makes the exit code 1. */
  failOn: Candidate['severity']
  output: string | null
  help: boolean
}

export const USAGE = `Judges a file or a folder, without a server or a database.

  pnpm review [path] [options]        path: the current folder unless named

  --format <f>       ${formats.join(', ')} (default: text)
  --output <file>    write the report there instead of to the terminal
  --diff <what>      only findings on changed lines: a revision (main, HEAD~1) or a file with a unified diff
  --fix              apply the checked fixes to the files, then tell what is left
  --fail-on <s>      exit with 1 from this severity on: ${[...severities].reverse().join(', ')} (default: low)
  --help             this text

The rules of the reviewed folder hold too: .lintel/rules/*.yml and lintel.yml. What cannot be read of them makes the
exit code 2.

Exit codes: 0 clean (or nothing as grave as --fail-on), 1 findings, 2 not judged.
`

/** Throws an Error in words for people. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args)
  if (positionals.length > 1) throw new Error(`One path at a time; these are ${positionals.length}.`)
  return {
    target: positionals[0] ?? '.',
    format: oneOf('--format', formats, values.format ?? 'text'),
    diff: values.diff ?? null,
    fix: values.fix ?? false,
    failOn: oneOf('--fail-on', severities, values['fail-on'] ?? 'low'),
    output: values.output ?? null,
    help: values.help ?? false,
  }
}

function parse(args: string[]) {
  // A package manager may hand its own separator through.
  const own = args[0] === '--' ? args.slice(1) : args
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  return parseArgs({
    args: own,
    allowPositionals: true,
    options: { format: text, output: text, diff: text, fix: flag, 'fail-on': text, help: { ...flag, short: 'h' } },
  })
}

function oneOf<Value extends string>(option: string, known: readonly Value[], given: string): Value {
  const found = known.find((one) => one === given)
  if (!found) throw new Error(`${option} ${given}: known are ${known.join(', ')}.`)
  return found
}
