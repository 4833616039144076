// Next's production build, made anew when the sources differ from those of the last one.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Child, ChildSpec } from './child.ts'
import { refusal } from './refusal.ts'
import { inRoot } from './root.ts'

const stamp = inRoot('.next/lintel-sources')
const settings = /^(package\.json|pnpm-lock\.yaml|tsconfig\.json|(next|postcss)\.config\.\w+)$/
const tests = /\.(test|e2e)\.tsx?$/

export function isBuilt(): boolean {
  return existsSync(inRoot('.next/BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()
}

export async function buildPages(run: (spec: ChildSpec) => Child, output: ChildSpec['output']): Promise<void> {
  const hash = sourcesHash()
  const next = inRoot('node_modules/next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
  const build = run({
    name: 'next build',
    command: process.execPath,
    args: [next, 'build'],
    env,
    output,
    cwd: inRoot(),
  })
  const how = await build.ended
  if (how !== 0) throw refusal(`The pages could not be built (${how}).\n${build.tail()}`)
  writeFileSync(stamp, hash)
}

function sourcesHash(): string {
  const below = readdirSync(inRoot('src'), { recursive: true, withFileTypes: true })
  const sources = below.filter((entry) => entry.isFile() && !tests.test(entry.name))
  const files = [
    ...sources.map((entry) => `${entry.parentPath}/${entry.name}`),
    ...readdirSync(inRoot())
      .filter((name) => settings.test(name))
      .map((name) => inRoot(name)),
  ]
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash
      .update(`${file.slice(inRoot().length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}
