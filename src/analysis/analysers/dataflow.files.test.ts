// Values that go from file to file: what is told where, what another file knows better, and work that stays bounded.
import { expect, test } from 'playwright/test'
import { analyse, type SourceFile } from '../analyse.ts'
import { closeEngine } from '../warm.ts'
import { analyse as follow } from './dataflow.ts'

test.afterAll(closeEngine)

const review = async (texts: Record<string, string>) => {
  const files = Object.entries(texts).map(([path, content]): SourceFile => ({ path, content, language: null }))
  const outcome = await analyse(files, {
    signal: AbortSignal.timeout(50_000),
    model: null,
    planned: async () => {},
    remember: (_, run) => run(),
  })
  const flows = outcome.findings.filter(({ ruleId }) => ruleId.startsWith('dataflow/'))
  return { ...outcome, shown: flows.filter(({ fate }) => fate === 'shown'), flows }
}

const store = `import sqlite3

def find(name):
    db = sqlite3.connect("a.db")
    return db.execute("select * from people where name = '" + name + "'").fetchall()
`
const view = (value: string) => `from flask import Flask, request
from store import find

app = Flask(__name__)

@app.get("/people")
def people():
    return {"people": find(${value})}
`

test('the finding stands in the file where the harm is done, with its way through both; asked again with another import, the answer is another', async () => {
  const flawed = await review({ 'view.py': view('request.args["name"]'), 'store.py': store })
  expect(flawed.shown.map(({ path, range, ruleId }) => [path, range?.startLine, ruleId])).toEqual([
    ['store.py', 5, 'dataflow/sql-injection'],
  ])
  expect(flawed.shown[0]?.evidence?.map(({ path }) => path)).toEqual(['view.py', 'view.py', 'store.py'])
  expect(flawed.shown[0]?.severity).toBe('critical')

  const clean = await review({ 'view.py': view('int(request.args["name"])'), 'store.py': store })
  expect(clean.shown).toEqual([])
  expect(clean.flows.map(({ fateReason }) => fateReason)).toEqual([
    'All who fill the parameter are seen, and none brings it in from outside.',
  ])

  // The file itself is the same as before: what it imports is part of what is remembered.
  const harmless = store.replace(
    /db\.execute.*/,
    'db.execute("select * from people where name = ?", (name,)).fetchall()',
  )
  const mended = await review({ 'view.py': view('request.args["name"]'), 'store.py': harmless })
  expect(mended.shown).toEqual([])
})

test('what is known to be harmless, or never run, is not told by a rule that sees one line only', async () => {
  const { findings } = await review({
    'a.py': `import os
DEBUG = False
UNITS = {"web", "mail"}

def restart(unit):
    if unit not in UNITS:
        raise ValueError(unit)
    os.system("systemctl restart " + unit)
    if DEBUG:
        eval(unit)

def other(unit):
    os.system("systemctl restart " + unit)
`,
  })
  const security = findings.filter(({ category }) => category === 'security')
  expect(security.filter(({ fate }) => fate === 'shown').map(({ range }) => range?.startLine)).toEqual([13])
  expect(security.some(({ fate, range }) => fate === 'held-back' && range?.startLine === 8)).toBe(true)
})

test('a function that is too long is given up, and it is said', () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `    if x == "${index}":\n        x = x + "a"`)
  const gapsOf = (content: string) => {
    const told = follow({ path: 'a.py', content, language: 'python' }) as { gaps: string[] }
    return told.gaps
  }
  expect(gapsOf(`from flask import request\ndef f():\n    x = request.args["q"]\n${lines.join('\n')}\n`)).toEqual([
    'Values were not followed to the end in f: too many ways.',
  ])
})
