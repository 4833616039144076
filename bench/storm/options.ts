// What `pnpm storm` is told: which pieces to run, and how long.
import { parseArgs } from 'node:util'
import { refusal } from '../../bin/launch/refusal.ts'

export const pieces = ['seeds', 'points', 'kills', 'flood', 'mutations', 'model', 'report'] as const
export type Piece = (typeof pieces)[number]

export type Options = {
  pieces: Piece[]
  seeds: number
  /** The first of them. */
  from: number
  seconds: number
  /** Seconds, of the seeded storms and the crash points; the kills have the real one. */
  lease: number
  times: number
  kills: number
  submissions: number
  /** Of the model test, and in how many lanes side by side. */
  runs: number
  lanes: number
}

export const usage = `pnpm storm [seeds] [points] [kills] [flood] [mutations] [model] [report]   all of them when none is named
  --seeds 20     how many storms, each with a seed of its own     --from 1      the first seed
  --seconds 60   how long each storm blows                        --lease 3     seconds, in storms and crash points
  --times 10     kills at each crash point                        --kills 100   kills at the real lease of 30 s
  --submissions 10000   of the flood, all within ten seconds
  --runs 10000   of the model test                                --lanes 2     side by side`

export function readOptions(argv: string[]): Options {
  const number = (standard: number) => ({ type: 'string' as const, default: String(standard) })
  const options = {
    seeds: number(20),
    from: number(1),
    seconds: number(60),
    lease: number(3),
    times: number(10),
    kills: number(100),
    submissions: number(10_000),
    runs: number(10_000),
    lanes: number(2),
  }
  try {
    // `pnpm storm -- flood` and `pnpm storm flood` are the same.
    const { values, positionals } = parseArgs({
      args: argv.filter((arg) => arg !== '--'),
      options,
      allowPositionals: true,
    })
    const numbers = Object.entries(values).map(([name, value]) => [name, whole(name, value)])
    return { ...Object.fromEntries(numbers), pieces: positionals.length > 0 ? positionals.map(pieceOf) : [...pieces] }
  } catch (error) {
    throw refusal(`${(error as Error).message}\n\n${usage}`)
  }
}

function whole(name: string, value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw new Error(`--${name} must be a whole number from 1 on, and is "${value}".`)
}

function pieceOf(name: string): Piece {
  const piece = pieces.find((known) => known === name)
  if (!piece) throw new Error(`There is no piece "${name}".`)
  return piece
}
