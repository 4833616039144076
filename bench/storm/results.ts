// What the pieces found, kept as JSON beside this file, so that the report can be put together from several runs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import path from 'node:path'
import type { Piece } from './options.ts'

const folder = path.join(import.meta.dirname, 'results')

/** `command` is what a reader types to get it again. */
export type Kept<Result> = { date: string; machine: string; command: string; result: Result }

export function keep(piece: Piece, command: string, result: unknown): void {
  mkdirSync(folder, { recursive: true })
  const kept: Kept<unknown> = { date: new Date().toISOString().slice(0, 10), machine: machine(), command, result }
  writeFileSync(fileOf(piece), `${JSON.stringify(kept, null, 2)}\n`)
}

export const kept = <Result>(piece: Piece): Kept<Result> | null =>
  existsSync(fileOf(piece)) ? JSON.parse(readFileSync(fileOf(piece), 'utf8')) : null

const fileOf = (piece: Piece) => path.join(folder, `${piece}.json`)

const machine = () =>
  `${availableParallelism()} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`
