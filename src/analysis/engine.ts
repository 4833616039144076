// Which engine said it: our own version, raised with every change of rules, and the analysers' packages.
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import type { Engine } from '#contract/review.ts'
import { once } from '#once.ts'
import { panel } from './panel.ts'

export const ENGINE_VERSION = '5'
/** What an analyser says that needs no package. */
const OWN = `lintel ${ENGINE_VERSION}`

export const engine = (): Engine =>
  once('engine', () => ({
    version: ENGINE_VERSION,
    analysers: panel.map(({ name, packages }) => ({ name, version: packages.map(packageVersion).join(', ') || OWN })),
    model: null,
  }))

function packageVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url)
  if (!file) throw new Error(`The package ${name} is not installed.`)
  return `${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`
}
