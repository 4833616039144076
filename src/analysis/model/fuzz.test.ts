// Five thousand answers, each damaged in another way: none takes the review down, and no finding lands on a wrong line.
import fc from 'fast-check'
import { expect, test } from 'playwright/test'
import { Candidate, type Range } from '#contract/finding.ts'
import { linesOf, textIn } from '../position.ts'
import { anchoredLines, place } from './anchor.ts'
import { type Item, readAnswer } from './answer.ts'
import { identify } from './identify.ts'
import { judge } from './judge.ts'
import { fixFrom } from './mend.ts'

const SEED = 20_261_123
const RUNS = 5000

// Lines that are there twice, all three kinds of line ends, tabs, and letters of one, two and more units.
const content = [
  'def first(values):\r\n',
  '\ttotal = 0\r\n',
  '\tfor value in values:\n',
  '\t\ttotal += value\n',
  '\treturn total\r',
  '\n',
  'def second(values):\n',
  '\ttotal = 0\n',
  '    naïve = "😀 ünïcode" + values[0]\n',
  '\treturn total\n',
  'x = [1,2]; y = "e\u0301"\n',
].join('')
const file = { path: 'a.py', content, language: 'python' as const }
const lines = linesOf(content)
const unit = { first: 1, last: lines.starts.length }
const key = { key: 'a key of this test', moved: 0 }
const shown = anchoredLines(lines, unit, key).split('\n')

const line = fc.nat({ max: shown.length - 1 })
const anchor = fc.oneof(
  line.map((index) => shown[index]?.split('|')[0] ?? ''),
  line.map((index) => `${index + 1}#${'zzz'}`),
  fc.string({ maxLength: 12 }),
)
const quote = fc.oneof(
  line.map((index) => shown[index]?.replace(/^[^|]*\|/, '') ?? ''),
  fc.tuple(line, line).map(([a, b]) => shown.slice(Math.min(a, b), Math.max(a, b) + 1).join('\n')),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constant('An empty list is passed in here.'))
const wellPlaced = fc.tuple(line, line, words).map(([a, b, code]) => {
  const anchorAt = (index: number) => shown[index]?.split('|')[0] ?? ''
  return { from: anchorAt(Math.min(a, b)), to: anchorAt(Math.max(a, b)), code }
})
const item = fc.record({
  anchor,
  quote,
  severity: fc.constantFrom('critical', 'high', 'medium', 'low', 'huge'),
  category: fc.constantFrom('bug', 'security', 'style', 'nonsense'),
  title: words,
  explanation: words,
  trigger: fc.option(words),
  fix: fc.option(fc.oneof(fc.record({ from: anchor, to: anchor, code: words }), wellPlaced)),
})
const whole = fc.array(item, { maxLength: 6 }).map((findings) => JSON.stringify({ findings, objections: [] }))

/** Cut, doubled, with something else in it, in a fence, amid words. */
const damaged = fc
  .tuple(whole, fc.nat(), fc.nat(), fc.string({ unit: 'binary', maxLength: 8 }), fc.nat({ max: 7 }))
  .map(([text, a, b, noise, how]) => {
    const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number]
    if (how === 0) return text
    if (how === 1) return text.slice(0, to)
    if (how === 2) return text.slice(0, from) + noise + text.slice(to)
    if (how === 3) return text.slice(0, to) + text.slice(from)
    if (how === 4) return `Here:\n\`\`\`json\n${text}\n\`\`\`${noise}`
    if (how === 5) return `${noise}${text}${noise}`
    if (how === 6) return text.replaceAll('"', "'")
    return text.split('').reverse().join('')
  })

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()

const isRight = ({ startLine, endLine, ...columns }: Range, one: { anchor: string; quote: string }) => {
  const at = Number.parseInt(one.anchor, 10)
  const quoted = one.quote.replace(/^\s*\d+#[0-9a-f]{3}\|/gm, '')
  const isThere = squeeze(textIn(lines, { startLine, endLine, ...columns })) === squeeze(quoted)
  return at >= startLine && at <= endLine && isThere
}

function isStorable(one: Candidate): boolean {
  const { title, explanation, fix } = one
  const texts = [title, explanation, ...(fix?.edits ?? []).map(({ newText }) => newText)]
  return Candidate.safeParse(one).success && texts.every((words) => !words.includes('\0') && words.isWellFormed())
}

// Plain questions, asked millions of times: the runner's own write down each.
test(`${RUNS} mutated answers: no crash, no invalid finding, no wrong line (seed ${SEED})`, async () => {
  const count = { read: 0, placed: 0, fixes: 0 }
  const judged = (one: Item, rank: number) => {
    const placement = place(lines, unit, key, one)
    const around = placement.range
    if (around) count.placed++
    if (around && !isRight(around, one)) throw new Error(`a wrong line: ${JSON.stringify([one, around])}`)
    const where = { path: file.path, shown: lines, real: lines, unit }
    const fix = one.fix && around ? fixFrom(one.fix, { ...where, around }, key) : null
    if (fix) count.fixes++
    const about = { reported: [], content, rank, styleIsAsked: false }
    return { ...judge(one, placement, about), ...(fix && { fix }) }
  }
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const answer = await readAnswer(text)
      if (!answer) return
      count.read++
      const candidates = identify(file, answer.items.map(judged))
      const identities = new Set(candidates.map(({ fingerprint }) => fingerprint))
      if (!candidates.every(isStorable) || identities.size < candidates.length) throw new Error('an invalid finding')
    }),
    { numRuns: RUNS, seed: SEED },
  )
  // It was no test of nothing.
  expect(count.read).toBeGreaterThan(RUNS / 4)
  expect(count.placed).toBeGreaterThan(200)
  expect(count.fixes).toBeGreaterThan(20)
})
