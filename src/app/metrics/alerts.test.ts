// The alert rules: Prometheus' own tool takes them and plays them through, and each has its page in the handbook.
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { Histogram } from 'prom-client'
import { registry } from '#metrics.ts'
import { gaugeQueue } from './gauges.ts'

const folder = 'docs/prometheus'
const rules = readFileSync(`${folder}/lintel.rules.yml`, 'utf8')
const names = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name as string)

const promtool = ['/usr/bin/promtool', '/opt/homebrew/bin/promtool', '/usr/local/bin/promtool'].find(existsSync)
const missing = 'promtool is missing, so the alerts are not tried. Install it with: apt-get install prometheus'

test('promtool takes the rules, and they fire when they should and not before', async () => {
  test.info().skip(!promtool, missing)
  const run = (...args: string[]) => promisify(execFile)(promtool as string, args, { cwd: folder })
  expect((await run('check', 'rules', 'lintel.rules.yml')).stdout).toContain(`${names.length} rules found`)
  expect((await run('test', 'rules', 'lintel.rules.test.yml')).stdout).toContain('SUCCESS')
})

test('they ask for what is measured, and the handbook says of each what to do', () => {
  gaugeQueue()
  const known = registry
    .getMetricsAsArray()
    .flatMap((metric) =>
      metric instanceof Histogram ? [`${metric.name}_bucket`, `${metric.name}_count`] : metric.name,
    )
  for (const [metric] of rules.matchAll(/lintel_\w+/g)) expect(known).toContain(metric)
  const handbook = readFileSync('docs/operations.md', 'utf8')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) expect(handbook).toContain(`**${name}**`)
})
