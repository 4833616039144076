// Edits become text, whatever their order; what cannot be made side by side is refused.
import { expect, test } from 'playwright/test'
import { applyEdits } from './apply-edits.ts'

const edit = (startLine: number, startColumn: number, endLine: number, endColumn: number, newText: string) => ({
  range: { startLine, startColumn, endLine, endColumn },
  newText,
})

test('edits are made at the places the text had before any of them', () => {
  expect(
    applyEdits('one\r\ntwo\nthree', [edit(3, 1, 3, 6, '3'), edit(1, 1, 1, 4, 'first'), edit(2, 4, 2, 4, '!')]),
  ).toBe('first\r\ntwo!\n3')
})

test('what is there twice is made once, also an insertion', () => {
  const both = [edit(1, 1, 1, 1, 'import a\n'), edit(2, 1, 2, 2, 'X'), edit(1, 1, 1, 1, 'import a\n')]
  expect(applyEdits('x\ny\n', both)).toBe('import a\nx\nX\n')
  const [a, b] = [edit(1, 1, 1, 1, 'a'), edit(1, 1, 1, 1, 'b')]
  expect(applyEdits('x', [a, b, a])?.match(/a/g)).toHaveLength(1)
})

test('edits that overlap, lie outside or run backwards are refused', () => {
  for (const edits of [
    [edit(1, 1, 1, 3, 'a'), edit(1, 2, 1, 4, 'b')],
    [edit(1, 1, 1, 3, 'a'), edit(1, 1, 1, 3, 'b')],
    [edit(3, 1, 3, 1, 'a')],
    [edit(1, 6, 1, 6, 'a')],
    [edit(1, 3, 1, 2, 'a')],
  ])
    expect(applyEdits('abc\n', edits)).toBeNull()
})
