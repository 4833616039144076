// The example of docs/dataflow.md: a framework nobody has heard of is four lines in a table.
import { expect, test } from 'playwright/test'
import { treeOf } from '../grammar.ts'
import { follow } from './follow.ts'
import { readPython } from './read/python.ts'
import { isSure } from './run.ts'
import type { Table } from './table.ts'
import { pythonTable } from './tables/python.ts'

const pebble: Table = {
  ...pythonTable,
  sources: [...pythonTable.sources, { names: ['ctx.input()'], note: 'comes with the request' }],
  sinks: [...pythonTable.sinks, { rule: 'sql-injection', names: ['pebble.sql'], args: [0] }],
  cleaners: [...pythonTable.cleaners, { names: ['pebble.quote'], rules: ['sql-injection'] }],
}

const flawed = `
import pebble

def show(ctx):
    name = ctx.input("name")
    query = "select * from people where name = '" + name + "'"
    return pebble.sql(query)
`
const shown = (code: string, table: Table) =>
  follow(readPython(treeOf('python', code)), table).reached.filter(({ rule, taint }) => isSure(rule, taint))

test('with the entries it is found, with every step of the way', () => {
  const [found, ...others] = shown(flawed, pebble)
  expect(others).toEqual([])
  expect(found?.rule).toBe('sql-injection')
  expect(found?.taint.steps.map(({ note }) => note)).toEqual([
    'comes with the request',
    'is kept in `name`',
    'is kept in `query`',
  ])
})

test('what was made harmless is not, and without the entries nobody knows', () => {
  expect(shown(flawed.replace('ctx.input("name")', 'pebble.quote(ctx.input("name"))'), pebble)).toEqual([])
  expect(shown(flawed, pythonTable)).toEqual([])
})
