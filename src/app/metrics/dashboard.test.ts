// The dashboard shows all that is measured, and nothing that is not.
import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { Histogram } from 'prom-client'
import { registry } from '#metrics.ts'
import { gaugeWorker } from '../../../worker/gauges.ts'
import { gaugeQueue } from './gauges.ts'

type Target = { expr: string; datasource: { uid: string } }
type Panel = {
  id: number
  type: string
  title: string
  targets?: Target[]
  gridPos: { x: number; y: number; w: number; h: number }
}
type Dashboard = { schemaVersion: number; panels: Panel[]; templating: { list: { name: string; type: string }[] } }

const dashboard = JSON.parse(readFileSync('docs/grafana/lintel.json', 'utf8')) as Dashboard
const targets = dashboard.panels.flatMap(({ targets = [] }) => targets)

gaugeQueue()
gaugeWorker({ running: new Set(), concurrency: 1 })
const byName = registry.getMetricsAsArray()

/** The names under which Prometheus knows a metric. */
const series = byName.flatMap((metric) =>
  metric instanceof Histogram ? ['_bucket', '_sum', '_count'].map((end) => metric.name + end) : [metric.name],
)
const shown = new Set(targets.flatMap(({ expr }) => expr.match(/lintel_\w+/g) ?? []))

test('every expression asks for something that is measured, of the one data source', () => {
  expect(targets.length).toBeGreaterThan(20)
  for (const name of shown) expect(series).toContain(name)
  for (const { expr, datasource } of targets) {
    expect(expr).toMatch(/lintel_/)
    expect(datasource.uid).toBe(`\${${dashboard.templating.list[0]?.name}}`)
  }
  expect(dashboard.templating.list).toMatchObject([{ type: 'datasource' }])
})

test('every metric of the product is on it', () => {
  const ours = byName.map(({ name }) => name).filter((name) => !/^lintel_(process|nodejs)_/.test(name))
  expect(ours.length).toBeGreaterThan(18)
  const isShown = (name: string) => [name, `${name}_bucket`].some((known) => shown.has(known))
  expect(ours.filter((name) => !isShown(name))).toEqual([])
})

test('names follow the conventions: counters end in _total, times are seconds', () => {
  for (const { name, help, type } of byName as unknown as { name: string; help: string; type: string }[]) {
    if (/^lintel_(process|nodejs)_/.test(name)) continue
    expect(name.endsWith('_total'), name).toBe(type === 'counter')
    if (type === 'histogram') expect(name).toMatch(/_seconds$/)
    expect(help).toMatch(/\.$/)
  }
})

test('panels have a name and a place of their own, below the row they belong to', () => {
  expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(41)
  expect(dashboard.panels[0]?.type).toBe('row')
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
  const taken = new Set<string>()
  for (const { title, gridPos } of dashboard.panels) {
    expect(title).not.toBe('')
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(x < 24 && !taken.has(`${x},${y}`), title).toBe(true)
        taken.add(`${x},${y}`)
      }
  }
})
