// Fixes are tried together, and what one of them does wrong costs only that one.
import { expect, test } from 'playwright/test'
import { checkFixes } from './check-fixes.ts'
import type { Analyse, CodeFile, Hit } from './hit.ts'
import { eachItsOwn, homesOf } from './homes.ts'
import { trialHere } from './trial.ts'

test('fixes that hold are all tried with one more analysis, and stay in their order', async () => {
  const { file, hits } = given('bad bad bad')
  const { analyse, times } = counted()
  const checked = await tried(file, hits, analyse)
  expect(checked.map(({ fix }) => fix?.checked)).toEqual([true, true, true])
  expect(checked.map(({ range }) => range)).toEqual(hits.map(({ range }) => range))
  expect(times()).toBe(1)
})

test('one that mends nothing, and one that breaks something else, cost only themselves', async () => {
  const { file, hits } = given('bad bad bad bad', ['good', 'bad!', 'worse', 'good'])
  const checked = await tried(file, hits, counted().analyse)
  expect(checked.map(({ fix }) => fix?.checked)).toEqual([true, undefined, undefined, true])
})

test('one that breaks what another mends is not hidden by it', async () => {
  const { file, hits } = given('bad worse', ['worse', 'good'])
  const checked = await tried(file, hits, counted().analyse)
  expect(checked.map(({ fix }) => fix?.checked)).toEqual([undefined, true])
})

test('two for one place are tried apart', async () => {
  const { file, hits } = given('bad')
  const checked = await tried(file, [...hits, ...hits.map((hit) => ({ ...hit }))], counted().analyse)
  expect(checked.map(({ fix }) => fix?.checked)).toEqual([true, true])
})

test('fixes of one function are tried apart, and whoever found them hears of each alone', async () => {
  const content = 'bad = 1\n\ndef f():\n    bad(bad)\n\ndef g():\n    bad()\n'
  const file: CodeFile = { path: 'a.py', language: 'python', content }
  const edit = (startLine: number, startColumn: number) => {
    const range = { startLine, startColumn, endLine: startLine, endColumn: startColumn + 3 }
    const fix = { title: 'Mend it', checked: false, edits: [{ path: 'a.py', range, newText: 'good' }] }
    return { ...(found('bad')[0] as Hit), range, fix }
  }
  const hits = [edit(1, 1), edit(4, 5), edit(4, 9), edit(7, 5)]
  const [alone, texts]: string[][] = [[], []]
  const noted =
    (into: string[] = []): Analyse =>
    ({ content: text }) => {
      if (text !== content) into.push(text)
      return placed(text)
    }
  const homes = homesOf(file, hits)
  const [f, g] = ['def f', 'def g'].map((text) => ({ at: content.indexOf(text), isImport: false }))
  expect(homes).toEqual([null, f, f, g])
  const checked = await checkFixes(file, hits, homes, trialHere(file, [noted(alone), noted(texts)], 0))
  expect(checked.map(({ fix }) => fix?.checked)).toEqual([true, true, true, true])
  const mends = (all: string[] = []) => all.map((text) => text.match(/good/g)?.length)
  expect(mends(texts).sort()).toEqual([1, 1, 2])
  expect(mends(alone)).toEqual([1, 1, 1, 1])
})

test('a finding that goes does not make up for one that comes elsewhere', async () => {
  const content = 'bad\nfine\nbad\n'
  const hits = placed(content).slice(0, 1)
  const range = { startLine: 1, startColumn: 1, endLine: 2, endColumn: 5 }
  const mend = { title: 'Mend it', checked: false, edits: [{ path: 'a.txt', range, newText: 'fine\nfine' }] }
  const file: CodeFile = { path: 'a.txt', language: 'text', content }
  const moving: Analyse = ({ content: text }) => placed(text === content ? text : text.replace(/bad\n$/, 'fine\nbad\n'))
  const withFix = hits.map((hit) => ({ ...hit, fix: mend }))
  expect((await tried(file, withFix, moving))[0]?.fix).toBeUndefined()
  expect((await tried(file, withFix, ({ content: text }) => placed(text)))[0]?.fix?.checked).toBe(true)
})

test('after twenty tries the rest are told as not checked', async () => {
  const words = Array.from({ length: 64 }, () => 'bad')
  const { file, hits } = given(
    words.join(' '),
    words.map(() => 'bad!'),
  )
  const { analyse, times } = counted()
  const checked = await tried(file, hits, analyse)
  expect(times()).toBe(21)
  expect(checked.filter(({ fix }) => fix && !fix.checked).length).toBeGreaterThan(30)
  expect(checked.some(({ fix }) => fix?.checked)).toBe(false)
})

test('code that no longer parses is no mend, nor is one in another file, nor one for what is held back', async () => {
  const file: CodeFile = { path: 'a.py', language: 'python', content: 'bad = 1\n' }
  const [hit] = given('bad', ['good = (']).hits as [Hit]
  const fix = hit.fix as NonNullable<Hit['fix']>
  const elsewhere = { ...hit, fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: 'b.py' })) } }
  const heldBack = { ...given('bad').hits[0], heldBack: 'not sure' } as Hit
  for (const one of [{ ...hit, fix: at('a.py', fix) }, elsewhere, heldBack])
    expect((await tried(file, [one], counted().analyse))[0]?.fix).toBeUndefined()
})

const tried = (file: CodeFile, hits: Hit[], analyse: Analyse) =>
  checkFixes(file, hits, eachItsOwn(hits), trialHere(file, [analyse]))

const at = (path: string, fix: NonNullable<Hit['fix']>) => ({
  ...fix,
  edits: fix.edits.map((edit) => ({ ...edit, path })),
})

/** A finding for each word, with a fix that puts another word there. */
function given(content: string, mends = content.split(' ').map(() => 'good')): { file: CodeFile; hits: Hit[] } {
  const file: CodeFile = { path: 'a.txt', language: 'text', content }
  return {
    file,
    hits: found(content).map((hit, index) => {
      const edits = [{ path: file.path, range: hit.range, newText: mends[index] ?? '' }]
      return { ...hit, fix: { title: 'Mend it', edits, checked: false } }
    }),
  }
}

const found = (content: string): Hit[] =>
  [...content.matchAll(/bad|worse/g)].map(({ 0: word, index }) => ({
    ruleId: `a/${word}`,
    range: { startLine: 1, startColumn: index + 1, endLine: 1, endColumn: index + 1 + word.length },
    severity: 'low',
    category: 'bug',
    title: word,
    explanation: 'It is.',
  }))

/** As `found`, over several lines. */
const placed = (content: string): Hit[] =>
  content
    .split('\n')
    .flatMap((line, index) =>
      found(line).map((hit) => ({ ...hit, range: { ...hit.range, startLine: index + 1, endLine: index + 1 } })),
    )

function counted() {
  let times = 0
  const analyse = ({ content }: CodeFile) => {
    times += 1
    return found(content)
  }
  return { analyse, times: () => times }
}
