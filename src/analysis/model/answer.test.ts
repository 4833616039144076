// What models answer is read as far as it can be, entry by entry, and what is lost is counted.
import { expect, test } from 'playwright/test'
import { readAnswer } from './answer.ts'

const item = {
  anchor: '1#abc',
  quote: 'x = 1',
  severity: 'low',
  category: 'bug',
  title: 'A title',
  explanation: 'A reason.',
  trigger: 'An empty list.',
  fix: null,
}
const two = JSON.stringify({ findings: [item, item] })
type Row = [what: string, text: string, items: number, unreadable: number, brokenOff: boolean]

const rows: Row[] = [
  ['as asked', two, 2, 0, false],
  ['a bare list', JSON.stringify([item]), 1, 0, false],
  ['nothing found', '{"findings": []}', 0, 0, false],
  ['in a fence', `Sure!\n\`\`\`json\n${two}\n\`\`\`\nDone {really}.`, 2, 0, false],
  ['a fence that is never closed', `\`\`\`json\n${two.slice(0, -20)}`, 1, 0, true],
  ['amid prose with braces', `I read {all}. ${two} Thanks {you}.`, 2, 0, false],
  [
    'single quotes and words of Python',
    "{'findings': [{'anchor': '1#abc', 'quote': 'x = 1', 'severity': 'low', 'category': 'bug', 'title': 'A title', 'explanation': 'A reason.', 'trigger': 'An empty list.', 'fix': None}]}",
    1,
    0,
    false,
  ],
  ['comments and bare names', `{findings: [\n// the first\n${JSON.stringify(item)},\n]}`, 1, 0, false],
  ['thoughts before it', `<think>{"findings": [7]} or not?</think>${two}`, 2, 0, false],
  [
    'a field nobody needs is missing',
    JSON.stringify({
      findings: [
        { ...item, fix: undefined },
        { ...item, fix: 'x' },
      ],
    }),
    2,
    0,
    false,
  ],
  ['a comma too many', two.replace(']}', ',]}'), 2, 0, false],
  ['cut off in the second', two.slice(0, -30), 1, 0, true],
  ['cut off in the first', two.slice(0, 40), 0, 0, true],
  ['one of them unusable', JSON.stringify({ findings: [item, { ...item, severity: 'huge' }, 7] }), 1, 2, false],
  ['far too many', JSON.stringify({ findings: Array(100).fill(item) }), 40, 60, false],
]
for (const [what, text, items, unreadable, brokenOff] of rows)
  test(`${what}: ${items} read, ${unreadable} not`, async () => {
    const read = await readAnswer(text)
    expect(read).toMatchObject({ unreadable, brokenOff })
    expect(read?.items).toEqual(Array(items).fill(item))
  })

for (const text of ['', 'Looks good to me.', '{}', '{"issues": []}', '<html></html>', '{"findings": 3}', 'null'])
  test(`no answer: ${JSON.stringify(text)}`, async () => {
    expect(await readAnswer(text)).toBeNull()
  })

test('texts are cut to what can be stored', async () => {
  const long = { ...item, title: `a\0b\n${'x'.repeat(500)}`, explanation: `${'y'.repeat(2999)}😀` }
  const read = await readAnswer(JSON.stringify({ findings: [long] }))
  expect(read?.items[0]?.title).toHaveLength(160)
  expect(read?.items[0]?.title).toMatch(/^ab x/)
  expect(read?.items[0]?.explanation).toHaveLength(3000)
  expect(read?.items[0]?.explanation.isWellFormed()).toBe(true)
})

test('objections are read beside the findings, and only whole ones', async () => {
  const objection = { fact: 'F1', anchor: '1#abc', quote: 'x = 1', reason: 'It is  one.' }
  const read = await readAnswer(JSON.stringify({ findings: [item], objections: [objection, { fact: 'F2' }] }))
  expect(read?.objections).toEqual([{ ...objection, reason: 'It is one.' }])
})
