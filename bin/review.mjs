// `pnpm review <path>`: judges a file or a folder from the terminal; no server, no database, no network.
import { requireNode } from './node-version.mjs'

requireNode('pnpm review')
const { review } = await import('../cli/main.ts')
const { closeEngine } = await import('../src/analysis/warm.ts')
const { log } = await import('../src/log.ts')
log.level = 'silent' // what an analyser could not do is part of the report
const from = process.env.INIT_CWD ?? process.cwd() // where the command was given; package managers go to the project first
process.exitCode = await review(process.argv.slice(2), from, { out: process.stdout, err: process.stderr })
await closeEngine()
