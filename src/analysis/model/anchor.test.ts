// A finding stands where anchor and quote agree, and on no other line.
import { expect, test } from 'playwright/test'
import { linesOf } from '../position.ts'
import { anchoredLines, anchorOf, place } from './anchor.ts'

const KEY = { key: 'a key of this test', moved: 0 }
const code = [
  'def total(items):', //             1
  '    sum = 0', //                   2
  '\tfor item in items:', //          3
  '        sum += item.price', //     4
  '    return sum', //                5
  '', //                              6
  'def again(items):', //             7
  '    sum = 0', //                   8
  '    naïve = "😀" + items[0]', //   9
  '    return sum', //               10
].join('\r\n')
const lines = linesOf(code)
const unit = { first: 1, last: 10 }
const at = (line: number) => anchorOf(lines, line, KEY)

type Row = [
  what: string,
  anchor: string,
  quote: string,
  expected: [number, number, number, number] | 'file' | 'nowhere',
]

const rows: Row[] = [
  ['a whole line', at(4), '        sum += item.price', [4, 9, 4, 26]],
  ['a piece of a line', at(4), 'item.price', [4, 16, 4, 26]],
  ['the first of two equal lines', at(2), 'sum = 0', [2, 5, 2, 12]],
  ['the second of two equal lines', at(8), 'sum = 0', [8, 5, 8, 12]],
  ['several lines, other line ends', at(3), 'for item in items:\n        sum += item.price', [3, 2, 4, 26]],
  ['several lines, other blanks', at(3), '    for  item in items:\n  sum += item.price', [3, 2, 4, 26]],
  [
    'several lines, anchored in their middle',
    at(4),
    'for item in items:\nsum += item.price\nreturn sum',
    [3, 2, 5, 15],
  ],
  ['characters of two units', at(9), '"😀" + items[0]', [9, 13, 9, 28]],
  ['an anchor that was quoted along', at(4), `${at(4)}|        sum += item.price`, [4, 9, 4, 26]],
  ['an anchor with its line', `${at(4)}|  sum`, 'sum += item.price', [4, 9, 4, 26]],
  ['empty lines around', at(4), '\n        sum += item.price\n\n', [4, 9, 4, 26]],
  ['the right code, the anchor of another line', at(2), 'sum += item.price', 'file'],
  ['the right line, a hash that is wrong', '4#zzz', 'sum += item.price', 'file'],
  ['the right line, the hash of another', `4#${at(5).split('#')[1]}`, 'sum += item.price', 'file'],
  ['a line that does not exist', '99#abc', 'sum += item.price', 'file'],
  ['no anchor', '', 'sum += item.price', 'file'],
  ['too little to tell by', at(1), 'sum', 'nowhere'],
  ['code that is not there', at(4), 'sum -= item.price', 'nowhere'],
  ['code that goes beyond the end', at(10), 'return sum\nprint(sum)', 'nowhere'],
  ['nothing', at(4), '  \n ', 'nowhere'],
]

for (const [what, anchor, quote, expected] of rows)
  test(`${what} -> ${expected}`, () => {
    const placement = place(lines, unit, KEY, { anchor, quote })
    if (typeof expected === 'string') return expect(placement).toEqual({ range: null, isQuoted: expected === 'file' })
    const [startLine, startColumn, endLine, endColumn] = expected
    expect(placement).toEqual({ range: { startLine, startColumn, endLine, endColumn } })
  })

test('a line outside the part that was shown is never meant', () => {
  const part = { first: 7, last: 10 }
  expect(place(lines, part, KEY, { anchor: at(2), quote: 'sum = 0' })).toEqual({ range: null, isQuoted: false })
})

test('each line goes out once, with its number and a hash that another key makes different', () => {
  const out = anchoredLines(lines, { first: 2, last: 3 }, KEY)
  expect(out).toMatch(/^2#[0-9a-f]{3}\| {4}sum = 0\n3#[0-9a-f]{3}\|\tfor item in items:$/)
  expect(anchoredLines(lines, unit, { key: 'another', moved: 0 })).not.toBe(anchoredLines(lines, unit, KEY))
})

test('an answer from before still stands on its lines when the code has moved', () => {
  const said = { anchor: at(4), quote: 'sum += item.price' }
  const moved = linesOf(`# one\r\n# two\r\n${code}`)
  expect(place(moved, { first: 3, last: 12 }, { ...KEY, moved: 2 }, said)).toMatchObject({
    range: { startLine: 6, startColumn: 9 },
  })
})
