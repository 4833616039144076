// What may become a file of the project, and the words for what may not.
import { expect, test } from 'playwright/test'
import { checkedFile, readFile } from './read-file.ts'

test('a text becomes a file', async () => {
  expect(await readFile(new File(['print(1)\n'], 'a.py'))).toEqual({ file: { path: 'a.py', content: 'print(1)\n' } })
  expect(checkedFile('src/empty.go', '')).toEqual({ file: { path: 'src/empty.go', content: '' } })
})

test('bytes that are no text are refused', async () => {
  expect(await readFile(new File([new Uint8Array([0xff, 0xd8, 0xff])], 'photo.jpg'))).toEqual({
    refusal: 'photo.jpg: this is not text, so it cannot be reviewed.',
  })
  expect(await readFile(new File(['a\0b'], 'a.bin'))).toEqual({
    refusal: 'a.bin: This is not text: binary files cannot be reviewed.',
  })
})

test('a long file is refused before it is read', async () => {
  expect(await readFile(new File(['x'.repeat(300 * 1024)], 'long.js'))).toEqual({
    refusal: 'long.js: 300 KiB, the limit is 256 KiB.',
  })
})

test('a bad path is named as such', () => {
  expect(checkedFile('../up.py', 'x')).toEqual({ refusal: 'A path may not hold empty, . or .. parts.' })
})
